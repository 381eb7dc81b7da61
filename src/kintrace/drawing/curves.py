"""Bend the way from one place to another, so that there and back are two lines, and cut it at a window."""

import math
from collections.abc import Sequence

from kintrace.drawing.svg import Point

_BEND = 0.16  # how far from straight, as a share of the way
_STEP, _LEAST_STEPS, _MOST_STEPS = 16.0, 8, 96


def curve(begins: Point, leads: Point) -> list[Point]:
    """Return the points of a bent way; it bends to its left, as whoever goes it sees it."""
    (x0, y0), (x1, y1) = begins, leads
    dx, dy = x1 - x0, y1 - y0
    over = ((x0 + x1) / 2 + dy * 2 * _BEND, (y0 + y1) / 2 - dx * 2 * _BEND)
    steps = max(_LEAST_STEPS, min(_MOST_STEPS, int(math.hypot(dx, dy) / _STEP)))
    return [_at(begins, over, leads, step / steps) for step in range(steps + 1)]


def shorter(points: Sequence[Point], before: float, behind: float) -> list[Point]:
    """Return a way without what lies within a distance of its beginning and of its end.

    >>> shorter([(0, 0), (10, 0), (20, 0)], 4, 5)
    [(4.0, 0.0), (10, 0), (15.0, 0.0)]
    """
    if math.dist(points[0], points[-1]) <= before + behind:
        return [points[0], points[-1]]
    late = _without_start(points, before)
    return _without_start(late[::-1], behind)[::-1]


def head(points: Sequence[Point], tip: Point, half: float) -> list[Point]:
    """Return the three corners of an arrow's head that closes a way and ends in `tip`."""
    x, y = points[-1]
    dx, dy = tip[0] - x, tip[1] - y
    far = math.hypot(dx, dy)
    if far < 1e-9:
        return [tip, tip, tip]
    across, up = -dy / far * half, dx / far * half
    return [(x + across, y + up), tip, (x - across, y - up)]


def _at(begins: Point, over: Point, leads: Point, share: float) -> Point:
    left, both, right = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return (
        left * begins[0] + both * over[0] + right * leads[0],
        left * begins[1] + both * over[1] + right * leads[1],
    )


def _without_start(points: Sequence[Point], far: float) -> list[Point]:
    """Return a way from where it first is so far from its beginning."""
    start = points[0]
    for at, one in enumerate(points):
        if (reached := math.dist(one, start)) > far:
            last = points[at - 1]
            share = (far - math.dist(last, start)) / (reached - math.dist(last, start))
            cut = (last[0] + (one[0] - last[0]) * share, last[1] + (one[1] - last[1]) * share)
            return [cut, *points[at:]]
    return [points[-2], points[-1]]
