"""Weigh two names as wholes: align their parts, describe each part by numbers, and give one score.

The score is a probability-like number in 0..1 from a small set of decision trees (``data/weights.json``,
written by ``tools/fit_names.py``); it rises with every likeness and never falls with one. `THRESHOLD` is the
score from which two names count as one.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kintrace.names import anywhere, conflicts, facts, forms, memory, pairs, trees, words

__all__ = ["COLUMNS", "THRESHOLD", "describe", "match", "readable", "score"]

THRESHOLD = 0.5
CONFLICT = 0.3  # what remains of the score of names that contradict each other
CASE_CONFLICT = 0.45  # the same, where it may be one name in two cases
COLUMNS = (
    *(f"surname.{feature}" for feature in pairs.FEATURES), "surname.whole",
    *(f"given.{feature}" for feature in pairs.FEATURES), "given.whole",
    *(f"patronymic.{feature}" for feature in pairs.FEATURES),
    "genders", "sum_edits", "sum_letters", "spare", "swapped",
)  # fmt: skip

_AT_ONCE = 100_000  # pairs; bounds the memory of their descriptions

Ids = NDArray[np.int64]
Rows = NDArray[np.float32]


def _rows_of(lefts: Sequence[str], rights: Sequence[str]) -> tuple[Ids, Ids]:
    """Return the row of each name, reading the names that are new. Call it with `words.READING` held."""
    names = [*lefts, *rights]
    memory.make_room()
    found = memory.numbers(names)
    new = list(dict.fromkeys([names[place] for place in np.flatnonzero(found == memory.NEW).tolist()]))
    if new:
        for name, reading in zip(new, forms.reading_of(new), strict=True):
            memory.keep(name, reading)
        found = memory.numbers(names)
    return memory.table(found[: len(lefts)]), memory.table(found[len(lefts) :])


def _alignments(one: Ids, other: Ids) -> tuple[Ids, Ids, Ids]:
    """Return the pair of each alignment and its two rows; an uncertain name is also tried swapped."""
    swap = np.arange(one.shape[1])
    swap[[*memory.SURNAME, *memory.GIVEN]] = [*memory.GIVEN, *memory.SURNAME]
    both = (one[:, memory.GIVEN[0]] >= 0) & (other[:, memory.GIVEN[0]] >= 0)
    loose_right = np.flatnonzero((other[:, memory.CERTAIN] == 0) & both)
    loose_left = np.flatnonzero((one[:, memory.CERTAIN] == 0) & both)
    which = np.concatenate([np.arange(len(one)), loose_right, loose_left])
    lefts = np.concatenate([one, one[loose_right], one[loose_left][:, swap]])
    rights = np.concatenate([other, other[loose_right][:, swap], other[loose_left]])
    return which, lefts, rights


def _slot(left: Ids, right: Ids, father: bool = False) -> Rows:
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
_EDITS_AT = [pairs.FEATURES.index(feature) for feature in ("edits", "stem_edits", "letter_edits")]


def _rank(rows: Rows) -> NDArray[np.float64]:
    return np.asarray(rows[:, _RANKED_AT].astype(np.float64) @ 0.01 ** np.arange(len(_RANKED)))


def _likelier(rows: Rows, best: Rows) -> NDArray[np.bool_]:
    """Tell where a pair of words stands better for a compound than the best so far."""
    ahead = _rank(rows) - _rank(best)
    for column in _EDITS_AT:  # only where all else is equal
        ahead = np.where(ahead == 0, best[:, column] - rows[:, column], ahead)
    return np.asarray(ahead > 0)


def _part(lefts: Ids, rights: Ids, slots: tuple[int, int, int]) -> Rows:
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
                better = _likelier(rows, best[compound])
                best[compound[better]] = rows[better]
                whole[compound[better]] = 0
    return np.column_stack([best, whole])


def describe(lefts: Sequence[str], rights: Sequence[str]) -> tuple[Ids, Rows]:
    """Return the pair of each alignment and its features, which `score` weighs and `fit_names.py` learns."""
    with words.READING:
        return _describe(*_rows_of(lefts, rights))


def readable(name: str) -> bool:
    """Tell whether a name has a word of more than one letter, without which there is nothing to compare.

    >>> readable("Коваль О."), readable("О."), readable("123"), readable("")
    (True, False, False, False)
    """
    with words.READING:
        row, _ = _rows_of([name], [])
        return bool(_has_words(row)[0])


def _has_words(rows: Ids) -> NDArray[np.bool_]:
    those = rows[:, memory.WORDS :]
    found: NDArray[np.bool_] = ((those >= 0) & (facts.initials(np.maximum(those, 0))[..., 1] == 0)).any(
        axis=1
    )
    return found


def _foreign(ours: Ids, theirs: Ids) -> NDArray[np.bool_]:
    """Tell which pairs are compared word by word: in one of the two names, roles mean nothing."""
    return np.asarray((ours[:, memory.EAST_SLAVIC] == 0) | (theirs[:, memory.EAST_SLAVIC] == 0))


def match(left: str, right: str) -> list[tuple[str, str, float]] | None:
    """Return which words of two names were matched, and how like they are; None if roles were compared."""
    with words.READING:
        ours, theirs = _rows_of([left], [right])
        if not _foreign(ours, theirs)[0]:
            return None
        one, other = ours[:, memory.WORDS :], theirs[:, memory.WORDS :]
        like, i, j = anywhere.matched(one, other)
        return [
            (words.WORDS[one[0, a]].text, words.WORDS[other[0, b]].text, float(value))
            for value, a, b in zip(like[0], i[0], j[0], strict=True)
            if a >= 0
        ]


def _describe(ours: Ids, theirs: Ids) -> tuple[Ids, Rows]:
    which, left, right = _alignments(ours, theirs)
    family = _part(left, right, memory.SURNAME)
    first = _part(left, right, memory.GIVEN)
    father = _slot(left[:, memory.FATHER], right[:, memory.FATHER], father=True)
    left_gender, right_gender = left[:, memory.GENDER], right[:, memory.GENDER]
    genders = np.where(left_gender * right_gender == 0, 1, np.where(left_gender == right_gender, 2, 0))
    sums = [
        np.maximum(family[:, 1], 0)
        + np.maximum(first[:, 1], 0) * (first[:, 7] < pairs.SHARED_LOOSELY)
        + np.maximum(father[:, 1], 0),
        np.maximum(family[:, 5], 0)
        + np.maximum(first[:, 5], 0) * (first[:, 7] < pairs.SHARED_LOOSELY)
        + np.maximum(father[:, 5], 0),
    ]
    spare = left[:, memory.SPARE] + right[:, memory.SPARE]
    swapped = np.arange(len(which)) >= len(ours)
    return which, np.column_stack([family, first, father, genders, *sums, spare, swapped]).astype(np.float32)


def remaining(rows: Rows) -> Rows:
    """Return what is left of each alignment's score: 1, or less where something contradicts one person."""
    contradicted = conflicts.find(rows, COLUMNS).any(axis=1)
    left = np.where(conflicts.may_be_case(rows, COLUMNS), np.float32(CASE_CONFLICT), np.float32(CONFLICT))
    return np.where(contradicted, left, np.float32(1))


