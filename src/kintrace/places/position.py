"""Where a place lies, and how well that is known: its own point, or the middle of what it lies in."""

import csv
import gzip
import io
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kintrace.names.place_index import SETTLED, gazetteer

_AREAS = ((9, "hromada"), (6, "raion"), (4, "oblast"))


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees north and east. `precision` says what the point is of.

    It is "exact" for the place itself, else "hromada", "raion" or "oblast".
    """

    latitude: float
    longitude: float
    precision: str


@dataclass(frozen=True, slots=True)
class _Points:
    exact: dict[str, tuple[float, float]]
    russian: dict[str, tuple[str, str]]
    centres: dict[str, tuple[float, float]]


@lru_cache(maxsize=1 << 16)
def position(code: str) -> Position | None:
    """Return where the unit with this code lies; None for a code the gazetteer does not know.

    >>> position("UA14140050010029262")
    Position(latitude=47.0951, longitude=37.5413, precision='exact')
    """
    points = _points()
    if point := points.exact.get(code):
        return Position(*point, "exact")
    if not code.startswith("UA"):
        return None
    for digits, area in _AREAS:
        if point := points.centres.get(code[:digits]):
            return Position(*point, area)
    return None


def russian_name(code: str) -> str:
    """Return the usual Russian name of a place of Ukraine, "" where GeoNames has none that is Russian.

    >>> russian_name("UA59080270010036634")
    'Сумы'
    """
    return _points().russian.get(code, ("", ""))[0]


def russian_names(code: str) -> list[str]:
    """Return what GeoNames writes for a place of Ukraine in Russian letters, the usual name first."""
    usual, others = _points().russian.get(code, ("", ""))
    return [name for name in (usual, *others.split(";")) if name]


@cache
def _points() -> _Points:
    packed = (files("kintrace.places") / "data" / "coordinates.csv.gz").read_bytes()
    rows = csv.reader(io.StringIO(gzip.decompress(packed).decode("utf-8"), newline=""))
    next(rows)
    exact, russian = {}, {}
    for code, latitude, longitude, usual, others in rows:
        exact[code] = (float(latitude), float(longitude))
        russian[code] = (usual, others)
    return _Points(exact, russian, _centres(exact))


def _centres(exact: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return a point for each area: of its most populous place, which nearly always is its seat."""
    index = gazetteer()
    largest: dict[str, tuple[int, str]] = defaultdict(lambda: (-1, ""))
    for number, code in enumerate(index.codes):
        if index.categories[number] in SETTLED and code in exact:
            ranked = (index.population.get(number, 0), code)
            for digits, _ in _AREAS:
                largest[code[:digits]] = max(largest[code[:digits]], ranked)
    return {area: exact[code] for area, (_, code) in largest.items()}
