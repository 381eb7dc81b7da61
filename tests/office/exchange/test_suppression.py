"""A mark knows a person again, and tells nobody anything."""

import pytest

from kintrace.office.exchange.suppression import folded, seal

WHO = {"id": "R-1", "name": "Шевченко Олена", "birth": "2015-03-07", "place": "Херсон"}


def test_order_capitals_and_apostrophes_of_a_name_make_no_difference():
    assert folded("  МАР'ЯНА Шевченко ") == folded("шевченко мар’яна") == "маряна шевченко"


def test_the_lists_own_number_the_name_and_the_birth_make_the_mark():
    same = seal(1, "R-1", WHO)
    assert len(same) == 64
    assert seal(1, "r-1 ", WHO | {"place": "Одеса", "name": "ОЛЕНА Шевченко"}) == same
    parts = {"surname": "Шевченко", "given_name": "Олена"}
    assert seal(1, "R-1", {"birth": "2015-03-07"} | parts) == same


@pytest.mark.parametrize(
    ("organisation", "number", "more"),
    [(2, "R-1", {}), (1, "R-2", {}), (1, "R-1", {"name": "Шевченко Ірина"}), (1, "R-1", {"birth": "2015"})],
)
def test_another_organisation_number_name_or_birth_makes_another_mark(organisation, number, more):
    assert seal(organisation, number, WHO | more) != seal(1, "R-1", WHO)


def test_without_a_number_place_and_parents_are_asked_for():
    assert seal(1, "", WHO) == seal(1, "", WHO | {"id": "9"})
    assert seal(1, "", WHO) != seal(1, "", WHO | {"place": "Одеса"})
