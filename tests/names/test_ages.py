"""An age on a known day is a range of births, and what is not clear is refused with its reason."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.names import ages
from kintrace.names.dates import DateReading, bounds

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "on", "edtf"),
    [
        ("7", "2022-03-01", "2014-03-02/2015-03-01"),
        ("7 років", "2022-03-01", "2014-03-02/2015-03-01"),
        ("7 лет", "2022-03-01", "2014-03-02/2015-03-01"),
        ("7 years old", "2022-03-01", "2014-03-02/2015-03-01"),
        ("7.0", "2022-03-01", "2014-03-02/2015-03-01"),
        ("0", "2022-03-01", "2021-03-02/2022-03-01"),
        ("12-13", "2022-03-01", "2008-03-02/2010-03-01"),
        ("12–13 років", "2022-03-01", "2008-03-02/2010-03-01"),
        ("8 міс", "2022-03-01", "2021-06-02/2021-07-01"),
        ("7 р. 3 міс.", "2022-03-01", "2014-11-02/2014-12-01"),
        ("бл. 7", "2022-03-01", "2013-03-02/2016-03-01"),
        ("8 y.o.", "2022-03-01", "2013-03-02/2014-03-01"),
        ("8 y/o", "2022-03-01", "2013-03-02/2014-03-01"),
        ("8,5", "2022-03-01", "2013-06-02/2013-12-01"),  # 8 years 3 months to 8 years 9 months
        ("1,5 року", "2022-03-01", "2020-06-02/2020-12-01"),
        ("1г5м", "2022-03-01", "2020-09-02/2020-10-01"),
        ("9м", "2022-03-01", "2021-05-02/2021-06-01"),
        ("3 дні", "2022-03-01", "2022-02-26/2022-02-26"),
        ("2 тижні", "2022-03-01", "2022-02-09/2022-02-15"),
        ("немовля", "2022-03-01", "2021-03-02/2022-03-01"),
        ("10 років на 24.02.2022", "2023-01-01", "2011-02-25/2012-02-24"),  # the day it names, not the list's
        ("8 (на 2022)", "2023-01-01", "2013-01-02/2014-12-31"),
        ("7", "2022", "2014-01-02/2015-12-31"),
        ("7", "2022-02", "2014-02-02/2015-02-28"),
        ("1", "2024-02-29", "2022-03-01/2023-02-28"),
    ],
)
def test_an_age_on_a_day_is_a_range_of_births(written, on, edtf):
    assert ages.read(written, on) == DateReading(edtf, how="age")


@pytest.mark.parametrize("written", ["", "сім", "7-5", "200", "1,7 року", "7 березня", "12+", "2015-03-07"])
def test_what_is_not_an_age_is_not_read_as_one(written):
    assert ages.read(written, "2022-03-01").edtf == ""


def test_an_age_without_its_date_is_refused_not_guessed():
    assert ages.read("7", "").why == "an age needs the date on which it was counted"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("-3", "an age cannot be below zero"),
        ("−3", "an age cannot be below zero"),
        ("до 3 років", "says only above or below what age, not which"),
        ("1,2", "a part of a year other than a half is not an age we can read"),
        ("5м1г", "not an age"),
        ("999999999999 днів", "not an age"),
        (
            "8 на 31.02.2022",
            "the date on which the age was counted cannot be read: 31.02.2022 does not exist",
        ),
        ("8" + " " * 100_000 + "x", "not an age"),
    ],
)
def test_why_an_age_is_refused_is_said(written, why):
    assert ages.read(written, "2022-03-01") == DateReading(why=why)


@given(st.dates(dt.date(1930, 1, 1), dt.date(2020, 1, 1)), st.dates(dt.date(2020, 1, 2), TODAY))
def test_a_person_is_inside_the_range_of_their_own_age(born, on):
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    first, last = bounds(ages.read(str(years), str(on)).edtf)
    leap_slack = (
        dt.timedelta(days=1)
        if (born.month, born.day) == (2, 29) or (on.month, on.day) == (2, 29)
        else dt.timedelta()
    )
    assert first - leap_slack <= born <= last + leap_slack


@given(
    st.text(max_size=30) | st.text("0123456789./- рокмднів", max_size=16),
    st.sampled_from(["", "2022", "2022-03-01"]),
)
def test_any_text_gives_a_real_range_or_a_reason(text, on):
    reading = ages.read(text, on)
    assert bool(reading.edtf) != bool(reading.why)
    if reading.edtf:
        first, last = bounds(reading.edtf)
        assert first <= last
