"""Compare words two by two, many pairs at once: integers for equality, edit distance only where they differ.

A pair of words is described by a row of small numbers (`FEATURES`), the same whatever their alphabets.
Nothing here decides; `scores` weighs the rows and `explain` puts them into words.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kintrace.names import facts

__all__ = ["FEATURES", "SAME_SOUND", "compare_fathers", "compare_words"]

Ids = NDArray[np.int64]
Rows = NDArray[np.float32]
Numbers = NDArray[np.int32]
Facts = Callable[[Ids], Numbers]
_MOST_VARIANTS = 3  # of a word's readings that are compared by edits

FEATURES = (
    "level",
    "edits",
    "likeness",
    "stem_edits",
    "stem_likeness",
    "letter_edits",
    "length",
    "classes",
    "initial",
    "tail",
)
# Levels, best first; 0 is none of them.
SAME_SOUND, SAME_COARSE, SAME_STEM, SAME_COARSE_STEM, SAME_SKELETON = 5, 4, 3, 2, 1
_LEVELS: tuple[Facts, ...] = (
    facts.skeletons,
    facts.coarse_stems,
    facts.stems,
    facts.coarse,
    facts.sounds,
)  # worst first
# Class relations: both share a name as written; by a short form or case; they differ as written, but one may
# be a case of the other (Олександра); one is unknown; they differ, but one is only taken for a name by its
# ending; they differ and both are known.
SHARED, SHARED_LOOSELY, CASE_OF, UNKNOWN, SEEM_OTHER, OTHER = 5, 4, 3, 2, 1, 0


def _meet(table: Facts, left: Ids, right: Ids, of_left: Facts | None = None) -> NDArray[np.bool_]:
    """Tell for each pair whether two sets of numbers share one; the left set is of another table if given."""
    one, other = (of_left or table)(left).T, table(right).T
    found = np.zeros(len(left), dtype=bool)
    for ours in one:
        held = ours >= 0
        if not held.any():
            break
        for theirs in other:
            found |= (ours == theirs) & held
    return found


def _distances(ours: Numbers, theirs: Numbers) -> Rows:
    """Return the edits between strings, given by their numbers."""
    one, other = (list(map(facts.STRINGS.__getitem__, side.tolist())) for side in (ours, theirs))
    edits: Rows = process.cpdist(one, other, scorer=OSA.distance, dtype=np.float32)
    return edits


def _first_three(variants: Numbers) -> Numbers:
    """Keep the first three distinct numbers of each row; -1 for the others."""
    for j in range(1, variants.shape[1]):
        for i in range(j):
            variants[variants[:, j] == variants[:, i], j] = -1
    variants[np.cumsum(variants >= 0, axis=1) > _MOST_VARIANTS] = -1
    return variants


def _edits(ours: Numbers, theirs: Numbers) -> tuple[Rows, Rows]:
    """Return the fewest edits between any strings of two rows, and 1 - edits / longer length."""
    if not len(ours):
        return np.zeros(0, np.float32), np.zeros(0, np.float32)
    ours, theirs = _first_three(ours), _first_three(theirs)
    pair, i, j = np.nonzero((ours[:, :, None] >= 0) & (theirs[:, None, :] >= 0))
    one, other = ours[pair, i], theirs[pair, j]
    edits = _distances(one, other)
    longer = np.maximum(facts.sizes(one), facts.sizes(other)).astype(np.float32)
    likeness = 1 - edits / np.maximum(longer, 1)
    starts = np.searchsorted(pair, np.arange(len(ours)))
    return np.minimum.reduceat(edits, starts), np.maximum.reduceat(likeness, starts)


def _fathers_or_stems(words: Ids) -> Numbers:
    """Return the father's stem where a word is a patronymic, else its own, coarsely."""
    fathers = facts.coarse_fathers(words)
    return np.where(fathers[:, :1] >= 0, fathers, _first_three(facts.coarse_stems(words))[:, :3])


def _unique(compare: Callable[[Ids, Ids], Rows], left: Ids, right: Ids) -> Rows:
    """Compare each distinct pair once, in one order, so that a score never depends on who comes first."""
    low, high = np.minimum(left, right), np.maximum(left, right)
    keys, where = np.unique((low << 32) | high, return_inverse=True)
    return compare(keys >> 32, keys & 0xFFFFFFFF)[where]


def compare_words(left: Ids, right: Ids) -> Rows:
    """Describe pairs of words (numbers of `Word`) as surnames or given names; one row of `FEATURES` each."""
    return _unique(_compare_words, left, right)


