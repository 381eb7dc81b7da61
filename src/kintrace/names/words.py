"""One word of a name, read once: its sounds, the given names it can be, the father it can point to.

Words are interned: the same text is the same `Word` with the same number, so that later stages compare
integers. `learn` reads many new words in one sweep.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kintrace.names import given, sounds

__all__ = ["Word", "learn", "word"]


@dataclass(slots=True)
class Word:
    """What can be told from the letters of one word alone."""

    number: int
    text: str
    readings: tuple[str, ...] = ()
    coarse: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    coarse_stems: tuple[str, ...] = ()
    skeleton: str = ""
    full: tuple[int, ...] = ()  # given names it is, as written in papers
    father: tuple[str, ...] = ()  # stems of the father's name, if it is a patronymic
    coarse_father: tuple[str, ...] = ()
    father_classes: tuple[int, ...] = ()
    child: str = ""  # gender of the child that a patronymic names
    tail: int = 0  # which ending makes it a surname (-ов, -ин, -ський, -енко…), 0 for none of them
    initial: bool = False
    _loose: tuple[int, ...] | None = None

    @property
    def loose(self) -> tuple[int, ...]:
        """Given names that it can be: as written, as a short form, in another case."""
        if self._loose is None:  # most surnames are never asked
            self._loose = _loosely(self, given.names())
        return self._loose

    @property
    def print(self) -> str:
        """The text with letters that print alike made one."""
        return self.text.translate(_PRINT)


_KNOWN: dict[str, Word] = {}
WORDS: list[Word] = []


def word(text: str) -> Word:
    """Return the word with this text (lower case, one alphabet), reading it if it is new."""
    found = _KNOWN.get(text)
    if found is None:
        learn([text])
        found = _KNOWN[text]
    return found


def learn(texts: Iterable[str]) -> None:
    """Read every text that is new."""
    new = [text for text in dict.fromkeys(texts) if text not in _KNOWN]
    if not new:
        return
    heard = sounds.readings(new)
    flat = [sound for each in heard for sound in each]
    lines = "\n".join(flat)
    rough = sounds.coarse(lines).split("\n")
    stems = sounds.stem(lines)
    bones = sounds.skeleton(stems).split("\n")
    rough_stems = sounds.coarse(stems).split("\n")
    bare = stems.split("\n")
    start = 0
    for text, readings in zip(new, heard, strict=True):
        end = start + len(readings)
        made = Word(len(WORDS), text, readings, _distinct(rough[start:end]), _distinct(bare[start:end]))
        made.skeleton = bones[start] if readings else ""
        made.coarse_stems = _distinct(rough_stems[start:end])
        found = _TAIL.search(made.stems[0]) if made.stems else None
        made.tail = found.lastindex or 0 if found else 0
        made.initial = len(text) == 1
        _recognise(made)
        _KNOWN[text] = made
        WORDS.append(made)
        start = end


TELLING_TAILS = 8  # the endings after the eighth also end other words
_TAIL = re.compile(
    r"(?:([OEIA]V|(?<=[^AEIOU])V)|(IN)|([SC]K)|(ENK)|([UA]K)|(IH)|([OE]VIQ|IQ)|([AI]DZ|WVILI)|(QIK|IK|K)|(EC|C)|(AN))$"
)
# Letters that a scanner or a tired eye exchanges.
_PRINT = str.maketrans("нпйщтhlc", "илишгbie")


def _distinct(some: Sequence[str]) -> tuple[str, ...]:
    if len(some) == 1:
        return (some[0],)
    return tuple(dict.fromkeys(some))


def _recognise(made: Word) -> None:
    names = given.names()
    for reading in made.readings:
        classes = names.full.get(reading)
        if classes:
            made.full = made.full + tuple(c for c in classes if c not in made.full)
        if "Q" in reading or "VN" in reading:
            father, gender = given.patronymic(reading)
            if gender and len(made.text) > 3:
                made.child = made.child or gender
                made.father += (father,)
    if not made.father:
        return
    made.father = _distinct(made.father)
    made.coarse_father = _distinct([sounds.coarse(father) for father in made.father])
    for father in made.father:
        made.father_classes += tuple(c for c in names.fathers.get(father, ()) if c not in made.father_classes)


# What Ukrainian, Russian and Belarusian add to a stem to make a pet name, without the last vowel.
_PET = {
    "UWEQK", "USIK", "ENQK", "EQK", "OQK", "ENK", "ONK", "UNK", "UWK", "USK", "QIK", "INK", "IQK",
    "UQK", "QUK", "IK", "OK", "UN", "US", "UW", "UH", "AS", "UL", "AN", "ON", "IS", "OH", "AW", "K",
    "C", "Q",
}  # fmt: skip
_LONGEST_PET = max(map(len, _PET))

_CASE = re.compile(r"(?:[аяуюіиыїе]|[оеєї]м|[оеє][юй]|[оеє]ві)$")
_CASE_LIKE_FULL = re.compile(r"[аяую]$")  # Олександра is a woman's name, or a man's in the genitive


def _loosely(made: Word, names: given.Names) -> tuple[int, ...]:
    """Return the names that a word may be: as written, as a short form, in another case."""
    found = list(made.full)
    found += names.short_texts.get(made.text, ())
    for reading in () if made.full else made.readings:
        found += names.short.get(reading, ())
    if (_CASE_LIKE_FULL if made.full else _CASE).search(made.text):
        for bare in made.stems:
            found += names.stems.get(bare, ())
    if not made.full:
        for bare in made.stems:
            found += names.short_stems.get(bare, ())
            found += _as_pet_name(bare, names)
    return tuple(dict.fromkeys(found))


def _as_pet_name(bare: str, names: given.Names) -> tuple[int, ...]:
    for size in range(min(_LONGEST_PET, len(bare) - 2), 0, -1):
        if bare[-size:] in _PET:
            short = bare[:-size]
            for table in (names.short_stems, names.stems):
                found = table.get(short) or table.get(short.rstrip("AEIOU"))
                if found:
                    return found
    return ()
