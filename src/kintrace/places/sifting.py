"""Keep the candidates that the rest of a text leaves, and say which parts agree and which do not."""

from collections.abc import Callable

from kintrace.names import places
from kintrace.names.place_index import FIRST_GEONAME, gazetteer
from kintrace.names.place_text import Address
from kintrace.places.districts import has_district
from kintrace.places.textual import Wanted

_CATEGORIES = {"city": "KM", "town": "X", "village": "CX"}
_NOTICEABLE_ABROAD = 15_000  # a smaller place of Russia competes only when the text names Russia
Test = Callable[[int], bool]


def sift(numbers: list[int], asked: Wanted) -> tuple[list[int], tuple[str, ...], tuple[str, ...]]:
    """Return what is left of the candidates, what agrees with all of these, and what with none.

    A part of the text that no candidate fits drops nobody: it is named as differing, and nothing is certain.
    """
    agrees, differs = [], []
    kept = numbers
    districts = iter(asked.address.raions)
    for part, test in _tests(asked):
        raion = next(districts) if part == "raion" else ()
        if inside := [number for number in kept if test(number)]:
            kept = inside
            agrees.append(part)
        elif raion and (cities := [number for number in kept if has_district(number, raion)]):
            kept = cities
        else:
            differs.append(part)
    kept = _near(kept, asked.address)
    kept = places.same_vowels(places.as_spelt(kept, asked.address), asked.address)
    if asked.kind:
        same = [n for n in kept if gazetteer().category(n) in _CATEGORIES[asked.kind]]
        kept = same or kept
        agrees += ["kind"] if same else []
    return kept, tuple(dict.fromkeys(agrees)), tuple(dict.fromkeys(differs))


def _tests(asked: Wanted) -> list[tuple[str, Test]]:
    tests = _area_tests(asked.address)
    if asked.within:
        tests += [("within", test) for _, test in _area_tests(asked.within)]
    if prefix := asked.prefix:
        tests.append(("within", lambda number: _code(number).startswith(prefix)))
    if asked.address.country == "russia" and not asked.address.oblasts:
        tests.append(("country", lambda number: number >= FIRST_GEONAME))
    if asked.address.country == "ukraine":
        tests.append(("country", lambda number: number < FIRST_GEONAME))
    return tests


def _area_tests(address: Address) -> list[tuple[str, Test]]:
    index = gazetteer()
    tests: list[tuple[str, Test]] = []
    if address.oblasts:
        allowed = index.reach(address.oblasts)
        tests.append(("oblast", lambda number: index.oblast(number) in allowed))
    tests += [("raion", _begins(beginnings)) for beginnings in address.raions]
    return tests + [("hromada", _begins(beginnings)) for beginnings in address.hromadas]


def _begins(beginnings: tuple[str, ...]) -> Test:
    return lambda number: _code(number).startswith(beginnings)


def _code(number: int) -> str:
    return gazetteer().code(number)


def _near(kept: list[int], address: Address) -> list[int]:
    """Leave out small places of Russia beside Ukrainian ones, unless the text names Russia."""
    if address.country == "russia" or not any(number < FIRST_GEONAME for number in kept):
        return kept
    people = gazetteer().population
    return [n for n in kept if n < FIRST_GEONAME or people.get(n, 0) >= _NOTICEABLE_ABROAD]