def _compare_words(left: Ids, right: Ids) -> Rows:
    rows = np.zeros((len(left), len(FEATURES)), dtype=np.float32)
    level = np.zeros(len(left), dtype=np.float32)
    for value, table in enumerate(_LEVELS, start=1):
        level[_meet(table, left, right)] = value
    level[left == right] = SAME_SOUND
    rows[:, 0] = level
    far = np.flatnonzero(level < SAME_SOUND)
    rows[:, 2] = rows[:, 4] = 1
    rows[far, 1], rows[far, 2] = _edits(facts.sounds(left[far]), facts.sounds(right[far]))
    far = np.flatnonzero(level < SAME_COARSE_STEM)
    rows[far, 3], rows[far, 4] = _edits(facts.coarse_stems(left[far]), facts.coarse_stems(right[far]))
    rows[:, 5] = _letter_edits(left, right, rows[:, 1])
    rows[:, 6] = _lengths(left, right)
    rows[:, 7] = _given_relation(left, right)
    rows[:, 8] = _initial(left, right)
    rows[:, 9] = (facts.tails(left) == facts.tails(right))[:, 0]
    return rows


def _letter_edits(left: Ids, right: Ids, otherwise: Rows) -> Rows:
    """Return edits between letters that print alike counted as none, for two words of one alphabet."""
    found = otherwise.copy()
    one_alphabet = (facts.alphabets(left) == facts.alphabets(right))[:, 0]
    differ = np.flatnonzero((left != right) & one_alphabet)
    edits = _distances(facts.prints(left[differ])[:, 0], facts.prints(right[differ])[:, 0])
    found[differ] = np.minimum(otherwise[differ], edits)
    return found


def _lengths(left: Ids, right: Ids) -> Rows:
    return np.minimum(facts.lengths(left), facts.lengths(right)).astype(np.float32)


def _given_relation(left: Ids, right: Ids) -> Rows:
    """Return how two words are related as given names."""
    both = (facts.loose(left)[:, 0] >= 0) & (facts.loose(right)[:, 0] >= 0)
    found = np.where(both, SEEM_OTHER, UNKNOWN).astype(np.float32)
    found[(facts.known(left) & facts.known(right))[:, 0] > 0] = OTHER
    loosely = _meet(facts.loose, left, right)
    full = (facts.full(left)[:, 0] >= 0) & (facts.full(right)[:, 0] >= 0)
    found[loosely & (~full | _nicknamed(left, right))] = SHARED_LOOSELY
    case = _meet(facts.loose, left, right, of_left=facts.full) | _meet(
        facts.full, left, right, of_left=facts.loose
    )
    found[case & full & (found == OTHER)] = CASE_OF
    found[_meet(facts.full, left, right)] = SHARED
    return found


def _nicknamed(left: Ids, right: Ids) -> NDArray[np.bool_]:
    """Tell where a full name is also written as a short form of the other (Леся and Олександра)."""
    return _meet(facts.nicknames, left, right)


def _initial(left: Ids, right: Ids) -> Rows:
    """Return 1 where an initial fits, -1 where it does not, 0 where both are whole words."""
    one, other = facts.initials(left), facts.initials(right)
    asked = (one[:, 1] == 1) | (other[:, 1] == 1)
    fits = (one[:, 0] & other[:, 0]) != 0
    return np.where(asked, np.where(fits, 1, -1), 0).astype(np.float32)


def compare_fathers(left: Ids, right: Ids) -> Rows:
    """Describe pairs of patronymics by the father they name; one row of `FEATURES` each."""
    return _unique(_compare_fathers, left, right)


def _compare_fathers(left: Ids, right: Ids) -> Rows:
    rows = np.zeros((len(left), len(FEATURES)), dtype=np.float32)
    level = np.zeros(len(left), dtype=np.float32)
    level[_meet(facts.coarse_fathers, left, right)] = SAME_COARSE
    level[_meet(facts.fathers, left, right) | (left == right)] = SAME_SOUND
    rows[:, 0] = level
    rows[:, 2] = rows[:, 4] = 1
    far = np.flatnonzero(level < SAME_SOUND)
    rows[far, 1], rows[far, 2] = _edits(facts.sounds(left[far]), facts.sounds(right[far]))
    far = np.flatnonzero(level < SAME_COARSE)
    rows[far, 3], rows[far, 4] = _edits(_fathers_or_stems(left[far]), _fathers_or_stems(right[far]))
    rows[:, 5] = _letter_edits(left, right, rows[:, 1])
    rows[:, 6] = _lengths(left, right)
    known = (facts.father_classes(left)[:, 0] >= 0) & (facts.father_classes(right)[:, 0] >= 0)
    rows[known, 7] = OTHER
    rows[~known, 7] = UNKNOWN
    rows[_meet(facts.father_classes, left, right), 7] = SHARED
    rows[:, 8] = _initial(left, right)
    return rows
