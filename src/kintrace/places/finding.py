"""Find the places that a text may mean, and say "certain" only where one is clearly meant.

The reading of addresses and the keys of names are those of `kintrace.names`; here they are weighed for a
person: nothing that a wrong choice could hide is decided in silence. See decision 13.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from kintrace.names.place_index import FIRST_GEONAME, gazetteer
from kintrace.places.place import Place, numbered
from kintrace.places.sifting import sift
from kintrace.places.textual import Wanted, look_up, wanted

# What one mention of a place must be to be certain: a name, not a guess at one.
_NAMES = ("official name", "former name", "other spelling", "inflected name")
_RANKS = (*_NAMES, "near spelling", "part of the text", "area")
# A bare name is a city's when all its namesakes together are this much smaller (decision 13).
_BIG_CITY, _TIMES_LARGER, _UNKNOWN_POPULATION, _ABROAD = 100_000, 100, 500, 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a text may mean. `fit` is how its name was found, `agrees` and `differs` name the parts
    of the text that speak for and against it: "oblast", "raion", "hromada", "within", "country", "kind"."""

    place: Place
    fit: str
    agrees: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text may mean, the likeliest first. `certain`: the first is clearly meant."""

    text: str
    candidates: tuple[Candidate, ...] = ()
    certain: bool = False

    @property
    def verdict(self) -> str:
        """Return "certain", "ambiguous" or "unknown"."""
        if self.certain:
            return "certain"
        return "ambiguous" if self.candidates else "unknown"

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the candidates' places."""
        return tuple(candidate.place for candidate in self.candidates)

    @property
    def place(self) -> Place | None:
        """Return the place that is clearly meant, if one is."""
        return self.candidates[0].place if self.certain else None


@dataclass(frozen=True, slots=True)
class _Found:
    number: int
    fit: str
    agrees: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()


@dataclass(slots=True)
class _Weighed:
    found: list[_Found] = field(default_factory=list)
    certain: bool = False


def find(text: str, within: str = "", on: str = "") -> Answer:
    """Return what `text` may mean.

    `within` is an area that is known besides: a code, or words ("Херсонська область"). `on` is a day
    ("YYYY", "YYYY-MM" or "YYYY-MM-DD"): names in use then come first.

    >>> find("Ивановка Херсонской области").verdict, find("Артемовск, ДНР").place.names.uk
    ('ambiguous', 'Бахмут')
    >>> find("Слобожанське", within="Кегичівська громада").place.code
    'UA63060030020049570'
    """
    weighed = _weigh(text, within, on)
    candidates = (Candidate(numbered(one.number), one.fit, one.agrees, one.differs) for one in weighed.found)
    return Answer(text, tuple(candidates), weighed.certain)


@lru_cache(maxsize=1 << 16)
def _weigh(text: str, within: str, on: str) -> _Weighed:
    asked = wanted(text, within)
    hits = look_up(asked)
    if not hits.numbers:
        return _areas(asked)
    kept, agrees, differs = sift(hits.numbers, asked)
    found = [_Found(number, hits.fit(number, asked), agrees, differs) for number in kept]
    found.sort(key=lambda one: _order(one, asked, on))
    return _Weighed(found, not hits.loose and not asked.unread and not differs and _clear(found, asked, on))


def _areas(asked: Wanted) -> _Weighed:
    """Return the areas that a text without a settlement names; what lies elsewhere than is known differs."""
    areas = asked.areas()
    _kept, agrees, differs = sift(areas, asked)
    outside = tuple(part for part in differs if part == "within")
    found = [_Found(number, "area", agrees, outside) for number in areas]
    return _Weighed(found, len(areas) == 1 and not asked.unread and not outside)


def _order(one: _Found, asked: Wanted, on: str) -> tuple[int, bool, int, str]:
    index = gazetteer()
    unused = bool(on) and not asked.in_use(one.number, on)
    return _RANKS.index(one.fit), unused, -index.population.get(one.number, 0), index.code(one.number)


def _clear(found: list[_Found], asked: Wanted, on: str) -> bool:
    """Tell whether the first is meant: it is alone, or so large that nobody would mean another so barely."""
    first, others = found[0], found[1:]
    if first.fit not in _NAMES:
        return False
    if not others:
        return True
    named_then = first.fit == "former name" and on and asked.in_use(first.number, on)
    if first.number >= FIRST_GEONAME or asked.kind in ("village", "town"):
        return False
    if first.fit == "former name" and not named_then:
        return False
    people = gazetteer().population
    size = people.get(first.number, 0)
    rest = sum(_size(one.number) for one in others)
    return size >= max(_BIG_CITY, _TIMES_LARGER * rest)


def _size(number: int) -> float:
    people = gazetteer().population.get(number) or _UNKNOWN_POPULATION
    return people / _ABROAD if number >= FIRST_GEONAME else people
