"""Weigh two names as wholes: align their parts, describe each part by numbers, and give one score.

The score is a probability-like number in 0..1 from a small set of decision trees (``data/weights.json``,
written by ``tools/fit_names.py``); it rises with every likeness and never falls with one. `THRESHOLD` is the
score from which two names count as one.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kintrace.names import anywhere, forms, pairs, trees
from kintrace.names.letters import CYRILLIC
from kintrace.names.parts import Reading, surname_like

__all__ = ["COLUMNS", "THRESHOLD", "describe", "score"]

THRESHOLD = 0.5
CONFLICT = 0.3  # what remains of the score of names that contradict each other
COLUMNS = (
    *(f"surname.{feature}" for feature in pairs.FEATURES), "surname.whole",
    *(f"given.{feature}" for feature in pairs.FEATURES), "given.whole",
    *(f"patronymic.{feature}" for feature in pairs.FEATURES),
    "genders", "sum_edits", "sum_letters", "spare", "swapped",
)  # fmt: skip

_GENDERS = {"": 0, "m": 1, "f": 2}
# Names that have been read, as rows of numbers: score() is often asked about the same names again.
_MOST_KEPT = 300_000
_AT_ONCE = 100_000  # pairs; bounds the memory of their descriptions
_WIDTH = 11
_ROW_OF: dict[str, int] = {}
_ROWS: list[tuple[int, ...]] = []
_WORDS: list[tuple[int, ...]] = []


def _keep(name: str, reading: Reading) -> None:
    surname = [one.number for one in reading.surname[:3]] + [-1, -1, -1]
    first = [one.number for one in reading.given[:3]] + [-1, -1, -1]
    father = [one.number for one in reading.patronymic[:1]] + [-1]
    _ROW_OF[name] = len(_ROWS)
    _WORDS.append(anywhere.words_of(reading))
    facts = (_GENDERS[reading.gender], int(reading.certain), len(reading.spare), int(_east_slavic(reading)))
    _ROWS.append((surname[0], first[0], father[0], *surname[1:3], *first[1:3], *facts))


def _forget() -> None:
    for kept in (_ROW_OF, _ROWS, _WORDS):
        kept.clear()


def _east_slavic(reading: Reading) -> bool:
    """Tell whether roles mean something in this name."""
    if reading.spare or not (reading.surname and reading.given):
        return False
    first, family = reading.given[0], reading.surname[0]
    cyrillic = CYRILLIC.search(first.text) is not None
    return bool(reading.patronymic or first.loose or first.initial or cyrillic or surname_like(family))


def _rows(names: Sequence[str]) -> NDArray[np.int64]:
    """Return the number of each name's row, reading the names that are new."""
    new = [name for name in dict.fromkeys(names) if name not in _ROW_OF]
    for name, reading in zip(new, forms.reading_of(new), strict=True):
        _keep(name, reading)
    return np.fromiter(map(_ROW_OF.__getitem__, names), dtype=np.int64, count=len(names))


