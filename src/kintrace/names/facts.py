"""What is known of words, as tables of numbers: one row per word, so that many pairs compare at once.

A table is filled when it is asked for, with the words that are new since. Strings (readings, stems…) are
numbered; a word in a script that is not read stands for itself.
"""

from array import array
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from kintrace.names import given
from kintrace.names.words import LOOK_ALIKE, READING, SOUNDS, WORDS, Sound, Word

__all__ = ["STRINGS", "Table", "forget", "sizes"]

T = TypeVar("T")
Ids = NDArray[np.int64]
Numbers = NDArray[np.int32]
Lists = Sequence[Sequence[int]]

STRINGS: list[str] = []
_SIZES = array("i")
_NUMBER_OF: dict[str, int] = {}


def _numbered(texts: Sequence[str]) -> list[int]:
    """Return the numbers of strings, giving new ones the next."""
    new = [text for text in dict.fromkeys(texts) if text not in _NUMBER_OF]
    _NUMBER_OF.update(zip(new, range(len(STRINGS), len(STRINGS) + len(new)), strict=True))
    STRINGS.extend(new)
    _SIZES.extend(map(len, new))
    return list(map(_NUMBER_OF.__getitem__, texts))


def sizes(strings: Numbers) -> Numbers:
    """Return how long the strings with these numbers are."""
    found: Numbers = np.frombuffer(_SIZES, dtype=np.int32)[strings]
    return found


class Table(Generic[T]):
    """A growing table with one row for each of `those`: its first `width` numbers, the rest -1."""

    def __init__(self, those: list[T], width: int, of: Callable[[list[T]], Lists | Numbers]) -> None:
        """Take the numbers of many new words or sounds from `of`."""
        self.those, self.width, self.of, self.filled = those, width, of, 0
        self.rows: Numbers = np.full((1024, width), -1, dtype=np.int32)

    def __call__(self, places: Ids | Numbers) -> Numbers:
        """Return the rows of the words or sounds with these numbers."""
        if self.filled < len(self.those):
            with READING:
                self._fill(len(self.those))
        found: Numbers = self.rows[places]
        return found

    def forget(self) -> None:
        """Drop all rows."""
        self.filled = 0
        self.rows = np.full((1024, self.width), -1, dtype=np.int32)

    def _fill(self, count: int) -> None:
        new = self.those[self.filled : count]
        if not new:
            return
        if count > len(self.rows):
            more = np.full((2 * count, self.width), -1, dtype=np.int32)
            more[: self.filled] = self.rows[: self.filled]
            self.rows = more
        values, rows = self.of(new), self.rows[self.filled : count]
        rows[:] = values if isinstance(values, np.ndarray) else _laid_out(values, rows)
        self.filled = count


def _laid_out(values: Lists, rows: Numbers) -> Numbers:
    """Write sequences of any lengths into empty rows, cutting off what is longer than a row."""
    sizes = np.fromiter(map(len, values), dtype=np.int64, count=len(values))
    flat = np.fromiter(chain.from_iterable(values), dtype=np.int32, count=int(sizes.sum()))
    row = np.repeat(np.arange(len(values)), sizes)
    column = np.arange(len(flat)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    fits = column < rows.shape[1]
    rows[row[fits], column[fits]] = flat[fits]
    return rows


def _initials(word: Word) -> int:
    """Return the letters that a word may begin with in any language, as bits."""
    mask = 0
    for sound in word.readings:
        mask |= 1 << (ord(sound[0]) - 65)
    known = given.names().initials
    for number in word.father_classes or word.full or word.loose:
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


def _nicknames(new: list[Word]) -> list[tuple[int, ...]]:
    short = given.names().short_texts
    return [(*word.full, *short.get(word.text, ())) for word in new]


def _prints(new: list[Word]) -> Numbers:
    """Number the words with letters that print alike made one."""
    lines = "\n".join([word.text for word in new])
    for letter, other in LOOK_ALIKE:
        lines = lines.replace(letter, other)
    return _columns(lines.split("\n"))


def _skeletons(new: list[Word]) -> Numbers:
    """Number the consonants of words; a word with fewer than two stands for itself."""
    bones = [word.sounds[0].skeleton for word in new]
    return _columns([some if len(some) > 1 else word.text for some, word in zip(bones, new, strict=True)])


def _columns(*texts: Sequence[str]) -> Numbers:
    return np.array(list(map(_numbered, texts)), dtype=np.int32).T


def _strings(of: Callable[[Word], Sequence[str]]) -> Callable[[list[Word]], Lists]:
    """Return what numbers the strings of many words at once."""

    def numbers(new: list[Word]) -> Lists:
        found = list(map(of, new))
        _numbered(list(chain.from_iterable(found)))
        return [[_NUMBER_OF[text] for text in texts] if texts else () for texts in found]

    return numbers


def _derived(new: list[Sound]) -> Numbers:
    columns = [[sound.text for sound in new], [sound.coarse for sound in new]]
    columns += [[sound.stem for sound in new], [sound.coarse_stem for sound in new]]
    return _columns(*columns)


def _of_sounds(column: int) -> "Table[Word]":
    """Return a table of what follows from the sounds of words."""

    def rows(new: list[Word]) -> Numbers:
        heard = _heard(np.arange(new[0].number, new[-1].number + 1))
        return np.where(heard >= 0, _from_sounds(heard)[..., column], np.int32(-1))

    return Table(WORDS, 4, rows)


def lengths(words: Ids) -> Numbers:
    """Return how long the best readings of words are."""
    return sizes(sounds(words)[:, 0])


_heard = Table(WORDS, 4, lambda new: [[sound.number for sound in word.sounds] for word in new])
_from_sounds = Table(SOUNDS, 4, _derived)
sounds, coarse, stems, coarse_stems = map(_of_sounds, range(4))
skeletons = Table(WORDS, 1, _skeletons)
fathers = Table(WORDS, 3, _strings(lambda word: word.father))
coarse_fathers = Table(WORDS, 3, _strings(lambda word: word.coarse_father))
full = Table(WORDS, 4, lambda new: [word.full for word in new])
loose = Table(WORDS, 12, lambda new: [word.loose for word in new])  # Слава is short for twelve names
known = Table(WORDS, 1, lambda new: [(word.known,) for word in new])
nicknames = Table(WORDS, 12, _nicknames)
father_classes = Table(WORDS, 4, lambda new: [word.father_classes for word in new])
tails = Table(WORDS, 1, lambda new: [(word.tail,) for word in new])
initials = Table(WORDS, 2, lambda new: [(_initials(word), word.initial) for word in new])
prints = Table(WORDS, 1, _prints)
alphabets = Table(WORDS, 1, lambda new: [(word.text[:1] < "\u0250",) for word in new])

_TABLES: list[Table[Word] | Table[Sound]] = [
    *(_heard, _from_sounds, sounds, coarse, stems, coarse_stems, skeletons, fathers, coarse_fathers, full),
    *(loose, known, nicknames, father_classes, tails, initials, prints, alphabets),
]


def forget() -> None:
    """Drop all rows and strings, as the words they were made of are dropped."""
    for table in _TABLES:
        table.forget()
    STRINGS.clear()
    _NUMBER_OF.clear()
    del _SIZES[:]