def weigh(rows: Rows) -> Rows:
    """Return the score of each alignment; a conflict keeps it well below `THRESHOLD`."""
    return remaining(rows) * trees.weigh(rows)


def score(lefts: Sequence[str], rights: Sequence[str]) -> Rows:
    """Return one score in 0..1 for each pair of names; from `THRESHOLD` up they count as one person's name.

    >>> (score(["Шевченко Олександр"], ["Alexander Shevchenko"]) >= THRESHOLD).tolist()
    [True]
    """
    scored = np.zeros(len(lefts), dtype=np.float32)
    for start in range(0, len(lefts), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        scored[some] = _score(lefts[some], rights[some])
    return scored


def _score(lefts: Sequence[str], rights: Sequence[str]) -> Rows:
    with words.READING:
        ours, theirs = _rows_of(lefts, rights)
        which, described = _describe(ours, theirs)
        best = np.zeros(len(lefts), dtype=np.float32)
        np.maximum.at(best, which, weigh(described))
        foreign = np.flatnonzero(_foreign(ours, theirs))
        if len(foreign):
            best[foreign] = anywhere.likeness(ours[foreign, memory.WORDS :], theirs[foreign, memory.WORDS :])
        best[~(_has_words(ours) & _has_words(theirs))] = 0
    return best
