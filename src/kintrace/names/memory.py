"""Names that have been read, kept as rows of numbers, so that no name is read twice to be scored.

Words are kept too, once for all names; both give way when they are too many, and every number with them.
A row says which words fill which role (numbers of `Word`, -1 for none) and a few facts about the name.
"""

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kintrace.names import facts, words
from kintrace.names.letters import CYRILLIC
from kintrace.names.parts import Reading, surname_like

__all__ = ["MOST_WORDS", "NEW", "forget", "keep", "make_room", "numbers", "remember", "table"]

MOST_KEPT = 300_000  # names
MOST_WORDS_KEPT = 200_000  # some 500 MB with all that is known of them
MOST_WORDS = 6  # of a name without roles
NEW = -1

# Columns of a row. Each part has three: as a whole, then words it is made of; a patronymic has one.
SURNAME, GIVEN, FATHER = (0, 3, 4), (1, 5, 6), 2
GENDER, CERTAIN, SPARE, EAST_SLAVIC, WORDS = 7, 8, 9, 10, 11
_WIDTH = WORDS + MOST_WORDS

_GENDERS = {"": 0, "m": 1, "f": 2}
_ROW_OF: dict[str, int] = {}
_ROWS = array("i")


def keep(name: str, reading: Reading) -> None:
    """Keep what was read of a name that is not kept yet."""
    family = [one.number for one in reading.surname[:3]] + [-1, -1, -1]
    first = [one.number for one in reading.given[:3]] + [-1, -1, -1]
    father = reading.patronymic[0].number if reading.patronymic else -1
    facts = (_GENDERS[reading.gender], reading.certain, len(reading.spare), _east_slavic(reading))
    _ROW_OF[name] = len(_ROW_OF)
    _ROWS.extend((family[0], first[0], father, *family[1:3], *first[1:3], *facts, *_words(reading)))


def remember(names: Sequence[str], readings: Sequence[Reading]) -> None:
    """Keep distinct names for later, as far as there is room; older ones give way."""
    if len(names) > MOST_KEPT:
        return
    forget(len(names))
    for name, reading in zip(names, readings, strict=True):
        if name not in _ROW_OF:
            keep(name, reading)


def forget(wanted: int = 0) -> None:
    """Drop all rows if so many more would be too many; numbers of rows given out before are void then."""
    if len(_ROW_OF) + wanted > MOST_KEPT:
        _ROW_OF.clear()
        del _ROWS[:]


def make_room() -> None:
    """Before names are read, drop what was kept when it is too much: first names, then words as well.

    Call it with `words.READING` held, when no number of a word is in use.
    """
    forget()
    if len(words.WORDS) > MOST_WORDS_KEPT:
        forget(MOST_KEPT + 1)
        words.forget()
        facts.forget()


def numbers(names: Sequence[str]) -> NDArray[np.int64]:
    """Return the number of each name's row, `NEW` where it is not kept."""
    return np.fromiter([_ROW_OF.get(name, NEW) for name in names], dtype=np.int64, count=len(names))


def table(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows with these numbers."""
    kept = np.frombuffer(_ROWS, dtype=np.int32).reshape(-1, _WIDTH)
    return kept[rows].astype(np.int64)


def _words(reading: Reading) -> list[int]:
    """Return up to six words of a name, compounds as one word each, and -1 for those it does not have."""
    ordered = [*reading.given[:1], *reading.spare, *reading.patronymic, *reading.surname[:1]][:MOST_WORDS]
    return [one.number for one in ordered] + [-1] * (MOST_WORDS - len(ordered))


def _east_slavic(reading: Reading) -> bool:
    """Tell whether roles mean something in this name."""
    if reading.spare or not (reading.surname and reading.given):
        return False
    if reading.patronymic:
        return True
    first, family = reading.given[0], reading.surname[0]
    cyrillic = CYRILLIC.search(first.text) is not None
    return cyrillic or first.initial or bool(first.loose) or surname_like(family)