def _taken(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows with these numbers as a table."""
    numbers, where = np.unique(rows, return_inverse=True)
    table = np.array([_ROWS[number] for number in numbers.tolist()], dtype=np.int64).reshape(-1, _WIDTH)
    return table[where]


def _alignments(left: NDArray[np.int64], right: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """Return the pair of each alignment and its two rows; an uncertain name is also tried swapped."""
    one, other = _taken(left), _taken(right)
    swap = [1, 0, 2, 5, 6, 3, 4, 7, 8, 9, 10]
    everyone = np.arange(len(left))
    loose_right = np.flatnonzero((other[:, 8] == 0) & (other[:, 1] >= 0) & (one[:, 1] >= 0))
    loose_left = np.flatnonzero((one[:, 8] == 0) & (one[:, 1] >= 0) & (other[:, 1] >= 0))
    which = np.concatenate([everyone, loose_right, loose_left])
    lefts = np.concatenate([one, one[loose_right], one[loose_left][:, swap]])
    rights = np.concatenate([other, other[loose_right][:, swap], other[loose_left]])
    return which, lefts, rights


def _slot(left: NDArray[np.int64], right: NDArray[np.int64], father: bool = False) -> NDArray[np.float32]:
    """Compare one slot of all alignments; rows of -1 where either side has nothing there."""
    rows = np.full((len(left), len(pairs.FEATURES)), -2, dtype=np.float32)
    both = np.flatnonzero((left >= 0) & (right >= 0))
    if len(both):
        compare = pairs.compare_fathers if father else pairs.compare_words
        rows[both] = compare(left[both], right[both])
    return rows


# Which pair of words stands for a compound: the likest; the rest breaks ties the same way from both sides.
_RANKED = ("likeness", "level", "classes", "initial", "stem_likeness", "tail", "length")
_RANKED_AT = [pairs.FEATURES.index(feature) for feature in _RANKED]


def _rank(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray(rows[:, _RANKED_AT].astype(np.float64) @ 0.01 ** np.arange(len(_RANKED)))


def _part(
    lefts: NDArray[np.int64], rights: NDArray[np.int64], slots: tuple[int, int, int]
) -> NDArray[np.float32]:
    """Compare a part as a whole, and by its words where it has several; the likest pair stands for it."""
    best = _slot(lefts[:, slots[0]], rights[:, slots[0]])
    whole = np.ones(len(best), dtype=np.float32)
    compound = np.flatnonzero((lefts[:, slots[1]] >= 0) | (rights[:, slots[1]] >= 0))
    if len(compound):
        for i in slots:
            for j in slots:
                if (i, j) == (slots[0], slots[0]):
                    continue
                rows = _slot(lefts[compound, i], rights[compound, j])
                better = _rank(rows) > _rank(best[compound])
                best[compound[better]] = rows[better]
                whole[compound[better]] = 0
    return np.column_stack([best, whole])


def describe(lefts: Sequence[str], rights: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the pair of each alignment and its features, which `score` weighs and `fit_names.py` learns."""
    which, left, right = _alignments(_rows(lefts), _rows(rights))
    family = _part(left, right, (0, 3, 4))
    first = _part(left, right, (1, 5, 6))
    father = _slot(left[:, 2], right[:, 2], father=True)
    genders = np.where(left[:, 7] * right[:, 7] == 0, 1, np.where(left[:, 7] == right[:, 7], 2, 0))
    sums = [
        np.maximum(family[:, 1], 0)
        + np.maximum(first[:, 1], 0) * (first[:, 7] < pairs.SHARED_LOOSELY)
        + np.maximum(father[:, 1], 0),
        np.maximum(family[:, 5], 0)
        + np.maximum(first[:, 5], 0) * (first[:, 7] < pairs.SHARED_LOOSELY)
        + np.maximum(father[:, 5], 0),
    ]
    spare = left[:, 9] + right[:, 9]
    swapped = np.arange(len(which)) >= len(lefts)
    return which, np.column_stack([family, first, father, genders, *sums, spare, swapped]).astype(np.float32)


def conflicts(rows: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Tell which alignments hold what one person cannot have: another given name, or another father.

    Brothers and sisters share surname and patronymic, so no likeness elsewhere may outweigh this.
    """
    found = np.zeros(len(rows), dtype=bool)
    for part in ("given", "patronymic"):
        column = {feature: rows[:, COLUMNS.index(f"{part}.{feature}")] for feature in pairs.FEATURES}
        apart = np.minimum(column["edits"], column["letter_edits"])
        sure = (column["classes"] == pairs.OTHER) & (column["level"] < pairs.SAME_SOUND)
        seem = (column["classes"] == pairs.SEEM_OTHER) & (apart > 1) & (column["level"] < pairs.SAME_COARSE)
        found |= (sure | seem) & (column["level"] >= 0) & (column["initial"] == 0)
    # Олександра may be the genitive of Олександр, but then the surname would have its ending too.
    case = rows[:, COLUMNS.index("given.classes")] == pairs.CASE_OF
    other_gender = rows[:, COLUMNS.index("genders")] == 0
    found |= case & other_gender & (rows[:, COLUMNS.index("surname.level")] == pairs.SAME_SOUND)
    return found


def weigh(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the score of each alignment; a conflict keeps it well below `THRESHOLD`."""
    return np.where(conflicts(rows), np.float32(CONFLICT), np.float32(1)) * trees.weigh(rows)


def _padded(rows: Sequence[tuple[int, ...]]) -> NDArray[np.int64]:
    table = np.full((len(rows), anywhere.MOST_WORDS), -1, dtype=np.int64)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return table


def score(lefts: Sequence[str], rights: Sequence[str]) -> NDArray[np.float32]:
    """Return one score in 0..1 for each pair of names; from `THRESHOLD` up they count as one person's name.

    >>> (score(["Шевченко Олександр"], ["Alexander Shevchenko"]) >= THRESHOLD).tolist()
    [True]
    """
    scored = np.zeros(len(lefts), dtype=np.float32)
    for start in range(0, len(lefts), _AT_ONCE):
        if len(_ROWS) > _MOST_KEPT:
            _forget()
        some = slice(start, start + _AT_ONCE)
        scored[some] = _score(lefts[some], rights[some])
    return scored


def _score(lefts: Sequence[str], rights: Sequence[str]) -> NDArray[np.float32]:
    left, right = _rows(lefts), _rows(rights)
    which, rows = describe(lefts, rights)
    best = np.zeros(len(lefts), dtype=np.float32)
    np.maximum.at(best, which, weigh(rows))
    foreign = np.flatnonzero((_taken(left)[:, 10] == 0) | (_taken(right)[:, 10] == 0))
    if len(foreign):
        ours, theirs = (_padded([_WORDS[row] for row in side[foreign].tolist()]) for side in (left, right))
        best[foreign] = anywhere.likeness(ours, theirs)
    return best
