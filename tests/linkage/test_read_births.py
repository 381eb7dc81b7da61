"""Births agree at levels that say what may have gone wrong."""

import calendar
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.linkage.encode import encode
from kintrace.linkage.fields import LEVELS, Kind, choose_fields
from kintrace.linkage.read_births import dictionary, entries

DAY_ONE = date(1970, 1, 1).toordinal()


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2015-03-07", "2015-03-07", "same"),
        ("2015-03-07", "2015-07-03", "day_month_swapped"),
        ("2015-03-07", "2016-03-07", "year_off_by_one"),
        ("2015-03-07", "2015-03-09", "one_digit"),
        ("2015-03-07", "2015-03-17", "one_digit"),
        ("2015-03-07", "2005-03-07", "one_digit"),
        ("2015-03-07", "2051-03-07", "one_digit"),  # neighbours exchanged
        ("2015-03-12", "2015-03-21", "one_digit"),
        ("2015-03-07", "2015-04-02", "near"),
        ("2015-03-31", "2015-05-01", "near"),  # 31 days
        ("2015-03-31", "2015-05-02", "same_year"),  # 32 days
        ("2015-12-30", "2016-01-02", "near"),
        ("2015-08-17", "2015-01-01", "first_january"),
        ("2015-01-01", "2015-10-23", "first_january"),
        ("2015-03-17", "2012-03-17", "one_digit"),
        ("2019-03-17", "2022-03-17", "same_day_month"),
        ("2015-03-17", "2015-10-25", "same_year"),
        ("2015-03-17", "2016-10-25", "near_year"),
        ("2015-03-17", "2017-03-16", "near_year"),  # 730 days
        ("2015-03-17", "2017-03-18", "different"),  # 732 days
        ("2015-03-17", "2018-10-25", "different"),
        ("2015-03-07", "2015-03", "same_month"),
        ("2015-03", "2015-03", "same_month"),
        ("2015-03-07", "2015", "compatible"),
        ("2015", "2015", "compatible"),
        ("2015-03-07", "2014-09-02/2015-09-01", "compatible"),
        ("2014-09-02/2015-09-01", "2015-09-01/2016-08-31", "compatible"),
        ("2015-03-07", "2016", "near_year"),
        ("2015-03-07", "2013", "different"),
        ("2015-03-07", "2016-03-07/2017-03-06", "near_year"),  # the nearest day is 366 days away
        ("2015-03-07", "2016-03-08/2017-03-07", "different"),  # 367 days
        ("2015-03-07", None, "missing"),
    ],
)
def test_births_agree_at_a_level(level, left, right, expected):
    assert level("birth", left, right) == expected
    assert level("birth", right, left) == expected


def test_a_birth_known_in_part_is_not_the_same_as_itself(level):
    assert level("birth", "2015", "2015") == "compatible"
    assert level("birth", "2015-03", "2015-03") == "same_month"


@given(st.dates(date(1900, 1, 1), date(2030, 12, 31)))
def test_a_day_is_read_into_its_numbers(day):
    entry = entries(pa.array([day.isoformat()]))[0]
    assert tuple(entry) == (
        day.toordinal() - DAY_ONE,
        day.toordinal() - DAY_ONE,
        day.year,
        day.month,
        day.day,
        int(day.strftime("%Y%m%d")),
    )


@given(st.integers(1900, 2030), st.integers(1, 12))
def test_a_month_spans_its_days(year, month):
    entry = entries(pa.array([f"{year}-{month:02}"]))[0]
    last = calendar.monthrange(year, month)[1]
    assert (entry["first_day"] + DAY_ONE, entry["last_day"] + DAY_ONE) == (
        date(year, month, 1).toordinal(),
        date(year, month, last).toordinal(),
    )
    assert (entry["year"], entry["month"], entry["day"], entry["digits"]) == (year, month, 0, 0)


def test_a_range_across_years_has_no_year_and_one_within_a_month_has_its_month():
    across, within, day = entries(
        pa.array(["2014-12/2015-01", "2015-03-02/2015-03-09", "2015-03-02/2015-03-02"])
    )
    assert (across["year"], across["month"], across["day"]) == (0, 0, 0)
    assert (within["year"], within["month"], within["day"]) == (2015, 3, 0)
    assert (day["day"], day["digits"]) == (2, 20150302)


def test_births_are_blocked_by_day_by_year_and_by_day_of_the_year():
    keys = dictionary(pa.array(["2015-03-07", "2015-03", "2014-12/2015-01"])).keys
    assert keys["same"].tolist() == [20150307, 0, 0]
    assert keys["year"].tolist() == [2015, 2015, 0]
    assert keys["month_day"].tolist() == [307, 0, 0]


def slow_level(one: tuple[str, date, date], two: tuple[str, date, date]) -> str:
    """The level of two births by their definition, in the order in which levels are asked for."""
    (a, a_first, a_last), (b, b_first, b_last) = one, two
    if len(a) < 10 or len(b) < 10:
        if a_first <= b_last and b_first <= a_last:
            return "same_month" if len(a) > 4 and len(b) > 4 else "compatible"
        gap = (max(a_first, b_first) - min(a_last, b_last)).days
        return "near_year" if gap <= 366 else "different"
    if a == b:
        return "same"
    years, days = abs(a_first.year - b_first.year), abs((a_first - b_first).days)
    if years == 0 and (a_first.month, a_first.day) == (b_first.day, b_first.month):
        return "day_month_swapped"
    if years == 1 and a[4:] == b[4:]:
        return "year_off_by_one"
    if one_slip(a.replace("-", ""), b.replace("-", "")):
        return "one_digit"
    if days <= 31:
        return "near"
    if years == 0 and "-01-01" in (a[4:], b[4:]):
        return "first_january"
    if a[4:] == b[4:]:
        return "same_day_month"
    if years == 0:
        return "same_year"
    return "near_year" if days <= 731 else "different"


def one_slip(a: str, b: str) -> bool:
    wrong = [k for k in range(8) if a[k] != b[k]]
    exchanged = (
        len(wrong) == 2
        and wrong[1] - wrong[0] == 1
        and a[wrong[0]] + a[wrong[1]] == b[wrong[1]] + b[wrong[0]]
    )
    return len(wrong) == 1 or exchanged


days = st.dates(date(2009, 12, 1), date(2013, 2, 1)).map(lambda d: (d.isoformat(), d, d))
months = days.map(
    lambda d: (d[0][:7], d[1].replace(day=1), d[1].replace(day=calendar.monthrange(d[1].year, d[1].month)[1]))
)
years = days.map(lambda d: (d[0][:4], date(d[1].year, 1, 1), date(d[1].year, 12, 31)))
births = st.one_of(days, days, days, months, years)


@settings(max_examples=300, deadline=None)
@given(births, births)
def test_levels_of_births_are_those_of_the_slow_twin(people, weightless, one, two):
    left, right = people(birth=[one[0]]), people(birth=[two[0]])
    encoded = encode(left, right, choose_fields(left, right, {}), True)
    level, _ = weightless(encoded).levels([0], [0])
    assert LEVELS[Kind.BIRTH][level[0, 0]] == slow_level(one, two)
