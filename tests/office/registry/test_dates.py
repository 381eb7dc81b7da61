from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from kintrace.office.registry import dates


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2022", "2022"),
        ("2022-03", "2022-03"),
        ("2022-03-14", "2022-03-14"),
        ("14.03.2022", "2022-03-14"),
        ("14/3/2022", "2022-03-14"),
        ("03.2022", "2022-03"),
        ("about 2022", "2022~"),
        ("близько 03.2022", "2022-03~"),
        ("ОКОЛО 2022-03-14", "2022-03-14~"),
        ("2022~", "2022~"),
        ("  ", ""),
    ],
)
def test_a_date_is_read_as_people_write_it(typed, stored):
    assert dates.parse(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "2022-13",
        "31.02.2022",
        "0000",
        "2022-00-10",
        "14 03",
        "x",
        "²022",
        "٢٠٢٢",
        "about",
        "9" * 50,
        "2999",
        "1899",
    ],
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValidationError):
        dates.parse(typed)


def test_dates_known_in_part_are_ordered_and_unknown_ones_come_last():
    some = ["", "2022-03-14", "2022", "2021-12", "2022-03"]
    assert sorted(some, key=dates.sort_key) == ["2021-12", "2022", "2022-03", "2022-03-14", ""]


@pytest.mark.parametrize(
    ("first", "then", "possible"),
    [
        ("2022-03-14", "2022-03", True),
        ("2022-03-14", "2022-03-13", False),
        ("2022-04", "2022-03", False),
        ("2022", "2021", False),
        ("2022~", "2021", True),
        ("", "2021", True),
        ("2022", "", True),
    ],
)
def test_a_date_may_follow_another_unless_what_is_known_forbids_it(first, then, possible):
    assert dates.may_follow(first, then) is possible


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Write a year, a month or a day: 2022, 03.2022, 14.03.2022, about 2022."),
        ("uk", "Напишіть рік, місяць або день: 2022, 03.2022, 14.03.2022, близько 2022."),
        ("ru", "Напишите год, месяц или день: 2022, 03.2022, 14.03.2022, около 2022."),
    ],
)
def test_what_is_no_date_is_asked_for_in_the_form_that_the_help_shows(language, said):
    with override(language), pytest.raises(ValidationError) as refused:
        dates.parse("in March")
    assert refused.value.messages == [said]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "about March 2022"), ("uk", "березень 2022, приблизно"), ("ru", "март 2022, примерно")],
)
def test_a_date_is_said_in_the_readers_language(language, said):
    with override(language):
        assert dates.show("2022-03~") == said


@pytest.mark.parametrize(
    ("stored", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28)),
        ("2022-03-14", date(2022, 3, 14), date(2022, 3, 14)),
        ("2022-03-14~", date(2022, 3, 7), date(2022, 3, 21)),
        ("2022-03~", date(2022, 1, 29), date(2022, 5, 1)),
        ("2022~", date(2021, 7, 2), date(2023, 7, 2)),
    ],
)
def test_a_date_reaches_from_its_first_day_to_its_last_and_about_is_wider(stored, first, last):
    assert dates.widest(stored) == (first, last)
