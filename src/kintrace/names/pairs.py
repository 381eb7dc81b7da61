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
from kintrace.names.facts import Table

__all__ = ["FEATURES", "SAME_SOUND", "compare_fathers", "compare_words"]

Ids = NDArray[np.int64]
Rows = NDArray[np.float32]

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
_LEVELS = (facts.skeletons, facts.coarse_stems, facts.stems, facts.coarse, facts.sounds)  # worst first
# Class relations: both share a name as written; by a short form or case; they differ as written, but one may
# be a case of the other (Олександра); one is unknown; they differ, but one may be no name;
# they differ.
SHARED, SHARED_LOOSELY, CASE_OF, UNKNOWN, SEEM_OTHER, OTHER = 5, 4, 3, 2, 1, 0


def _meet(table: Table, left: Ids, right: Ids) -> NDArray[np.bool_]:
    """Tell for each pair whether two sets of numbers share one."""
    one, other = table()[left].T, table()[right].T
    found = np.zeros(len(left), dtype=bool)
    for i in range(table.width):
        held = one[i] >= 0
        if not held.any():
            break
        for j in range(table.width):
            found |= (one[i] == other[j]) & held
    return found


def _distances(ours: NDArray[np.int32], theirs: NDArray[np.int32]) -> Rows:
    """Return the edits between strings, given by their numbers."""
    one, other = (list(map(facts.STRINGS.__getitem__, side.tolist())) for side in (ours, theirs))
    edits: Rows = process.cpdist(one, other, scorer=OSA.distance, dtype=np.float32)
    return edits


def _edits(table: Table, left: Ids, right: Ids) -> tuple[Rows, Rows]:
    """Return the fewest edits between the first three strings of each, and 1 - edits / longer length."""
    if not len(left):
        return np.zeros(0, np.float32), np.zeros(0, np.float32)
    ours, theirs = table()[left, :3], table()[right, :3]
    pair, i, j = np.nonzero((ours[:, :, None] >= 0) & (theirs[:, None, :] >= 0))
    ours, theirs = ours[pair, i], theirs[pair, j]
    edits = _distances(ours, theirs)
    longer = np.maximum(facts.sizes(ours), facts.sizes(theirs)).astype(np.float32)
    likeness = 1 - edits / np.maximum(longer, 1)
    starts = np.searchsorted(pair, np.arange(len(left)))
    return np.minimum.reduceat(edits, starts), np.maximum.reduceat(likeness, starts)


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
    rows[far, 1], rows[far, 2] = _edits(facts.sounds, left[far], right[far])
    far = np.flatnonzero(level < SAME_COARSE_STEM)
    rows[far, 3], rows[far, 4] = _edits(facts.coarse_stems, left[far], right[far])
    rows[:, 5] = _letter_edits(left, right, rows[:, 1])
    rows[:, 6] = _lengths(left, right)
    rows[:, 7] = _relation(facts.full, facts.loose, left, right)
    rows[:, 8] = _initial(left, right)
    tails = facts.tails()[:, 0]
    rows[:, 9] = tails[left] == tails[right]
    return rows


def _letter_edits(left: Ids, right: Ids, otherwise: Rows) -> Rows:
    """Return edits between letters that print alike counted as none, for two words of one alphabet."""
    found = otherwise.copy()
    table = facts.prints()
    differ = np.flatnonzero((left != right) & (table[left, 1] == table[right, 1]))
    edits = _distances(table[left[differ], 0], table[right[differ], 0])
    found[differ] = np.minimum(otherwise[differ], edits)
    return found


def _lengths(left: Ids, right: Ids) -> Rows:
    sizes = facts.lengths()[:, 0]
    return np.minimum(sizes[left], sizes[right]).astype(np.float32)


def _relation(exact: Table, loose: Table, left: Ids, right: Ids) -> Rows:
    known, sure = loose()[:, 0] >= 0, exact()[:, 0] >= 0
    found = np.where(known[left] & known[right], SEEM_OTHER, UNKNOWN).astype(np.float32)
    both_sure = sure[left] & sure[right]
    found[both_sure] = OTHER
    found[_meet(loose, left, right)] = SHARED_LOOSELY
    if exact is not loose:
        found[both_sure & (found == SHARED_LOOSELY) & ~_nicknamed(left, right)] = CASE_OF
    found[_meet(exact, left, right)] = SHARED
    return found


def _nicknamed(left: Ids, right: Ids) -> NDArray[np.bool_]:
    """Tell where a full name is also written as a short form of the other (Леся and Олександра)."""
    return _meet(facts.nicknames, left, right)


def _initial(left: Ids, right: Ids) -> Rows:
    """Return 1 where an initial fits, -1 where it does not, 0 where both are whole words."""
    table = facts.initials()
    asked = (table[left, 1] == 1) | (table[right, 1] == 1)
    fits = (table[left, 0] & table[right, 0]) != 0
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
    rows[far, 1], rows[far, 2] = _edits(facts.sounds, left[far], right[far])
    far = np.flatnonzero(level < SAME_COARSE)
    rows[far, 3], rows[far, 4] = _edits(facts.coarse_fathers_or_stems, left[far], right[far])
    rows[:, 5] = _letter_edits(left, right, rows[:, 1])
    rows[:, 6] = _lengths(left, right)
    rows[:, 7] = _relation(facts.father_classes, facts.father_classes, left, right)
    rows[:, 8] = _initial(left, right)
    return rows
