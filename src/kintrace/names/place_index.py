"""The gazetteer in memory: units of Ukraine, cities of Russia, and the keys they are found by.

Loaded once, at the first look-up, from the tables in `names/data` (see SOURCES-places.md there).
Numbers are small and stable for one edition of the tables: a unit of Ukraine has its row in the
codifier (1 ...), a region of Russia 40,000 + its GeoNames code, a city of Russia its GeoNames number.
"""

import csv
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from kintrace.names.place_fold import fold, fold_many, plain

RUSSIAN_REGIONS_FROM = 40_000
FIRST_GEONAME = 100_000
SETTLED = frozenset("KMXC")
# A special city's code stands beside the oblast around it; people write either.
_AROUND = {"80": "32", "85": "01"}
_ADJECTIVE = re.compile(
    "(?P<cyrillic>.*[сзц]ь?к)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|ая|ой|ую|ое|ом|ою|і|их)"
    "|(?P<latin>.*[sz]k)(?:a|yi|yy|iy|ii|y|i|yj|ij|oho|ogo|oi|oyi|oy|oj|aya|aia|aja|uiu|omu|om)"
)


# к, г, х, ж before -ськ-: Russian writes both letters, Ukrainian joins them.
_SOUND_CHANGES = (("ksk", "ck"), ("hsk", "ck"), ("hsk", "sk"), ("hsk", "zk"), ("jsk", "zk"))


@lru_cache(maxsize=65536)
def adjective_stem(word: str) -> str:
    """Return the key of the stem of an adjective in -ськ-, whatever its case and gender, or "".

    >>> adjective_stem("херсонської") == adjective_stem("херсонская") == adjective_stem("khersonskoi")
    True
    >>> adjective_stem("херсон")
    ''
    """
    found = _ADJECTIVE.fullmatch(word)
    return fold(found["cyrillic"] or found["latin"]) if found else ""


def adjective_stems(word: str) -> list[str]:
    """Return `adjective_stem` and what Ukrainian makes of it: Каланчакский is Каланчацький there.

    >>> adjective_stems("каланчакский"), adjective_stems("криворожский")
    (['kalanqaksk', 'kalanqack'], ['kreverejsk', 'kreverezk'])
    """
    stem = adjective_stem(word)
    changed = [stem[: -len(end)] + ours for end, ours in _SOUND_CHANGES if stem.endswith(end)]
    return [stem, *changed] if stem else []


def adjective_letters(word: str) -> str:
    """Return the stem of an adjective in -ськ- as it is written, which tells Хмільницький from Хмельницький.

    >>> adjective_letters("хмільницького"), adjective_letters("хмельницкий"), adjective_letters("буча")
    ('хмільницк', 'хмельницк', '')
    """
    found = _ADJECTIVE.fullmatch(plain(word))
    stem = found["cyrillic"] if found else None
    return stem.removesuffix("к").removesuffix("ь") + "к" if stem else ""


def _stems(names: list[str]) -> list[str]:
    """Return `adjective_stem` of many official names at once."""
    found = [_ADJECTIVE.fullmatch(name.lower()) for name in names]
    return fold_many(match["cyrillic"] if match else "" for match in found)


@dataclass(slots=True)
class Gazetteer:
    """Every unit and every key. Lists are indexed by a unit's number; place 0 is "unknown"."""

    codes: list[str] = field(default_factory=lambda: [""])
    categories: list[str] = field(default_factory=lambda: [""])
    names: list[str] = field(default_factory=lambda: [""])
    by_key: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    old: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    old_spellings: set[tuple[int, str]] = field(default_factory=set)
    regions: dict[str, int] = field(default_factory=dict)  # beside a word like "oblast"
    lone_regions: dict[str, int] = field(default_factory=dict)  # enough by themselves: Крим, ЛНР
    region_names: dict[int, str] = field(default_factory=dict)
    raions: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    raions_as_written: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    hromadas: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    population: dict[int, int] = field(default_factory=dict)
    russian: dict[int, tuple[str, str]] = field(default_factory=dict)
    oblasts: list[int] = field(default_factory=list)  # by number of the unit
    also: list[tuple[int, str]] = field(default_factory=list)  # hand-written spellings, for inflection
    words: dict[str, str] = field(default_factory=dict)
    number_of: dict[str, int] = field(default_factory=dict)

    def code(self, number: int) -> str:
        """Return the KATOTTG code (or `RU.<region>`, `geonames:<number>`); "" for 0."""
        if number >= FIRST_GEONAME:
            return f"geonames:{number}"
        if number > RUSSIAN_REGIONS_FROM:
            return f"RU.{number - RUSSIAN_REGIONS_FROM:02d}"
        return self.codes[number]

    def name(self, number: int) -> str:
        """Return the official name of a unit; "" for 0."""
        if number >= FIRST_GEONAME:
            return self.russian[number][0]
        return self.region_names.get(number) or self.names[number]

    def oblast(self, number: int) -> int:
        """Return the number of the oblast (or Russian region) of a settlement."""
        if number >= FIRST_GEONAME:
            return RUSSIAN_REGIONS_FROM + int(self.russian[number][1][3:])
        return self.oblasts[number]

    def raion(self, number: int) -> int:
        """Return the number of the raion of a settlement, 0 where there is none."""
        return 0 if number >= FIRST_GEONAME else self.number_of.get(self.codes[number][:6], 0)

    def category(self, number: int) -> str:
        """Return K special city, M city, X settlement, C village; Russian places count as cities."""
        return "M" if number >= FIRST_GEONAME else self.categories[number]

    def reach(self, oblasts: Iterable[int]) -> set[int]:
        """Return the oblasts and the special cities inside them: Kyiv counts for the oblast around it."""
        inside = {
            self.number_of[f"UA{around}"]: self.number_of[f"UA{city}"] for city, around in _AROUND.items()
        }
        return {*oblasts, *(inside[oblast] for oblast in oblasts if oblast in inside)}


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, loading it at the first call (about 0.2 s)."""
    loaded = Gazetteer()
    _load_units(loaded)
    _load_old_raions(loaded)
    _load_regions(loaded)
    _load_old_names(loaded)
    _load_geonames(loaded)
    loaded.words = {row[0]: row[1] for row in _rows("place_words.csv")}
    return loaded


def _rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table without its header."""
    packed = (files("kintrace.names") / "data" / name).read_bytes()
    text = gzip.decompress(packed) if name.endswith(".gz") else packed
    rows = csv.reader(io.StringIO(text.decode("utf-8"), newline=""))
    next(rows)
    return rows


