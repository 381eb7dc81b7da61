"""One word of a name, read once: its sounds, the given names it can be, the father it can point to.

Words are interned: the same text is the same `Word` with the same number, so that later stages compare
integers. `learn` reads many new words in one sweep.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import RLock

from kintrace.names import given, sounds

__all__ = ["READING", "Word", "forget", "learn", "word"]


@dataclass(slots=True, eq=False)
class Sound:
    """One reading of a word and what follows from it alone; many words share one."""

    number: int
    text: str
    coarse: str
    stem: str
    coarse_stem: str
    skeleton: str
    full: tuple[int, ...] = ()  # given names that sound so
    father: str = ""  # stem of the father's name, if it is a patronymic
    coarse_father: str = ""
    child: str = ""  # gender of the child that a patronymic names


@dataclass(slots=True, eq=False)
class Word:
    """What can be told from the letters of one word alone."""

    number: int
    text: str
    readings: tuple[str, ...]
    sounds: tuple[Sound, ...]  # of the readings; a word in a script we do not read stands for itself
    full: tuple[int, ...] = ()  # given names it is, as written in papers
    father: tuple[str, ...] = ()  # stems of the father's name, if it is a patronymic
    father_classes: tuple[int, ...] = ()
    child: str = ""  # gender of the child that a patronymic names
    initial: bool = False
    _loose: tuple[int, ...] | None = None
    _tail: int = -1

    @property
    def coarse(self) -> tuple[str, ...]:
        """The readings, coarsely."""
        return _distinct([sound.coarse for sound in self.sounds]) if self.readings else ()

    @property
    def stems(self) -> tuple[str, ...]:
        """The readings without endings."""
        return _distinct([sound.stem for sound in self.sounds])

    @property
    def coarse_father(self) -> tuple[str, ...]:
        """The stems of the father's name, coarsely."""
        return _distinct([sound.coarse_father for sound in self.sounds if sound.child]) if self.father else ()

    @property
    def skeleton(self) -> str:
        """The consonants of the best reading."""
        return self.sounds[0].skeleton if self.readings else ""

    @property
    def tail(self) -> int:
        """Which ending makes it a surname (-ов, -ин, -ський, -енко…), 0 for none of them."""
        if self._tail < 0:
            self._tail = _tail(self.sounds[0].stem)
        return self._tail

    @property
    def written(self) -> bool:
        """Whether it stands in our own table letter by letter."""
        known = given.names()
        return self.text in known.written or self.text in known.short_texts

    @property
    def known(self) -> bool:
        """Whether `loose` are all the given names there are for it: another known name is another name."""
        return self.written or bool(self.full)

    @property
    def loose(self) -> tuple[int, ...]:
        """Given names that it can be: as written, as a short form, in another case."""
        if self._loose is None:  # most surnames are never asked
            self._loose = _loosely(self, given.names())
        return self._loose


_KNOWN: dict[str, Word] = {}
_HEARD: dict[str, Sound] = {}
WORDS: list[Word] = []
SOUNDS: list[Sound] = []
READING = RLock()
"""Held from the reading of names until their words' numbers are done with: `forget` makes numbers void."""


def word(text: str) -> Word:
    """Return the word with this text (lower case, one alphabet), reading it if it is new."""
    found = _KNOWN.get(text)
    if found is None:
        with READING:
            learn([text])
            found = _KNOWN[text]
    return found


def forget() -> None:
    """Drop all words, whose numbers are void then."""
    with READING:
        for kept in (_KNOWN, _HEARD, WORDS, SOUNDS):
            kept.clear()


def learn(texts: Iterable[str]) -> None:
    """Read every text that is new. Several threads may ask at once: a word is made by one of them."""
    with READING:
        new = [text for text in dict.fromkeys(texts) if text not in _KNOWN]
        if new:
            _learn(new)


def _learn(new: list[str]) -> None:
    heard = sounds.readings(new)
    _hear(dict.fromkeys(reading for readings in heard for reading in readings))
    for text, readings in zip(new, heard, strict=True):
        if readings:
            made = Word(len(WORDS), text, readings, tuple([_HEARD[reading] for reading in readings]))
            _recognise(made)
        else:
            SOUNDS.append(Sound(len(SOUNDS), text, text, text, text, text))
            made = Word(len(WORDS), text, (), (SOUNDS[-1],))
        made.initial = len(text) == 1 and bool(readings)
        WORDS.append(made)
        _KNOWN[text] = made


def _hear(readings: Iterable[str]) -> None:
    """Derive what follows from each new reading, all of them at once."""
    new = [reading for reading in readings if reading not in _HEARD]
    if not new:
        return
    known = given.names().full
    lines = "\n".join(new)
    stems = sounds.stem(lines)
    rough_stems = sounds.coarse(stems)
    columns = (sounds.coarse(lines), stems, rough_stems, sounds.bones(rough_stems))
    patronymics = []
    derived = zip(new, *(column.split("\n") for column in columns), strict=True)
    for number, (reading, coarse, stem, coarse_stem, bones) in enumerate(derived, start=len(SOUNDS)):
        made = Sound(number, reading, coarse, stem, coarse_stem, bones, known.get(reading, ()))
        if "Q" in reading or "VN" in reading:
            made.father, made.child = given.patronymic(reading)
            patronymics.append(made)
        _HEARD[reading] = made
        SOUNDS.append(made)
    fathers = sounds.coarse("\n".join([made.father for made in patronymics])).split("\n")
    for made, father in zip(patronymics, fathers, strict=bool(patronymics)):
        made.coarse_father = father


