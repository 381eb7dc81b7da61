"""Compare words two by two, many pairs at once: integers for equality, edit distance only where they differ.

A pair of words is described by a row of small numbers (`FEATURES`), the same whatever their alphabets.
Nothing here decides; `scores` weighs the rows and `explain` puts them into words.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kintrace.names import given
from kintrace.names.words import WORDS, Word

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
# Class relations: both share a name as written; by a short form or case; they differ as written, but one may
# be a case of the other (Олександра); one is unknown; they differ, but one may be no name;
# they differ.
SHARED, SHARED_LOOSELY, CASE_OF, UNKNOWN, SEEM_OTHER, OTHER = 5, 4, 3, 2, 1, 0

_NUMBERS: dict[str, int] = {}


def _number(sound: str) -> int:
    return _NUMBERS.setdefault(sound, len(_NUMBERS))


class _Column:
    """A growing array with one row per word, filled when words are first compared."""

    def __init__(self, width: int, of: Callable[[Word], Sequence[int]]) -> None:
        self.width, self.of, self.filled = width, of, 0
        self.rows = np.full((1024, width), -1, dtype=np.int32)

    def __call__(self) -> NDArray[np.int32]:
        if self.filled < len(WORDS):
            if len(WORDS) > len(self.rows):
                more = np.full((2 * len(WORDS), self.width), -1, dtype=np.int32)
                more[: self.filled] = self.rows[: self.filled]
                self.rows = more
            for place in range(self.filled, len(WORDS)):
                values = tuple(self.of(WORDS[place]))[: self.width]
                self.rows[place, : len(values)] = values
            self.filled = len(WORDS)
        return self.rows


def _initials(word: Word) -> int:
    mask = 0
    for sound in word.readings:
        mask |= 1 << (ord(sound[0]) - 65)
    known = given.names().initials
    for number in word.full or word.loose:
        mask |= known[number]
    if word.initial and word.text in _SOFT_INITIALS:
        mask |= _SOFT_INITIALS[word.text]
    return mask


def _mask(letters: str) -> int:
    return sum(1 << (ord(letter) - 65) for letter in letters)


# An initial may stand for a first letter that another language writes otherwise: Є. = Е., Й. = О., Г. = Х.
_SOFT_INITIALS = {
    letter: _mask(sounds)
    for letter, sounds in (
        ("я", "AEI"), ("є", "EI"), ("е", "EIO"), ("ю", "UI"), ("й", "OIE"), ("ї", "I"), ("ё", "OE"),
        ("g", "GH"), ("h", "GH"), ("y", "EIAU"), ("j", "EIAUJ"), ("i", "IEAU"), ("c", "KCQ"),
        ("v", "V"), ("w", "V"), ("s", "SWZ"), ("k", "KH"), ("z", "ZJC"), ("t", "TC"), ("d", "DJ"),
    )
}  # fmt: skip

_sounds = _Column(4, lambda w: [_number(s) for s in w.readings])
_coarse = _Column(4, lambda w: [_number(s) for s in w.coarse])
_stems = _Column(4, lambda w: [_number(s) for s in w.stems])
_coarse_stems = _Column(4, lambda w: [_number(s) for s in w.coarse_stems])
_skeletons = _Column(1, lambda w: [_number(w.skeleton)] if len(w.skeleton) > 1 else [])
_full = _Column(4, lambda w: w.full)
_loose = _Column(6, lambda w: w.loose)
_nicknames = _Column(6, lambda w: (*w.full, *given.names().short_texts.get(w.text, ())))
_fathers = _Column(3, lambda w: [_number(s) for s in w.father])
_coarse_fathers = _Column(3, lambda w: [_number(s) for s in w.coarse_father])
_father_classes = _Column(4, lambda w: w.father_classes)
_tails = _Column(1, lambda w: [w.tail])
_masks = _Column(2, lambda w: [_initials(w), int(w.initial)])


def _meet(column: _Column, left: Ids, right: Ids) -> NDArray[np.bool_]:
    """Tell for each pair whether two sets of numbers share one."""
    table = column()
    one, other = table[left], table[right]
    found = np.zeros(len(left), dtype=bool)
    for i in range(column.width):
        for j in range(column.width):
            found |= (one[:, i] == other[:, j]) & (one[:, i] >= 0)
    return found


def _edits(strings: Callable[[Word], Sequence[str]], left: Ids, right: Ids) -> tuple[Rows, Rows]:
    """Return the fewest edits between any two variants of each pair, and 1 - edits / longer length."""
    if not len(left):
        return np.zeros(0, np.float32), np.zeros(0, np.float32)
    variants = {
        number: strings(WORDS[number]) or (WORDS[number].text,)
        for number in {*left.tolist(), *right.tolist()}
    }
    ours: list[str] = []
    theirs: list[str] = []
    starts = np.empty(len(left), dtype=np.int64)
    for place, (one, other) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        starts[place] = len(ours)
        for a in variants[one]:
            for b in variants[other]:
                ours.append(a)
                theirs.append(b)
    edits = process.cpdist(ours, theirs, scorer=OSA.distance, dtype=np.float32)
    longer = np.fromiter(map(max, map(len, ours), map(len, theirs)), dtype=np.float32, count=len(ours))
    likeness = 1 - edits / np.maximum(longer, 1)
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
    for value, column in enumerate((_skeletons, _coarse_stems, _stems, _coarse, _sounds), start=1):
        level[_meet(column, left, right)] = value
    level[left == right] = SAME_SOUND
    rows[:, 0] = level
    far = np.flatnonzero(level < SAME_SOUND)
    rows[:, 2] = rows[:, 4] = 1
    rows[far, 1], rows[far, 2] = _edits(lambda w: w.readings[:3], left[far], right[far])
    far = np.flatnonzero(level < SAME_COARSE_STEM)
    rows[far, 3], rows[far, 4] = _edits(lambda w: w.coarse_stems[:3], left[far], right[far])
    rows[:, 5] = _letter_edits(left, right, rows[:, 1])
    rows[:, 6] = _lengths(left, right)
    rows[:, 7] = _relation(_full, _loose, left, right)
    rows[:, 8] = _initial(left, right)
    tails = _tails()[:, 0]
    rows[:, 9] = tails[left] == tails[right]
    return rows


def _letter_edits(left: Ids, right: Ids, otherwise: Rows) -> Rows:
    """Return edits between letters that print alike counted as none, for two words of one alphabet."""
    found = otherwise.copy()
    differ = [
        place
        for place, (a, b) in enumerate(zip(left.tolist(), right.tolist(), strict=True))
        if a != b and (WORDS[a].text[:1] < "\u0250") == (WORDS[b].text[:1] < "\u0250")
    ]
    if differ:
        shown = {
            number: WORDS[number].print for side in (left, right) for number in set(side[differ].tolist())
        }
        ours = [shown[number] for number in left[differ].tolist()]
        theirs = [shown[number] for number in right[differ].tolist()]
        found[differ] = np.minimum(
            otherwise[differ], process.cpdist(ours, theirs, scorer=OSA.distance, dtype=np.float32)
        )
    return found


def _lengths(left: Ids, right: Ids) -> Rows:
    size = [len(WORDS[n].readings[0]) if WORDS[n].readings else len(WORDS[n].text) for n in range(len(WORDS))]
    sizes = np.array(size, dtype=np.float32)
    return np.minimum(sizes[left], sizes[right])


def _relation(exact: _Column, loose: _Column, left: Ids, right: Ids) -> Rows:
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
    return _meet(_nicknames, left, right)


def _initial(left: Ids, right: Ids) -> Rows:
    """Return 1 where an initial fits, -1 where it does not, 0 where both are whole words."""
    table = _masks()
    asked = (table[left, 1] == 1) | (table[right, 1] == 1)
    fits = (table[left, 0] & table[right, 0]) != 0
    return np.where(asked, np.where(fits, 1, -1), 0).astype(np.float32)


def compare_fathers(left: Ids, right: Ids) -> Rows:
    """Describe pairs of patronymics by the father they name; one row of `FEATURES` each."""
    return _unique(_compare_fathers, left, right)


def _compare_fathers(left: Ids, right: Ids) -> Rows:
    rows = np.zeros((len(left), len(FEATURES)), dtype=np.float32)
    level = np.zeros(len(left), dtype=np.float32)
    level[_meet(_coarse_fathers, left, right)] = SAME_COARSE
    level[_meet(_fathers, left, right) | (left == right)] = SAME_SOUND
    rows[:, 0] = level
    rows[:, 2] = rows[:, 4] = 1
    far = np.flatnonzero(level < SAME_SOUND)
    rows[far, 1], rows[far, 2] = _edits(lambda w: w.readings[:3], left[far], right[far])
    far = np.flatnonzero(level < SAME_COARSE)
    rows[far, 3], rows[far, 4] = _edits(
        lambda w: w.coarse_father[:3] or w.coarse_stems[:3], left[far], right[far]
    )
    rows[:, 5] = _letter_edits(left, right, rows[:, 1])
    rows[:, 6] = _lengths(left, right)
    rows[:, 7] = _relation(_father_classes, _father_classes, left, right)
    rows[:, 8] = _initial(left, right)
    return rows