def _load_units(loaded: Gazetteer) -> None:
    by_category: dict[str, list[int]] = defaultdict(list)
    for number, (code, category, name) in enumerate(_rows("katottg.csv.gz"), start=1):
        loaded.codes.append(code)
        loaded.categories.append(category)
        loaded.names.append(name)
        by_category["settled" if category in SETTLED else category].append(number)
        if category in "OK":
            loaded.number_of[code[:4]] = number
        elif category == "P":
            loaded.number_of[code[:6]] = number
    loaded.oblasts = [loaded.number_of.get(code[:4], 0) for code in loaded.codes]
    settled = by_category["settled"]
    keys = fold_many(loaded.names[number] for number in settled)
    for number, key in zip(settled, keys, strict=True):
        loaded.by_key[key].append(number)
    for category, stems, digits in (("P", loaded.raions, 6), ("H", loaded.hromadas, 9)):
        numbers = by_category[category]
        for number, stem in zip(numbers, _stems([loaded.names[n] for n in numbers]), strict=True):
            stems[stem].append(loaded.codes[number][:digits])


def _load_old_raions(loaded: Gazetteer) -> None:
    """Add the raions of before 2020 in the south and east, each as the raions it went to."""
    for number, category in enumerate(loaded.categories):
        if category == "P":
            written = adjective_letters(loaded.names[number])
            loaded.raions_as_written[written].append(loaded.codes[number][:6])
    rows = list(_rows("place_raions.csv"))
    for stem, (name, now, _) in zip(_stems([row[0] for row in rows]), rows, strict=True):
        for found in (loaded.raions[stem], loaded.raions_as_written[adjective_letters(name)]):
            found += [code[:6] for code in now.split() if code[:6] not in found]


def _load_regions(loaded: Gazetteer) -> None:
    for code, uk, ru, latin, other, _ in _rows("place_regions.csv"):
        if code.startswith("RU."):
            number = RUSSIAN_REGIONS_FROM + int(code[3:])
            loaded.region_names[number] = ru
        else:
            number = loaded.number_of[code[:4]]
        for spelling in filter(None, (uk, ru, latin, *other.split("|"))):
            loaded.regions.setdefault(fold(spelling), number)
            for stem in filter(None, map(adjective_stem, spelling.lower().split())):
                loaded.regions.setdefault(stem, number)
        for spelling in filter(None, other.split("|")):
            loaded.lone_regions[plain(spelling)] = number


def _load_old_names(loaded: Gazetteer) -> None:
    number_by_code = {code: number for number, code in enumerate(loaded.codes)}
    for code, _, kind, uk, ru, *_ in _rows("place_names.csv"):
        number = number_by_code[code]
        spellings = [spelling for spelling in (uk, ru) if spelling]
        loaded.also += [(number, spelling) for spelling in spellings]
        if kind == "old":
            former = {plain(spelling) for spelling in spellings} - {plain(loaded.names[number])}
            loaded.old_spellings.update((number, spelling) for spelling in former)
        for key in set(map(fold, spellings)):
            found = loaded.old if kind == "old" else loaded.by_key
            if number not in loaded.by_key.get(key, ()):
                found[key].append(number)


def _load_geonames(loaded: Gazetteer) -> None:
    number_by_code = {code: number for number, code in enumerate(loaded.codes)}
    numbers, spellings = [], []
    for geoname, place, population, names in _rows("geonames.csv.gz"):
        alternates = names.split(";") if names else []
        number = number_by_code.get(place) or int(geoname)
        loaded.population[number] = int(population)
        if number >= FIRST_GEONAME:
            loaded.russian[number] = (alternates[0], place)
        spellings += alternates
        numbers += [number] * len(alternates)
    official = {*loaded.by_key, *loaded.old}
    russian_names = set()
    for number, key in zip(numbers, fold_many(spellings), strict=True):
        # An alternate never competes with a place that bears the name, or bore it by the hand-written
        # table; only the own name of a Russian place (its first) does.
        own = number >= FIRST_GEONAME and number not in russian_names
        russian_names.add(number)
        if own or key not in official:
            loaded.by_key[key].append(number)
