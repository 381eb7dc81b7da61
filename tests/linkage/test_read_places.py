"""Places agree as one settlement under any name, as one raion or oblast, or only by what they are called."""

import pyarrow as pa
import pytest

from kintrace.linkage.read_places import dictionary


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("м. Маріуполь, Донецька обл.", "Мариуполь", "same"),
        ("Mariupol", "г. Мариуполь", "same"),
        ("Дніпропетровськ", "Дніпро", "same"),  # renamed in 2016
        ("Мангуш", "Маріуполь", "same_raion"),
        ("Волноваха", "Маріуполь", "same_oblast"),
        ("Херсонська обл.", "Херсон", "same_oblast"),
        ("Херсонська обл.", "Херсонская область", "same_oblast"),
        ("Херсонська обл.", "Херсонська обл.", "same_oblast"),
        ("с. Іванівка", "Ивановка", "same_name"),  # one of dozens
        ("с. Іванівка, Херсонська обл.", "Ивановка", "same_name"),
        ("с. Іванівка", "с. Іванівка", "same_name"),
        ("Бахмут", "Артемовск", "same_name"),  # Артемівськ was Бахмут, and another town too
        ("с. Незвідане", "с. Незвідане", "same_name"),
        ("с. Незвідане", "с. Незведане", "similar"),
        ("Маріуполь", "Херсон", "different"),
        ("с. Іванівка, Херсонська обл.", "с. Іванівка, Одеська обл.", "different"),
        ("с. Незвідане", "Маріуполь", "different"),
        ("Маріуполь", None, "missing"),
    ],
)
def test_places_agree_at_a_level(level, left, right, expected):
    assert level("place", left, right) == expected
    assert level("place", right, left) == expected


def test_a_settlement_is_blocked_under_all_its_names_and_an_oblast_only_by_itself():
    keys = dictionary(pa.array(["Маріуполь", "Mariupol", "Херсон", "Донецька обл.", "с. Незвідане"])).keys
    same, oblast = keys["same"].tolist(), keys["oblast"].tolist()
    assert same[0] == same[1] != 0
    assert len({same[0], same[2], same[4], 0}) == 4
    assert same[3] == 0
    assert oblast[0] == oblast[1] == oblast[3] != oblast[2] != 0 == oblast[4]


def test_namesakes_count_as_one_value_when_it_is_asked_how_rare_it_is():
    group = dictionary(pa.array(["с. Іванівка", "Ивановка", "Херсон"])).group
    assert group[0] == group[1] != group[2]
