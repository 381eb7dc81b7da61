"""Land and borders as the UN General Assembly recognises them, and whose territory a point is.

`data/borders.json` is written by tools/borders.py; data/SOURCES.md says from what.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Land:
    """Lines of coast and border, and countries as rings of them (~number: the line backwards)."""

    lines: tuple[tuple[Vector, ...], ...]
    """Points on a globe of radius 1."""
    countries: dict[str, tuple[tuple[int, ...], ...]]
    """ISO 3166 code of three letters -> rings."""
    borders: tuple[int, ...]
    """Lines that lie between two countries."""


@cache
def land() -> Land:
    """Read what is shipped, once."""
    read = json.loads(files("kintrace.drawing").joinpath("data/borders.json").read_text("ascii"))
    lines = tuple(tuple(_points(steps, read["per_degree"])) for steps in read["lines"])
    countries = {code: tuple(map(tuple, rings)) for code, rings in read["countries"].items()}
    owners: dict[int, set[str]] = {}
    for code, rings in countries.items():
        for ring in rings:
            for one in ring:
                owners.setdefault(max(one, ~one), set()).add(code)
    borders = tuple(sorted(line for line, whose in owners.items() if len(whose) > 1))
    return Land(lines, countries, borders)


def vector(latitude: float, longitude: float) -> Vector:
    """Return a place as a point on a globe of radius 1."""
    north, east = math.radians(latitude), math.radians(longitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def country_at(latitude: float, longitude: float) -> str:
    """Return whose territory a point is, as a code of three letters; "" for the sea, or outside the region.

    >>> country_at(44.948, 34.104)
    'UKR'
    """
    for code, rings in _shapes().items():
        inside = False
        for west, east, ring in rings:
            if west <= longitude <= east and _encloses(ring, latitude, longitude):
                inside = not inside
        if inside:
            return code
    return ""


_Ring = tuple[tuple[float, float], ...]


@cache
def _shapes() -> dict[str, list[tuple[float, float, _Ring]]]:
    """Return countries as rings of longitude and latitude, each with its west and east ends."""
    ground = land()
    shapes: dict[str, list[tuple[float, float, _Ring]]] = {}
    for code, rings in ground.countries.items():
        for ring in rings:
            points = tuple(_degrees(one) for number in ring for one in _line(ground, number))
            across = [x for x, _ in points]
            shapes.setdefault(code, []).append((min(across), max(across), points))
    return shapes


def _line(ground: Land, number: int) -> tuple[Vector, ...]:
    return ground.lines[number] if number >= 0 else ground.lines[~number][::-1]


def _degrees(point: Vector) -> tuple[float, float]:
    x, y, z = point
    return math.degrees(math.atan2(y, x)), math.degrees(math.asin(max(-1.0, min(1.0, z))))


def _encloses(ring: _Ring, latitude: float, longitude: float) -> bool:
    inside = False
    x0, y0 = ring[-1]
    for x1, y1 in ring:
        if (y0 > latitude) != (y1 > latitude):
            inside ^= longitude < x0 + (latitude - y0) / (y1 - y0) * (x1 - x0)
        x0, y0 = x1, y1
    return inside


def _points(steps: list[int], per_degree: int) -> list[Vector]:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append(vector(y / per_degree, x / per_degree))
    return points
