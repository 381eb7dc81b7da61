"""One place of the gazetteer, with all that is known about it."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kintrace.names.place_index import FIRST_GEONAME, RUSSIAN_REGIONS_FROM, gazetteer
from kintrace.places import occupation, romanised
from kintrace.places.position import position, russian_name

_KINDS = {
    "K": "city",
    "M": "city",
    "X": "settlement",
    "C": "village",
    "H": "hromada",
    "P": "raion",
    "O": "oblast",
}


@dataclass(frozen=True, slots=True)
class Older:
    """A former name. `until` is the day or year in which it ended, "" where we do not know."""

    uk: str
    ru: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of today in three languages ("" where unknown), and former ones, the latest first."""

    uk: str
    ru: str
    en: str
    older: tuple[Older, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A settlement, or an area when a text names no more. Coordinates are None where nothing is known.

    `code` is KATOTTG's, or `geonames:NUMBER` and `RU.REGION` in Russia; `kind` is "city", "settlement",
    "village", "hromada", "raion", "oblast" or "region" (of Russia). `population` is 0 where unknown.
    """

    code: str
    kind: str
    names: Names
    oblast: str = ""
    raion: str = ""
    hromada: str = ""
    country: str = "UA"
    latitude: float | None = None
    longitude: float | None = None
    precision: str = ""
    population: int = 0
    occupied: tuple[occupation.Span, ...] = ()


def place(code: str) -> Place | None:
    """Return the place with this code, or None.

    >>> place("UA14020010010059145").names.older[0].uk
    'Артемівськ'
    """
    number = _numbers().get(code)
    return numbered(number) if number else None


def numbered(number: int) -> Place:
    """Return the place with this number of the gazetteer."""
    found = _numbered(number)
    spans = occupation.spans(found.code)
    return _with_spans(found, spans) if spans else found


def older(number: int) -> tuple[Older, ...]:
    """Return the former names of a place by the hand-written table, the latest first."""
    return _older().get(gazetteer().code(number), ())


def _with_spans(found: Place, spans: tuple[occupation.Span, ...]) -> Place:
    from dataclasses import replace

    return replace(found, occupied=spans)


@lru_cache(maxsize=1 << 16)
def _numbered(number: int) -> Place:
    index = gazetteer()
    code, name = index.code(number), index.name(number)
    where = position(code)
    precision = where.precision if where else ""
    if number >= RUSSIAN_REGIONS_FROM:
        kind, country = ("city" if number >= FIRST_GEONAME else "region"), "RU"
        names = Names("", name, romanised.russian(name))
        areas = (index.name(index.oblast(number)) if kind == "city" else "", "", "")
    else:
        kind, country = _KINDS[index.categories[number]], "UA"
        if kind in ("oblast", "raion", "hromada"):
            precision = kind
        known = older(number)
        russian = _usual_russian().get(code) or russian_name(code)
        names = Names(name, russian, romanised.ukrainian(name), known)
        areas = _areas(number, kind)
    return Place(
        code, kind, names, *areas, country,
        where.latitude if where else None, where.longitude if where else None, precision,
        index.population.get(number, 0),
    )  # fmt: skip


def _areas(number: int, kind: str) -> tuple[str, str, str]:
    """Return the oblast, raion and hromada that a unit lies in, leaving out the unit itself."""
    index = gazetteer()
    oblast = index.oblast(number) if kind != "oblast" else 0
    raion = index.raion(number) if kind not in ("oblast", "raion") else 0
    hromada = (
        _hromadas().get(index.codes[number][:9], "") if kind not in ("oblast", "raion", "hromada") else ""
    )
    return (index.name(oblast) if oblast != number else ""), index.name(raion), hromada


@cache
def _numbers() -> dict[str, int]:
    index = gazetteer()
    numbers = {code: number for number, code in enumerate(index.codes) if code}
    return numbers | {index.code(number): number for number in (*index.russian, *index.region_names)}


@cache
def _hromadas() -> dict[str, str]:
    index = gazetteer()
    return {code[:9]: index.names[n] for n, code in enumerate(index.codes) if index.categories[n] == "H"}


def _renamed() -> list[dict[str, str]]:
    path = files("kintrace.names") / "data" / "place_names.csv"
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


@cache
def _older() -> dict[str, tuple[Older, ...]]:
    found = defaultdict(list)
    for row in _renamed():
        if row["kind"] == "old":
            found[row["katottg"]].append(Older(row["uk"], row["ru"], row["until"]))
    return {
        code: tuple(sorted(names, key=lambda one: one.until, reverse=True)) for code, names in found.items()
    }


@cache
def _usual_russian() -> dict[str, str]:
    return {row["katottg"]: row["ru"] for row in reversed(_renamed()) if row["kind"] == "other" and row["ru"]}
