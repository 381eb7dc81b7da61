import math

import pytest

from kintrace.drawing.curves import curve, head, shorter


def test_there_and_back_are_two_lines():
    there, back = curve((0, 0), (100, 0)), curve((100, 0), (0, 0))
    assert there[0] == back[-1] == (0, 0)
    assert there[len(there) // 2][1] == pytest.approx(-16)
    assert back[len(back) // 2][1] == pytest.approx(16)


def test_a_way_is_shortened_by_just_so_much_at_both_ends():
    way = shorter(curve((0, 0), (100, 40)), 7, 11)
    assert math.dist(way[0], (0, 0)) == pytest.approx(7, abs=0.01)
    assert math.dist(way[-1], (100, 40)) == pytest.approx(11, abs=0.01)


def test_a_way_too_short_to_be_shortened_stays():
    assert shorter(curve((0, 0), (4, 0)), 7, 11) == [(0, 0), (4, 0)]


def test_the_head_of_an_arrow_ends_where_it_leads():
    assert head([(0, 0), (10, 0)], (16, 0), 3) == [(10, 3), (16, 0), (10, -3)]
    assert head([(0, 0), (1, 1)], (1, 1), 3) == [(1, 1)] * 3
