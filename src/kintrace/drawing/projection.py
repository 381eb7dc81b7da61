"""Put the globe on paper: Lambert's azimuthal equal-area projection, fitted to what is to be seen."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kintrace.drawing.land import Vector
from kintrace.drawing.svg import Point

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class View:
    """A window of the drawing that shows a part of the globe around its centre."""

    east: Vector
    north: Vector
    out: Vector
    per_radius: float
    """Units of the drawing for one radius of the globe."""
    middle: Point
    """Where the centre of the projection lies in the drawing."""
    left: float
    top: float
    right: float
    bottom: float

    def place(self, point: Vector) -> Point:
        """Return where a point of the globe lies in the drawing."""
        x, y = flat(self.east, self.north, self.out, point)
        return self.middle[0] + x * self.per_radius, self.middle[1] - y * self.per_radius

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Tell whether a point of the drawing is within the window."""
        within = self.left + margin <= point[0] <= self.right - margin
        return within and self.top + margin <= point[1] <= self.bottom - margin


def flat(east: Vector, north: Vector, out: Vector, point: Vector) -> Point:
    """Return a point of the globe on the plane that touches it at `out`, areas kept."""
    height = out[0] * point[0] + out[1] * point[1] + out[2] * point[2]
    stretch = math.sqrt(2 / max(1 + height, 1e-6))
    return (
        stretch * (east[0] * point[0] + east[1] * point[1] + east[2] * point[2]),
        stretch * (north[0] * point[0] + north[1] * point[1] + north[2] * point[2]),
    )


def view(
    points: Sequence[Vector], window: tuple[float, float, float, float], least_km: float, share: float = 0.74
) -> View:
    """Return a window that shows all points.

    `window` is left, top, right, bottom in the drawing; `least_km` how many kilometres its width shows at
    least; `share` how much of the window the points may fill.
    """
    out = _middle(points)
    east, north = _axes(out)
    drawn = [flat(east, north, out, one) for one in points]
    across, up = [x for x, _ in drawn], [y for _, y in drawn]
    left, top, right, bottom = window
    needed = max(
        (max(across) - min(across)) / ((right - left) * share),
        (max(up) - min(up)) / ((bottom - top) * share),
        least_km / EARTH_KM / (right - left),
    )
    per = 1 / needed
    middle = (
        (left + right) / 2 - (max(across) + min(across)) / 2 * per,
        (top + bottom) / 2 + (max(up) + min(up)) / 2 * per,
    )
    return View(east, north, out, per, middle, *window)


def _middle(points: Sequence[Vector]) -> Vector:
    x, y, z = (sum(one[axis] for one in points) for axis in range(3))
    far = math.sqrt(x * x + y * y + z * z)
    if far < 1e-9:  # they lie all around the globe: any will do
        return points[0]
    return x / far, y / far, z / far


def _axes(out: Vector) -> tuple[Vector, Vector]:
    """Return east and north as seen at a point."""
    x, y, z = out
    level = math.hypot(x, y)
    if level < 1e-9:  # a pole
        return (0.0, 1.0, 0.0), (-math.copysign(1.0, z), 0.0, 0.0)
    east = (-y / level, x / level, 0.0)
    return east, (-z * x / level, -z * y / level, level)
