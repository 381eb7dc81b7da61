import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from kintrace.drawing.calendar_axis import Axis, axis


def test_years_are_ticks_when_there_are_many():
    scale = Axis(dt.date(2019, 6, 1), dt.date(2026, 6, 1), 0, 100)
    assert [text for _, text in scale.ticks()] == ["2020", "2021", "2022", "2023", "2024", "2025", "2026"]


def test_months_are_ticks_when_there_are_few():
    scale = Axis(dt.date(2022, 1, 10), dt.date(2022, 12, 20), 0, 344)
    assert scale.ticks() == [
        (50, "2022-03"),
        (111, "2022-05"),
        (172, "2022-07"),
        (234, "2022-09"),
        (295, "2022-11"),
    ]


def test_an_axis_shows_a_year_at_least():
    scale = axis([dt.date(2022, 7, 1)], 0, 100)
    assert (scale.last - scale.first).days >= 360
    assert scale.at(dt.date(2022, 7, 1)) == 50


def test_an_axis_without_days_is_of_2022():
    assert axis([], 0, 100).at(dt.date(2022, 7, 1)) > 45


@given(st.lists(st.dates()))
def test_any_days_make_few_ticks_in_order(days):
    ticks = axis(days, 10, 90).ticks()
    assert len(ticks) <= 10
    assert [x for x, _ in ticks] == sorted(x for x, _ in ticks)
    assert all(10 <= x <= 90 for x, _ in ticks)
