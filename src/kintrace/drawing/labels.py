"""Write names beside points so that no name lies over another, over a point or beyond the edge."""

from collections.abc import Sequence
from dataclasses import dataclass

from kintrace.drawing.svg import Point, shortened, wide

SIZE = 13.0
LONGEST = 170.0
_HIGH, _RISE = 16.0, 12.0  # of a line of text; from its top down to where letters stand
_NEAR, _FAR = 3.0, 13.0  # gaps between a point and its name


@dataclass(frozen=True, slots=True)
class Mark:
    """A point that wants its name beside it."""

    at: Point
    radius: float
    name: str


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the drawing that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two boxes overlap."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.bottom and other.top < self.bottom

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies in the box."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """A name, and where it begins: at the left of the letters, on the line that they stand on."""

    text: str
    x: float
    y: float
    box: Box
    lead: tuple[Point, Point] | None = None
    """A line from the point to a name that stands farther off."""


class _Crossed:
    """Points that names should rather not lie over, kept by where they are: counting must not ask each."""

    _WIDE = 16.0

    def __init__(self, points: Sequence[Point]) -> None:
        self._at: dict[tuple[int, int], list[Point]] = {}
        for one in points:
            where = int(one[0] // self._WIDE), int(one[1] // self._WIDE)
            self._at.setdefault(where, []).append(one)

    def within(self, box: Box) -> int:
        """Return how many points lie in a box."""
        across = range(int(box.left // self._WIDE), int(box.right // self._WIDE) + 1)
        down = range(int(box.top // self._WIDE), int(box.bottom // self._WIDE) + 1)
        near = (one for x in across for y in down for one in self._at.get((x, y), ()))
        return sum(box.holds(one) for one in near)


def labels(
    marks: Sequence[Mark], window: Box, avoid: Sequence[Point], taken: Sequence[Box] = ()
) -> list[Label | None]:
    """Return a place for each name, in the order of the marks; None for a name that finds no room.

    The first marks choose first. `avoid` are points that a name should rather not lie over, `taken` boxes
    that it must not.
    """
    points = [_around(one) for one in marks]
    crossed = _Crossed(avoid)
    used = list(taken)
    found: list[Label | None] = []
    for number, mark in enumerate(marks):
        free = [
            (crossed.within(label.box) + turn / 10, turn, label)
            for turn, label in enumerate(_ways(mark))
            if _within(label.box, window)
            and not any(label.box.meets(box) for box in used)
            and not any(label.box.meets(box) for at, box in enumerate(points) if at != number)
        ]
        best = min(free, key=lambda one: one[:2])[2] if free else None
        if best:
            used.append(best.box)
        found.append(best)
    return found


def _ways(mark: Mark) -> list[Label]:
    """Return where a name might stand: right, left, above, below, the corners; near first, then farther."""
    text = shortened(mark.name, LONGEST, SIZE)
    across, (x, y) = wide(text, SIZE), mark.at
    found = []
    for gap in (mark.radius + _NEAR, mark.radius + _FAR):
        slant = gap * 0.7
        for left, top in (
            (x + gap, y - _HIGH / 2),
            (x - gap - across, y - _HIGH / 2),
            (x - across / 2, y - gap - _HIGH),
            (x - across / 2, y + gap),
            (x + slant, y - slant - _HIGH),
            (x + slant, y + slant),
            (x - slant - across, y - slant - _HIGH),
            (x - slant - across, y + slant),
        ):
            box = Box(left, top, left + across, top + _HIGH)
            lead = (mark.at, _nearest(box, mark.at)) if gap > mark.radius + _NEAR else None
            found.append(Label(text, left, top + _RISE, box, lead))
    return found


def _nearest(box: Box, point: Point) -> Point:
    across = min(max(point[0], box.left), box.right)
    return across, min(max(point[1], box.top), box.bottom)


def _around(mark: Mark) -> Box:
    (x, y), far = mark.at, mark.radius
    return Box(x - far, y - far, x + far, y + far)


def _within(box: Box, window: Box) -> bool:
    across = window.left <= box.left and box.right <= window.right
    return across and window.top <= box.top and box.bottom <= window.bottom
