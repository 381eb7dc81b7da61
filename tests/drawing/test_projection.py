import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.drawing.land import vector
from kintrace.drawing.projection import EARTH_KM, view

WINDOW = (0.0, 0.0, 720.0, 440.0)
POINTS = st.builds(vector, st.floats(-85, 85), st.floats(-180, 180))


@given(st.lists(POINTS, min_size=1, max_size=8))
def test_all_points_are_within_the_window(points):
    seen = view(points, WINDOW, 900)
    assert all(seen.holds(seen.place(one), -0.01) for one in points)


def test_one_point_is_in_the_middle_and_the_window_is_as_wide_as_asked_at_least():
    kyiv = vector(50.45, 30.52)
    seen = view([kyiv], WINDOW, 900)
    assert seen.place(kyiv) == pytest.approx((360, 220))
    assert 720 / seen.per_radius * EARTH_KM == pytest.approx(900)


def test_north_is_up_and_east_is_right():
    seen = view([vector(50, 30)], WINDOW, 900)
    assert seen.place(vector(51, 30))[1] < 220 < seen.place(vector(49, 30))[1]
    assert seen.place(vector(50, 31))[0] > 360


def test_areas_are_kept():
    seen = view([vector(50, 30), vector(60, 130)], WINDOW, 900)

    def area(north, east):
        corners = [(north, east), (north, east + 0.2), (north + 0.2, east + 0.2), (north + 0.2, east)]
        points = [seen.place(vector(*one)) for one in corners]
        pairs = zip(points, points[1:] + points[:1], strict=True)
        drawn = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2
        return drawn / math.cos(math.radians(north + 0.1))

    assert area(45, 34) == pytest.approx(area(62, 129), rel=1e-3)


def test_the_poles_and_opposite_places_make_no_fault():
    view([vector(90, 0)], WINDOW, 900).place(vector(-90, 0))
    view([vector(0, 0), vector(0, 180)], WINDOW, 900).place(vector(0, 90))
