"""Tell a misspelt name from a known one where the coarse keys of `kintrace.names` take both for one.

The keys treat і, и, е and о alike, so that three languages meet. For a place whose Ukrainian and Russian
names we both know, a Cyrillic text has to be one of them, letter by letter but for those that look alike.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from kintrace.names.place_fold import fold, plain
from kintrace.names.place_index import gazetteer
from kintrace.places.place import numbered
from kintrace.places.position import russian_names

_ALIKE = str.maketrans(
    {"ё": "е", "є": "е", "э": "е", "ї": "и", "і": "и", "ы": "и", "й": "и", "ь": "", "ъ": "", " ": ""}
)
_CYRILLIC = re.compile("[а-яёєіїґ -]+")


def misspelt(number: int, written: Iterable[str]) -> bool:
    """Tell whether a place was found by a Cyrillic text that is none of its known names."""
    known = _known(number)
    if not known:
        return False
    keys = _keys(number)
    mine = [name for name in map(plain, written) if fold(name) in keys]
    return bool(mine) and all(_CYRILLIC.fullmatch(name) and _letters(name) not in known for name in mine)


@lru_cache(maxsize=1 << 14)
def _known(number: int) -> frozenset[str]:
    """Return the letters of all names of a place; nothing when we do not know a Russian one."""
    return (
        frozenset(_letters(plain(name)) for name in _names(number))
        if numbered(number).names.ru or russian_names(numbered(number).code)
        else frozenset()
    )


@lru_cache(maxsize=1 << 14)
def _keys(number: int) -> frozenset[str]:
    """Return the keys under which the known names stand; a name under another key is GeoNames' own."""
    return frozenset(map(fold, _names(number)))


def _names(number: int) -> set[str]:
    place = numbered(number)
    former = {spelling for one in place.names.older for spelling in (one.uk, one.ru)}
    return {place.names.uk, place.names.ru, *former, *_others(number), *russian_names(place.code)} - {""}


def _others(number: int) -> list[str]:
    return [name for one, name in gazetteer().also if one == number]


def _letters(name: str) -> str:
    return name.translate(_ALIKE)
