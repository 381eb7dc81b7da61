"""Ten-character dates read at once say exactly what the slow reader says of each."""

import datetime as dt

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.lists.plain_dates import plain_dates
from kintrace.names import dates

TODAY = dt.date(2026, 11, 24)


def read(texts, order="dmy"):
    column = pa.array(texts, pa.string())
    at, days = plain_dates(column).read(order, TODAY)
    return dict(zip(at.tolist(), days.to_pylist(), strict=True))


def test_both_shapes_are_found_among_others():
    texts = [
        "2015-03-07",
        "07.03.2015",
        "7.3.2015",
        None,
        "07/03/2015",
        "07-03-2015",
        "Шевченко І",
        "2015/03/07",
    ]
    assert read(texts) == {0: "2015-03-07", 1: "2015-03-07", 4: "2015-03-07", 5: "2015-03-07"}


def test_days_that_are_not_are_left_to_the_reader_that_says_why():
    assert read(["31.02.2015", "2015-02-29", "00.03.2015", "07.13.2015", "07.03.1899", "25.12.2026"]) == {}


def test_the_order_of_the_column_is_kept():
    assert read(["03/07/2015"], "mdy") == {0: "2015-03-07"}
    assert read(["03/07/2015", "2015-03-07"], "mixed") == {1: "2015-03-07"}


def test_the_evidence_of_order_is_counted():
    texts = pa.array(["25.12.2014", "12.25.2014", "01.02.2015", "05.05.2015", "2015-12-25", "00.25.2015"])
    assert plain_dates(texts).order_counts() == (1, 1, 1)


def test_no_text_gives_no_date():
    assert read([]) == {}
    assert read([None, ""]) == {}


@st.composite
def shaped(draw):
    year, month, day = draw(st.integers(0, 2200)), draw(st.integers(0, 19)), draw(st.integers(0, 39))
    mark = draw(st.sampled_from("./-"))
    year_first, year_last = f"{year:04}-{month:02}-{day:02}", f"{day:02}{mark}{month:02}{mark}{year:04}"
    return draw(st.sampled_from([year_first, year_last]))


def agree(texts, order):
    for at, day in read(texts, order).items():
        assert dates.read(texts[at], order, TODAY).edtf == day
    counted = dates.order_of(texts)
    assert plain_dates(pa.array(texts, pa.string())).order_counts() == (
        counted.day_first,
        counted.month_first,
        counted.either,
    )


orders = st.sampled_from(["dmy", "mdy", "mixed"])


@settings(max_examples=50)
@given(st.lists(shaped(), max_size=10), orders)
def test_the_fast_reader_agrees_with_the_slow_one(texts, order):
    agree(texts, order)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(st.lists(shaped(), max_size=30), orders)
def test_the_fast_reader_agrees_with_the_slow_one_on_many(texts, order):
    agree(texts, order)


@pytest.mark.parametrize("order", ["dmy", "mdy"])
def test_the_fast_reader_misses_no_real_day(order):
    day = dt.date(1900, 1, 1)
    days = [day + dt.timedelta(days=step) for step in range(0, 46000, 17)]
    form = "%d.%m.%Y" if order == "dmy" else "%m.%d.%Y"
    read_days = read([day.strftime(form) for day in days], order)
    assert list(read_days.values()) == [str(day) for day in days]
