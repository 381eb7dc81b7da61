"""Lay out the chart of expected true pairs against pairs reviewed, and the table that stands beside it."""

import math
from bisect import bisect_right
from dataclasses import dataclass

_SIZE = (360, 250)
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 332, 30, 204
_MOST_POINTS = 240
_STOPS = tuple(step * 10**power for power in range(1, 8) for step in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Chart:
    """Coordinates in the drawing's own units (y downwards), and the rows of the table."""

    line: str  # points of the polyline
    area: str  # points of the polygon under it
    across: list[tuple[float, float]]  # ticks below: (x, pairs reviewed)
    up: list[tuple[float, float]]  # ticks at the left: (y, expected true pairs)
    stops: list[tuple[float, float, float]]  # table rows: reviewed, expected true, share of the total
    reviewed: float
    found: float
    total: float
    size: tuple[int, int] = _SIZE
    frame: tuple[int, int, int] = (_LEFT, _RIGHT, _BOTTOM)


def chart(curve: list[tuple[float, float]], total: float) -> Chart | None:
    """Lay out the curve (pairs reviewed, expected true pairs); None when there is nothing to draw.

    `total` is the expected number of true pairs in all; the drawing reaches up to it.
    """
    points = sorted((float(x), float(y)) for x, y in curve if math.isfinite(x) and math.isfinite(y))
    points = [(0.0, 0.0), *(point for point in points if point[0] > 0)]
    if len(points) == 1:
        return None
    most, top = points[-1][0], max(total if math.isfinite(total) else 0.0, max(y for _, y in points), 1e-9)
    sideways, upward = [tick for tick in _ticks(most) if tick <= most], _ticks(top)
    highest = max(upward[-1], top)

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            round(_LEFT + x / most * (_RIGHT - _LEFT), 1),
            round(_BOTTOM - y / highest * (_BOTTOM - _TOP), 1),
        )

    drawn = [place(x, y) for x, y in _thinned(points)]
    line = " ".join(f"{x},{y}" for x, y in drawn)
    return Chart(
        line=line,
        area=f"{line} {drawn[-1][0]},{_BOTTOM} {_LEFT},{_BOTTOM}",
        across=[(place(x, 0)[0], x) for x in sideways],
        up=[(place(0, y)[1], y) for y in upward],
        stops=[(x, y, min(1.0, y / top)) for x, y in _stops(points)],
        reviewed=most,
        found=points[-1][1],
        total=top,
    )


def _ticks(most: float) -> list[float]:
    """Return round numbers from 0 to at least `most`, four or five steps.

    >>> _ticks(37)
    [0.0, 10.0, 20.0, 30.0, 40.0]
    """
    rough = most / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * size for size in (1, 2, 2.5, 5, 10) if power * size >= rough * 0.999)
    return [step * turn for turn in range(math.ceil(most / step - 1e-9) + 1)]


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    every = max(1, math.ceil(len(points) / _MOST_POINTS))
    kept = points[::every]
    return kept if kept[-1] == points[-1] else [*kept, points[-1]]


def _stops(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the curve at 10, 20, 50, 100 … pairs and at its end, read between its points."""
    wanted = [stop for stop in _STOPS if stop < points[-1][0]][-7:]
    return [(float(stop), _read(points, stop)) for stop in wanted] + [points[-1]]


def _read(points: list[tuple[float, float]], x: float) -> float:
    after = bisect_right(points, (x, math.inf))
    if after == len(points):
        return points[-1][1]
    (x0, y0), (x1, y1) = points[after - 1], points[after]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
