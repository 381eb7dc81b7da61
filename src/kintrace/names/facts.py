"""What is known of words, as tables of numbers: one row per word, so that many pairs compare at once.

A table is filled when it is asked for, with the words that are new since. Strings (readings, stems…) are
numbered; a word in a script that is not read stands for itself.
"""

from array import array
from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from kintrace.names import given
from kintrace.names.words import WORDS, Word

__all__ = ["STRINGS", "Table"]

Numbers = NDArray[np.int32]

STRINGS: list[str] = []
_SIZES = array("i")
_NUMBER_OF: dict[str, int] = {}


def _number(text: str) -> int:
    found = _NUMBER_OF.get(text)
    if found is None:
        found = _NUMBER_OF[text] = len(STRINGS)
        STRINGS.append(text)
        _SIZES.append(len(text))
    return found


def sizes(strings: Numbers) -> Numbers:
    """Return how long the strings with these numbers are."""
    found: Numbers = np.frombuffer(_SIZES, dtype=np.int32)[strings]
    return found


class Table:
    """A growing table with one row per word: its first `width` numbers, the rest -1."""

    def __init__(self, width: int, of: Callable[[Word], Sequence[int]]) -> None:
        """Take the numbers of a word from `of`."""
        self.width, self.of, self.filled = width, of, 0
        self.rows: Numbers = np.full((1024, width), -1, dtype=np.int32)

    def __call__(self) -> Numbers:
        """Return the table with a row for every word there is."""
        if self.filled < len(WORDS):
            if len(WORDS) > len(self.rows):
                more = np.full((2 * len(WORDS), self.width), -1, dtype=np.int32)
                more[: self.filled] = self.rows[: self.filled]
                self.rows = more
            new = list(map(self.of, WORDS[self.filled :]))
            _lay_out(new, self.rows[self.filled : len(WORDS)])
            self.filled = len(WORDS)
        return self.rows


def _lay_out(values: Sequence[Sequence[int]], rows: Numbers) -> None:
    """Write sequences of any lengths into the rows, cutting off what is longer than a row."""
    sizes = np.fromiter(map(len, values), dtype=np.int64, count=len(values))
    flat = np.fromiter(chain.from_iterable(values), dtype=np.int32, count=int(sizes.sum()))
    row = np.repeat(np.arange(len(values)), sizes)
    column = np.arange(len(flat)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    fits = column < rows.shape[1]
    rows[row[fits], column[fits]] = flat[fits]


def _initials(word: Word) -> int:
    """Return the letters that a word may begin with in any language, as bits."""
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


def _numbers(strings: Sequence[str]) -> list[int]:
    return [_number(text) for text in strings]


def _nicknames(word: Word) -> Sequence[int]:
    short = given.names().short_texts.get(word.text)
    return (*word.full, *short) if short else word.full


sounds = Table(4, lambda w: _numbers(w.readings or (w.text,)))
coarse = Table(4, lambda w: _numbers(w.coarse or (w.text,)))
stems = Table(4, lambda w: _numbers(w.stems or (w.text,)))
coarse_stems = Table(4, lambda w: _numbers(w.coarse_stems or (w.text,)))
skeletons = Table(1, lambda w: [_number(w.skeleton)] if len(w.skeleton) > 1 else ())
fathers = Table(3, lambda w: _numbers(w.father) if w.father else ())
coarse_fathers = Table(3, lambda w: _numbers(w.coarse_father) if w.father else ())
coarse_fathers_or_stems = Table(3, lambda w: _numbers(w.coarse_father or w.coarse_stems or (w.text,)))
full = Table(4, lambda w: w.full)
loose = Table(6, lambda w: w.loose)
nicknames = Table(6, _nicknames)
father_classes = Table(4, lambda w: w.father_classes)
tails = Table(1, lambda w: (w.tail,))
initials = Table(2, lambda w: (_initials(w), w.initial))
prints = Table(2, lambda w: (_number(w.print), w.text[:1] < "\u0250"))
lengths = Table(1, lambda w: (len(w.readings[0] if w.readings else w.text),))
