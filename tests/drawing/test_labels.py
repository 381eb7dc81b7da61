from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kintrace.drawing.labels import Box, Mark, labels

WINDOW = Box(0, 0, 400, 300)
MARKS = st.builds(
    Mark, st.tuples(st.floats(5, 395), st.floats(5, 295)), st.floats(3, 8), st.text("абвABC ", max_size=20)
)


def test_a_name_stands_at_the_right_where_there_is_room():
    (one,) = labels([Mark((100, 100), 4, "Херсон")], WINDOW, [])
    assert one.x == 107
    assert one.lead is None


def test_a_name_at_the_right_edge_stands_at_the_left():
    (one,) = labels([Mark((390, 100), 4, "Херсон")], WINDOW, [])
    assert one.box.right == 383


def test_a_name_rather_does_not_lie_over_a_line():
    (one,) = labels([Mark((100, 100), 4, "Херсон")], WINDOW, [(120, 100), (90, 100)])
    assert one.box.bottom < 100


def test_a_name_without_room_is_left_out():
    assert labels([Mark((100, 100), 4, "Херсон")], WINDOW, [], [WINDOW]) == [None]


def test_a_name_farther_off_has_a_line_to_its_point():
    (one,) = labels([Mark((100, 100), 4, "Херсон")], WINDOW, [], [Box(92, 92, 110, 108)])
    assert one.x == 117
    assert one.lead == ((100, 100), (117, 100))


@given(st.lists(MARKS, max_size=30))
def test_no_two_names_overlap_and_none_lies_over_a_point_or_beyond_the_edge(marks):
    found = labels(marks, WINDOW, [])
    assert len(found) == len(marks)
    boxes = [one.box for one in found if one]
    assert not [1 for a, b in combinations(boxes, 2) if a.meets(b)]
    for number, one in enumerate(found):
        if one:
            assert 0 <= one.box.left <= one.box.right <= 400
            assert 0 <= one.box.top <= one.box.bottom <= 300
            assert not [1 for at, mark in enumerate(marks) if at != number and one.box.holds(mark.at)]
