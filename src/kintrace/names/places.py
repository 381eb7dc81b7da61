"""Read a place as a list wrote it: settlement, raion, oblast and country as numbers that compare.

Use `read` on the text of a place of birth or origin in Ukrainian, Russian or Latin letters, with old
or new names. It never picks one of several namesakes in silence: the reading is "ambiguous" and
carries the candidates. An address of an occupying administration ("ДНР") gives the Ukrainian code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kintrace.names import place_nearby
from kintrace.names.place_fold import fold, french, plain, ukrainian_letters, vowels, vowels_agree
from kintrace.names.place_index import FIRST_GEONAME, RUSSIAN_REGIONS_FROM, adjective_stem, gazetteer
from kintrace.names.place_text import Address, Mention, take_apart

_CATEGORIES = {"city": "MK", "town": "X", "village": "CX"}
# A bare name is read as the big city only when all its namesakes together are this much smaller.
_TIMES_LARGER = 10
_BIG_CITY, _BIG_IN_OBLAST = 100_000, 20_000
_UNKNOWN_POPULATION = 500
_NOTICEABLE_RUSSIAN_PLACE = 15_000


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """One place. Numbers are 0 where unknown; `country` is "UA", "RU", "other" or "".

    how: "exact", "old name", "ambiguous", "oblast only", "fuzzy" or "none". `candidates` are the
    settlements the text may mean; when `settlement` is known and there still are candidates, it is
    the big city among smaller namesakes.
    """

    settlement: int = 0
    raion: int = 0
    oblast: int = 0
    country: str = ""
    how: str = "none"
    candidates: tuple[int, ...] = ()


@lru_cache(maxsize=1 << 18)
def read(text: str) -> PlaceReading:
    """Return the reading of one text; the same text is read once.

    >>> name_of(read("м. Артемівськ, Донецька обл.").settlement), read("Артёмовск Донецкой области").how
    ('Бахмут', 'old name')
    >>> read("с. Іванівка").how
    'ambiguous'
    """
    address = take_apart(text)
    found, how = _settlements(address)
    narrowed = _narrow(found, address)
    if not narrowed:
        return _oblast_only(address, found)
    if len(narrowed) == 1:
        old = how == "exact" and bears_old_name(narrowed[0], address)
        return _settled(narrowed[0], "old name" if old else how, ())
    if largest := _dominant(narrowed, address):
        return _settled(largest, how, tuple(narrowed))
    return _ambiguous(narrowed)


def name_of(number: int) -> str:
    """Return the official name of a settlement, raion or oblast, "" for 0.

    >>> name_of(read("Дніпропетровськ").settlement), name_of(0)
    ('Дніпро', '')
    """
    return gazetteer().name(number)


def code_of(number: int) -> str:
    """Return the KATOTTG code of a unit of Ukraine ("RU.<region>" or "geonames:<number>" for Russia).

    >>> code_of(read("Kherson").settlement)
    'UA65100150010064384'
    """
    return gazetteer().code(number)


def _settlements(address: Address) -> tuple[list[int], str]:
    """Return the settlements that the mentions name together, and how they were found."""
    if hits := _together(whole(mention, address) for mention in address.mentions):
        return hits, "exact"
    if hits := _together(place_nearby.inflected(mention.words) for mention in address.mentions):
        return hits, "fuzzy"
    if hits := _together(
        _inside(place_nearby.misspelt(mention.words), address) for mention in address.mentions
    ):
        return hits, "fuzzy"
    return _together(part(mention) for mention in address.mentions), "fuzzy"


def _together(groups: Iterable[list[int]]) -> list[int]:
    """Return what all the groups have in common, or everything when they have nothing in common."""
    known = [set(group) for group in groups if group]
    return sorted(set.intersection(*known) or set.union(*known)) if known else []


def whole(mention: Mention, address: Address) -> list[int]:
    """Return the units whose name is the mention, leaving out adjectives of oblasts at its ends."""
    words = list(mention.words)
    regions: list[int] = []
    while words:
        if hits := by_name(" ".join(words), inflected=address.inflected):
            address.oblasts += regions
            address.names.append(" ".join(words))
            return hits
        last, first = (gazetteer().regions.get(adjective_stem(word)) for word in (words[-1], words[0]))
        if not (region := last or first):
            return []
        regions.append(region)
        words.pop(-1 if last else 0)
    address.oblasts += regions
    return []


def part(mention: Mention) -> list[int]:
    """Return the units named by the longest known part of a mention that is not known as a whole."""
    words = mention.words
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            if hits := by_name(" ".join(words[start : start + length]), inflected=False):
                return hits
    return []


def by_name(name: str, *, inflected: bool) -> list[int]:
    """Return the settlements that bear or bore a name, by its key; inflected forms too when asked."""
    index = gazetteer()
    key = fold(name)
    hits = [*index.by_key.get(key, ()), *index.old.get(key, ())]
    if name.isascii() and (other := french(name)):
        found = index.by_key.get(fold(other), []) + index.old.get(fold(other), [])
        hits += [number for number in found if number not in hits]
    if inflected:
        hits += [number for number in place_nearby.inflected((name,)) if number not in hits]
    return hits


def as_spelt(found: list[int], address: Address) -> list[int]:
    """Keep the units spelt exactly so in Ukrainian (and old names), when there is one at least."""
    names = [name for name in address.names if ukrainian_letters(name)]
    if len(found) < 2 or not names:
        return found
    index = gazetteer()
    spellings = {plain(name) for name in names}
    spelt = {number for number in found if plain(index.name(number)) in spellings}
    former = {number for name in names for number in index.old.get(fold(name), ())}
    return [number for number in found if number in spelt or number in former] if spelt else found


def same_vowels(found: list[int], address: Address) -> list[int]:
    """Tell Берислав from Борислав, which the coarse keys do not; keep all when none agrees."""
    if len(found) < 2:
        return found
    name = gazetteer().name
    written = {fold(text): vowels(text) for text in address.names}

    def agrees(number: int) -> bool:
        wanted = written.get(fold(name(number)))  # None: found by another name than its own
        return wanted is None or vowels_agree(vowels(name(number)), wanted)

    return [number for number in found if agrees(number)] or found


def _inside(found: list[int], address: Address) -> list[int]:
    """Keep the units in the oblasts that the address names; all when it names none."""
    if not address.oblasts:
        return found
    index = gazetteer()
    allowed = index.reach(address.oblasts)
    return [number for number in found if index.oblast(number) in allowed]


def _narrow(found: list[int], address: Address) -> list[int]:
    """Drop candidates that the rest of the address excludes; a contradicted oblast leaves none."""
    index = gazetteer()
    if address.oblasts:
        found = _inside(found, address)
    elif address.country == "russia":
        found = [number for number in found if number >= FIRST_GEONAME] or found
    elif any(number < FIRST_GEONAME for number in found):
        found = [n for n in found if n < FIRST_GEONAME or index.population[n] >= _NOTICEABLE_RUSSIAN_PLACE]
    for beginnings in (*address.raions, *address.hromadas):
        inside = [n for n in found if n < FIRST_GEONAME and index.codes[n].startswith(beginnings)]
        # Cities have districts that bear the names of raions elsewhere; villages have none.
        found = inside or [n for n in found if index.category(n) in "KM"]
    found = same_vowels(as_spelt(found, address), address)
    kinds = {mention.kind for mention in address.mentions if mention.kind}
    if len(kinds) == 1:
        categories = _CATEGORIES[kinds.pop()]
        found = [number for number in found if index.category(number) in categories] or found
    return found


def _dominant(found: list[int], address: Address) -> int:
    """Return the city so much larger than its namesakes that a bare name means it, else 0."""
    if any(mention.kind in ("village", "town") for mention in address.mentions):
        return 0
    people = gazetteer().population
    ranked = sorted(found, key=lambda number: people.get(number, 0), reverse=True)
    largest, others = ranked[0], ranked[1:]
    if largest >= FIRST_GEONAME and min(found) < FIRST_GEONAME:
        return 0  # a place abroad does not outweigh a Ukrainian one unless the text says so
    if bears_old_name(largest, address):
        return 0  # a name it has given up does not outweigh a village that bears it today
    least = _BIG_IN_OBLAST if address.oblasts else _BIG_CITY
    rest = sum(people.get(number) or _UNKNOWN_POPULATION for number in others)
    return largest if people.get(largest, 0) >= max(least, _TIMES_LARGER * rest) else 0


def bears_old_name(number: int, address: Address) -> bool:
    """Tell whether a unit was found by a name it no longer bears."""
    index = gazetteer()
    return any(
        number in index.old.get(fold(name), ()) or (number, plain(name)) in index.old_spellings
        for name in address.names
    )


def _country(number: int) -> str:
    if not number:
        return ""
    return "RU" if number >= RUSSIAN_REGIONS_FROM else "UA"


def _settled(number: int, how: str, candidates: tuple[int, ...]) -> PlaceReading:
    index = gazetteer()
    return PlaceReading(number, index.raion(number), index.oblast(number), _country(number), how, candidates)


def _ambiguous(found: list[int]) -> PlaceReading:
    index = gazetteer()
    raions, oblasts = {index.raion(n) for n in found}, {index.oblast(n) for n in found}
    countries = {_country(n) for n in found}
    return PlaceReading(
        raion=raions.pop() if len(raions) == 1 else 0,
        oblast=oblasts.pop() if len(oblasts) == 1 else 0,
        country=countries.pop() if len(countries) == 1 else "",
        how="ambiguous",
        candidates=tuple(found),
    )


def _oblast_only(address: Address, found: list[int]) -> PlaceReading:
    """Return what is left when no settlement fits: the oblast, the raion, or nothing."""
    index = gazetteer()
    oblast = address.oblasts[0] if len(set(address.oblasts)) == 1 else 0
    areas = {area for beginnings in address.raions for area in beginnings}
    inside = {area for area in areas if not oblast or index.number_of[area[:4]] == oblast}
    raion = index.number_of[inside.pop()] if len(inside) == 1 else 0
    if raion and not oblast:
        oblast = index.oblast(raion)
    written = {"ukraine": "UA", "russia": "RU", "abroad": "other"}.get(address.country, "")
    how = "oblast only" if oblast else "none"
    return PlaceReading(0, raion, oblast, _country(oblast) or written, how, tuple(found))
