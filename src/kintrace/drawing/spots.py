"""Gather places into spots of a map: those with the same coordinates share one; find where spots crowd."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kintrace.drawing.land import Vector, vector
from kintrace.drawing.svg import Point

_DEGREES = 3  # digits behind the point within which two places are one spot: a hundred metres


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a map. `key` is what flows call it; `approximate`: it lies somewhere around there."""

    key: str
    name: str
    latitude: float
    longitude: float
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """So many went from one place to another; `said` tells it in words."""

    begins: str
    leads: str
    number: int
    said: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One or more places at one point, and how many went to or from it."""

    at: Vector
    names: tuple[str, ...]
    approximate: bool
    number: int


@dataclass(frozen=True, slots=True)
class Spots:
    """All spots of a map, the busiest first, and which of them each place belongs to."""

    spots: list[Spot]
    of_place: dict[str, int]


def gathered(places: Iterable[Place], flows: Iterable[Flow]) -> Spots:
    """Return places as spots, the busiest first."""
    busy: dict[str, int] = {}
    for flow in flows:
        for key in {flow.begins, flow.leads}:
            busy[key] = busy.get(key, 0) + flow.number
    together: dict[tuple[float, float], list[Place]] = {}
    for one in places:
        where = round(one.latitude, _DEGREES), round(one.longitude, _DEGREES)
        together.setdefault(where, []).append(one)
    found = []
    for (north, east), some in together.items():
        some.sort(key=lambda one: (-busy.get(one.key, 0), one.name, one.key))
        number = sum(busy.get(one.key, 0) for one in some)
        names = tuple(dict.fromkeys(one.name for one in some))
        spot = Spot(vector(north, east), names, all(one.approximate for one in some), number)
        found.append((spot, north, east, some))
    found.sort(key=lambda one: (-one[0].number, one[0].names, one[1], one[2]))
    of_place = {one.key: at for at, (_, _, _, some) in enumerate(found) for one in some}
    return Spots([spot for spot, _, _, _ in found], of_place)


def crowds(points: Sequence[Point], near: float, least: int) -> list[list[int]]:
    """Return groups of at least so many points that lie near one another, the largest first.

    >>> crowds([(0, 0), (3, 0), (90, 0), (0, 4)], near=5, least=3)
    [[0, 1, 3]]
    """
    left = set(range(len(points)))
    groups = []
    while left:
        waiting = [min(left)]
        left.discard(waiting[0])
        group = []
        while waiting:
            one = waiting.pop()
            group.append(one)
            beside = {other for other in left if math.dist(points[one], points[other]) <= near}
            left -= beside
            waiting += sorted(beside)
        if len(group) >= least:
            groups.append(sorted(group))
    return sorted(groups, key=lambda group: (-len(group), group))
