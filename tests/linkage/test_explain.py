"""The reasons for a pair add up to its weight."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.linkage import LEVELS, Kind, choose_fields, explain, link

NAMES = [
    "Шевченко Олена Іванівна",
    "Shevchenko Olena",
    "Коваль Іван Петрович",
    "Коваль І. П.",
    "Лис Алексей Иванович",
    None,
]
rows = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(NAMES),
            "birth": st.sampled_from(["2015-03-07", "2015-07-03", "2015-03", "2014", None]),
            "place": st.sampled_from(["Херсон", "с. Іванівка", "Донецька обл.", "Маріуполь", None]),
            "other_x": st.sampled_from(["AB123", "AB124", "ZZ9", None]),
        }
    ),
    min_size=1,
    max_size=6,
)


def linked(people, left, right):
    one, two = (people(**{k: [r[k] for r in side] for k in side[0]}) for side in (left, right))
    return link(one, two, choose_fields(one, two, {"x": "code"}))


@settings(max_examples=30, deadline=None)
@given(rows, rows)
def test_reasons_add_up_to_weight_and_prior_for_every_pair(people, left, right):
    result = linked(people, left, right)
    chosen = result.chosen
    for reasons, weight in zip(explain(result, chosen.left, chosen.right), chosen.weight, strict=True):
        assert sum(r.bits for r in reasons) == pytest.approx(weight + result.learned.prior_bits, abs=0.005)
        assert reasons[0].kind == "prior"
        for reason in reasons[1:]:
            if reason.kind in ("alteration", "dependence"):
                continue
            assert reason.level in (*LEVELS[Kind[reason.kind.upper()]], "missing")
            if reason.level == "missing":
                assert reason.bits == 0
                assert not (reason.left and reason.right)


def test_a_reason_says_what_was_compared_and_how_it_agreed(people):
    left = [{"name": "Шевченко Олена Іванівна", "birth": "2015-03-07", "place": None, "other_x": "AB123"}]
    right = [{"name": "Шевченко Елена", "birth": "2015-07-03", "place": "Херсон", "other_x": None}]
    (reasons,) = explain(linked(people, left, right), np.array([0]), np.array([0]))
    told = [(r.field, r.kind, r.level, r.left, r.right) for r in reasons if r.field != "relatives"]
    assert told == [
        ("prior", "prior", "prior", "", ""),
        ("surname", "name", "same", "Шевченко", "Шевченко"),
        ("given_name", "name", "same_class", "Олена", "Елена"),
        ("patronymic", "name", "missing", "Іванівна", ""),
        ("birth", "birth", "day_month_swapped", "2015-03-07", "2015-07-03"),
        ("place", "place", "missing", "", "Херсон"),
        ("other:x", "code", "missing", "ab123", ""),
    ]


def test_an_assumed_adoption_is_a_reason_of_its_own(people):
    left = [{"name": "Шевченко Олена Іванівна", "birth": "2015-03-07", "place": "Херсон", "other_x": None}]
    right = [{"name": "Сидорова Елена Петровна", "birth": "2015-03-07", "place": "Херсон", "other_x": None}]
    (reasons,) = explain(linked(people, left, right), np.array([0]), np.array([0]))
    (alteration,) = [r for r in reasons if r.kind == "alteration" and r.field != "relatives"]
    assert (alteration.field, alteration.level) == ("surname + patronymic", "adoption")
    assert alteration.bits > 0


def test_no_pairs_need_no_reasons(people):
    result = linked(people, [{"name": "Лис Яна", "birth": None, "place": None, "other_x": None}], [
        {"name": "Коваль Іван", "birth": None, "place": None, "other_x": None}
    ])  # fmt: skip
    assert explain(result, np.array([], np.int32), np.array([], np.int32)) == []
