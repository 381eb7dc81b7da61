"""Cut shapes and lines at a window of the drawing, and leave out what is too fine to be seen."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from kintrace.drawing.projection import View
from kintrace.drawing.svg import Point

FINEST = 0.7  # units of the drawing

_Inside = Callable[[Point], bool]
_Crossing = Callable[[Point, Point], Point]


def shape(points: Sequence[Point], view: View) -> list[Point]:
    """Return the part of a shape within a window (Sutherland and Hodgman); empty when there is none."""
    kept = list(points)
    for inside, crossing in _edges(view):
        if not kept:
            return []
        cut: list[Point] = []
        last, was_in = kept[-1], inside(kept[-1])
        for one in kept:
            is_in = inside(one)
            if is_in != was_in:
                cut.append(crossing(last, one))
            if is_in:
                cut.append(one)
            last, was_in = one, is_in
        kept = cut
    kept = thinned(kept)
    return kept if len(kept) > 2 else []


def line(points: Sequence[Point], view: View) -> list[list[Point]]:
    """Return the parts of a line within a window."""
    parts: list[list[Point]] = []
    for one, then in pairwise(points):
        cut = _segment(one, then, view)
        if cut is None:
            continue
        if parts and parts[-1][-1] == cut[0]:
            parts[-1].append(cut[1])
        else:
            parts.append(list(cut))
    return [thinned(part) for part in parts]


def thinned(points: Sequence[Point]) -> list[Point]:
    """Return points without those that lie almost upon the one before; the last stays."""
    if not points:
        return []
    kept = [points[0]]
    for one in points[1:]:
        if abs(one[0] - kept[-1][0]) + abs(one[1] - kept[-1][1]) >= FINEST:
            kept.append(one)
    if kept[-1] != points[-1]:
        kept.append(points[-1])
    return kept


def _segment(one: Point, then: Point, view: View) -> tuple[Point, Point] | None:
    """Return the part of a straight line within a window (Liang and Barsky)."""
    begin, end = 0.0, 1.0
    dx, dy = then[0] - one[0], then[1] - one[1]
    for step, room in (
        (-dx, one[0] - view.left),
        (dx, view.right - one[0]),
        (-dy, one[1] - view.top),
        (dy, view.bottom - one[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            begin = max(begin, room / step)
        else:
            end = min(end, room / step)
    if begin > end:
        return None
    first = one if begin == 0 else (one[0] + begin * dx, one[1] + begin * dy)
    last = then if end == 1 else (one[0] + end * dx, one[1] + end * dy)
    return first, last


def _edges(view: View) -> list[tuple[_Inside, _Crossing]]:
    def upright(x: float) -> _Crossing:
        return lambda a, b: (x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]))

    def level(y: float) -> _Crossing:
        return lambda a, b: (a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y)

    return [
        (lambda p: p[0] >= view.left, upright(view.left)),
        (lambda p: p[0] <= view.right, upright(view.right)),
        (lambda p: p[1] >= view.top, level(view.top)),
        (lambda p: p[1] <= view.bottom, level(view.bottom)),
    ]