TELLING_TAILS = 8  # the endings after the eighth also end other words
_TAILS = {
    ending: number
    for number, endings in enumerate(
        (
            "OV EV IV AV BV GV DV JV ZV LV MV NV PV RV SV TV FV HV CV QV WV KV VV",
            "IN", "SK CK", "ENK", "UK AK", "IH", "OVIQ EVIQ IQ", "ADZ IDZ WVILI", "QIK IK K", "EC C", "AN",
        ),
        start=1,
    )
    for ending in endings.split()
}  # fmt: skip
_LONGEST_TAIL = max(map(len, _TAILS))
_LAST_OF_TAIL = {ending[-1] for ending in _TAILS}


def _tail(stem: str) -> int:
    if stem[-1:] not in _LAST_OF_TAIL:
        return 0
    for size in range(min(_LONGEST_TAIL, len(stem)), 0, -1):
        if found := _TAILS.get(stem[-size:]):
            return found
    return 0


# Letters that a scanner or a tired eye exchanges.
LOOK_ALIKE = tuple(zip("нпйщтhlc", "илишгbie", strict=True))


def _distinct(some: Sequence[str]) -> tuple[str, ...]:
    if len(some) == 1:
        return (some[0],)
    return tuple(dict.fromkeys(some))


# Белая and Малая are surnames, though a name may sound so when ая is spoken as one vowel.
_ADJECTIVE = re.compile(r"(?:[ая]я|[ое]е)$")
_OF_A_WOMAN = re.compile(r"[иі][иї]$")  # Виктории sounds like Виктор, and is Виктория in another case


def _recognise(made: Word) -> None:
    """Tell what a word can be. A name in our own table is just what it is; any other goes by its sounds."""
    known = given.names()
    made.full = known.written.get(made.text, ())
    by_sound = not (made.written or _ADJECTIVE.search(made.text) or _OF_A_WOMAN.search(made.text))
    for sound in made.sounds:
        if sound.full and by_sound:
            made.full += tuple([number for number in sound.full if number not in made.full])
        if sound.child and len(made.text) > 3:
            made.child = made.child or sound.child
            if sound.father not in made.father:
                made.father += (sound.father,)
    if made.father:
        fathers = known.fathers
        found = [number for father in made.father for number in fathers.get(father, ())]
        made.father_classes = tuple(dict.fromkeys(found))


# What Ukrainian, Russian and Belarusian add to a stem to make a pet name, without the last vowel.
_PET = {
    "UWEQK", "USIK", "ENQK", "EQK", "OQK", "ENK", "ONK", "UNK", "UWK", "USK", "QIK", "INK", "IQK",
    "UQK", "QUK", "IK", "OK", "UN", "US", "UW", "UH", "AS", "UL", "AN", "ON", "IS", "OH", "AW", "K",
    "C", "Q",
}  # fmt: skip
_LONGEST_PET = max(map(len, _PET))
_ENDS_PET = {ending[-1] for ending in _PET}

_CASE = re.compile(r"(?:[аяуюіиыїе]|[оеєї]м|[оеє][юй]|[оеє]ві)$")
_CASE_LIKE_FULL = re.compile(r"[аяую]$")  # Олександра is a woman's name, or a man's in the genitive


def _loosely(made: Word, names: given.Names) -> tuple[int, ...]:
    """Return the names that a word may be: as written, as a short form, in another case."""
    found = [*made.full, *names.short_texts.get(made.text, ())]
    stems = made.stems
    if found and not made.written:
        for reading in made.readings:  # Zhenya sounds like a Жанна too
            found += names.short.get(reading, ())
    if _ADJECTIVE.search(made.text):
        return tuple(dict.fromkeys(found))
    if made.full:
        if names.gender_of(made.full) == "f" and _CASE_LIKE_FULL.search(made.text):
            found += [one for bare in stems for one in names.stems.get(bare, ()) if names.genders[one] == "m"]
        return tuple(dict.fromkeys(found))
    for reading in made.readings:
        if classes := names.short.get(reading):
            found += classes
    in_case = _CASE.search(made.text)
    for bare in stems:
        if in_case and (classes := names.stems.get(bare)):
            found += classes
    for bare in stems:
        if classes := names.short_stems.get(bare):
            found += classes
        if bare[-1:] in _ENDS_PET:
            found += _as_pet_name(bare, names)
    return tuple(dict.fromkeys(found)) if found else ()


def _as_pet_name(bare: str, names: given.Names) -> tuple[int, ...]:
    for size in range(min(_LONGEST_PET, len(bare) - 2), 0, -1):
        if bare[-size:] in _PET:
            short = bare[:-size]
            for table in (names.short_stems, names.stems):
                found = table.get(short) or table.get(short.rstrip("AEIOU"))
                if found:
                    return found
    return ()
