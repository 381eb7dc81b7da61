from hypothesis import given
from hypothesis import strategies as st

from kintrace.drawing import clip
from kintrace.drawing.land import vector
from kintrace.drawing.projection import view

SEEN = view([vector(50, 30)], (0.0, 0.0, 100.0, 100.0), 900)
POINTS = st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=3, max_size=12)


def test_a_shape_is_cut_at_the_edge():
    square = [(50.0, 50.0), (150.0, 50.0), (150.0, 80.0), (50.0, 80.0)]
    assert sorted(clip.shape(square, SEEN)) == [(50, 50), (50, 80), (100, 50), (100, 80)]


def test_a_shape_around_the_window_fills_it():
    around = [(-10.0, -10.0), (110.0, -10.0), (110.0, 110.0), (-10.0, 110.0)]
    assert sorted(clip.shape(around, SEEN)) == [(0, 0), (0, 100), (100, 0), (100, 100)]


def test_a_shape_outside_leaves_nothing():
    assert clip.shape([(200.0, 0.0), (300.0, 0.0), (300.0, 50.0)], SEEN) == []


def test_a_line_that_leaves_and_comes_back_has_two_parts():
    line = [(10.0, 50.0), (150.0, 50.0), (150.0, 60.0), (10.0, 60.0)]
    assert clip.line(line, SEEN) == [[(10, 50), (100, 50)], [(100, 60), (10, 60)]]


@given(POINTS)
def test_nothing_that_was_cut_lies_outside(points):
    parts = [*clip.line(points, SEEN), clip.shape(points, SEEN)]
    assert all(SEEN.holds(one, -1e-6) for part in parts for one in part)


def test_points_upon_one_another_are_left_out_but_the_last():
    assert clip.thinned([(0, 0), (0.1, 0), (5, 0), (5.1, 0)]) == [(0, 0), (5, 0), (5.1, 0)]
    assert clip.thinned([]) == []
