"""The chart and the table beside it show the same curve."""

import pytest

from kintrace.report.chart import chart

HALF = [(float(pairs), pairs / 2) for pairs in range(1, 101)]


def test_nothing_reviewed_is_nothing_to_draw():
    assert chart([], 10.0) is None
    assert chart([(0, 0)], 10.0) is None


def test_the_table_stops_at_round_numbers_and_at_the_end():
    assert chart(HALF, 80.0).stops == [
        (10.0, 5.0, 0.0625),
        (20.0, 10.0, 0.125),
        (50.0, 25.0, 0.3125),
        (100.0, 50.0, 0.625),
    ]


def test_the_curve_is_read_between_its_points():
    assert chart([(5.0, 4.0), (15.0, 6.0)], 6.0).stops[0] == (10.0, 5.0, pytest.approx(5 / 6))


def test_the_drawing_reaches_up_to_what_is_expected_in_all():
    drawn = chart(HALF, 80.0)
    assert [value for _, value in drawn.up] == [0.0, 20.0, 40.0, 60.0, 80.0]
    assert [value for _, value in drawn.across] == [0.0, 25.0, 50.0, 75.0, 100.0]
    assert drawn.line.split()[0] == "52.0,204.0"
    assert drawn.line.split()[-1] == "332.0,95.2"  # 50 of 80 on a height of 174


def test_the_axis_ends_where_the_curve_does():
    drawn = chart([(3343.0, 127.5)], 127.5)
    assert drawn.across == [(52.0, 0.0), (135.8, 1000.0), (219.5, 2000.0), (303.3, 3000.0)]
    assert drawn.line.split()[-1].startswith("332.0,")


def test_a_long_curve_is_thinned_and_keeps_its_end():
    drawn = chart([(float(pairs), pairs**0.5) for pairs in range(1, 100_001)], 400.0)
    assert len(drawn.line.split()) <= 242
    assert drawn.stops[-1][:2] == (100_000.0, pytest.approx(316.23, abs=0.01))


def test_figures_that_are_no_numbers_are_left_out():
    drawn = chart([(1.0, 0.5), (2.0, float("nan")), (3.0, 1.5)], float("nan"))
    assert (drawn.found, drawn.total) == (1.5, 1.5)
