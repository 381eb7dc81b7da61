from time import perf_counter

import pytest
from drawing.readable import outside, read, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.drawing import Flow, MapWords, Place, flow_map

WORDS = MapWords("Transfers", "Where to", "Transfers", "somewhere around there")
PLACES = [
    Place("kherson", "Херсон", 46.64, 32.61),
    Place("simferopol", "Сімферополь", 44.948, 34.104),
    Place("yalta", "Ялта", 44.5, 34.17),
    Place("alushta", "Алушта", 44.67, 34.41, approximate=True),
    Place("moscow", "Москва", 55.75, 37.62),
]
FLOWS = [
    Flow("kherson", "simferopol", 40, "Херсон → Сімферополь: 40"),
    Flow("simferopol", "moscow", 3, "Сімферополь → Москва: 3"),
    Flow("kherson", "nowhere", 9, "never drawn"),
]


def test_a_map_has_every_name_and_every_flow_and_explains_its_signs():
    root = read(flow_map(PLACES, FLOWS, WORDS))
    assert set(texts(root)) >= {one.name for one in PLACES} | {
        "Transfers:",
        "1",
        "40",
        "somewhere around there",
    }
    said = texts(root, "title")
    assert said[0] == "Transfers"
    assert {"Херсон → Сімферополь: 40", "Сімферополь → Москва: 3"} <= set(said)
    assert "never drawn" not in said
    assert outside(root) == []


def test_places_that_crowd_are_named_in_a_larger_part_and_only_there():
    root = read(flow_map(PLACES, FLOWS, WORDS))
    named = {one.text: float(one.get("y")) for one in root.iter() if one.get("class") == "name"}
    assert texts(root).count("A") == 2
    assert min(named[one] for one in ("Ялта", "Алушта", "Сімферополь")) > 450
    assert max(named[one] for one in ("Херсон", "Москва")) < 440


def test_a_wider_arrow_stands_for_more():
    root = read(flow_map(PLACES, FLOWS, WORDS))
    flows = {
        group[0].text: float(group[1].get("stroke-width"))
        for group in root
        if group.tag.endswith("g") and group[1].get("class") == "flow"
    }
    assert flows["Херсон → Сімферополь: 40"] == pytest.approx(7)
    assert flows["Сімферополь → Москва: 3"] == pytest.approx(2.9)


def test_there_is_a_map_without_any_place():
    root = read(flow_map([], [], WORDS))
    assert texts(root) == []
    assert outside(root) == []
    assert any(one.get("class") == "ukraine" for one in root)


def test_a_large_map_is_small_enough_and_quick():
    places = [Place(str(at), f"Вигадане місце {at}", 44 + at % 20 * 0.6, 22 + at * 0.4) for at in range(200)]
    flows = [Flow(str(at), str((at * 7 + 3) % 200), at % 50 + 1, "x") for at in range(200)]
    begun = perf_counter()
    drawn = flow_map(places, flows, WORDS)
    assert perf_counter() - begun < 3
    assert len(drawn.encode()) < 300_000


KEYS = st.sampled_from("abcde")
ANY_PLACES = st.lists(
    st.builds(Place, KEYS, st.text(max_size=30), st.floats(-95, 95), st.floats(-185, 185), st.booleans()),
    max_size=5,
)
ANY_FLOWS = st.lists(st.builds(Flow, KEYS, KEYS, st.integers(0, 10**9), st.text(max_size=30)), max_size=6)


@given(ANY_PLACES, ANY_FLOWS)
@settings(max_examples=40, deadline=None)
def test_whatever_the_places_the_picture_is_whole_and_always_the_same(places, flows):
    words = MapWords(*(one.name if one else "" for one in [*places, None, None, None, None][:4]))
    drawn = flow_map(places, flows, words)
    assert outside(read(drawn)) == []
    assert drawn == flow_map(places, flows, words)
