"""Know given names: which of them are one name, their short forms, their patronymics, their gender.

Олександр, Александр, Аляксандр, Alexander, Сашко and Шурик share a class; Петрович and Петрівна carry the
class of Петро. Everything is looked up by sound, so one table in Cyrillic serves every alphabet.
Tables: ``data/given_names.csv`` (written by hand) and ``data/name_groups.csv.gz`` (Wikidata, CC0).
"""

import csv
import gzip
import io
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain

from kintrace.names.sounds import readings, stem

__all__ = ["Names", "father_stem", "names", "patronymic"]

Classes = tuple[int, ...]


@dataclass(slots=True)
class Names:
    """Dictionaries from a sound to class numbers; a class number is a row of the hand-written table."""

    genders: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    written: dict[str, Classes] = field(default_factory=dict)  # full names, letter by letter
    full: dict[str, Classes] = field(default_factory=dict)
    short: dict[str, Classes] = field(default_factory=dict)
    stems: dict[str, Classes] = field(default_factory=dict)  # of full names: what cases leave unchanged
    short_texts: dict[str, Classes] = field(default_factory=dict)  # Леся is a name, and short for others
    short_stems: dict[str, Classes] = field(default_factory=dict)
    fathers: dict[str, Classes] = field(default_factory=dict)
    initials: list[int] = field(default_factory=list)
    own: frozenset[str] = frozenset()  # sounds of the hand-written table: East Slavic use

    def gender_of(self, classes: Classes) -> str:
        """Return ``m`` or ``f`` when every class agrees, else an empty string."""
        if len(classes) == 1:
            return self.genders[classes[0]]
        found = {self.genders[number] for number in classes}
        return found.pop() if len(found) == 1 else ""


_WRITTEN = ("uk", "ru", "be", "other", "short", "father")


def _add(table: dict[str, Classes], key: str, number: int) -> None:
    if key and number not in table.get(key, ()):
        table[key] = (*table.get(key, ()), number)


_LAST_VOWELS = re.compile(r"(?:[AE]I|[AEIOU])$")


def father_stem(reading: str) -> str:
    """Return what is left of a father's name inside a patronymic.

    >>> father_stem("SERGEI"), father_stem("MIKOLA"), father_stem("IVAN")
    ('SERG', 'MIKOL', 'IVAN')
    """
    return _LAST_VOWELS.sub("", reading) if len(reading) > 2 else reading


_SONS = re.compile(r"(?<=[A-Z])(?:[OEIA]VI|I)Q(?:A|U|E|I|EM|OM|EVI|OVI)?$")
_DAUGHTERS = re.compile(r"(?<=[A-Z])(?:[OEIA]VN|INIQN|IQN)(?:A|I|E|U|OI|O|OU)$")


def patronymic(reading: str) -> tuple[str, str]:
    """Return the father's stem and the child's gender; two empty strings for a word that is no patronymic.

    Works on sounds, so ``Сергійович``, ``Sergeevich`` and ``Siarhieevič`` end alike, in any case.

    >>> patronymic("SERGEVIQ"), patronymic("ILINIQNA"), patronymic("IVANIVNOU"), patronymic("IVANOV")
    (('SERG', 'm'), ('IL', 'f'), ('IVAN', 'f'), ('', ''))
    """
    for ending, gender in ((_DAUGHTERS, "f"), (_SONS, "m")):
        found = ending.search(reading)
        if found:
            return father_stem(reading[: found.start()]), gender
    return "", ""


@cache
def names() -> Names:
    """Load the tables once: some tens of milliseconds, on the first name read."""
    known = Names()
    table = files("kintrace.names").joinpath("data/given_names.csv")
    with table.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    every = {word for row in rows for column in _WRITTEN for word in row[column].lower().split()}
    heard = dict(zip(every, readings(list(every)), strict=True))
    sounds = list(dict.fromkeys(chain.from_iterable(heard.values())))
    stems = dict(zip(sounds, stem("\n".join(sounds)).split("\n"), strict=True))
    for number, row in enumerate(rows):
        known.genders.append(row["gender"])
        known.titles.append(row["name"])
        for column in _WRITTEN:
            for form in row[column].lower().split():
                for sound in heard[form]:
                    _learn(known, number, column, sound, stems[sound])
                if column != "father":
                    _add(known.short_texts if column == "short" else known.written, form, number)
    known.own = frozenset(known.full)
    _learn_groups(known)
    _learn_initials(known)
    return known


def _learn(known: Names, number: int, column: str, sound: str, bare: str) -> None:
    if column == "short":
        _add(known.short, sound, number)
        _add(known.short_stems, bare, number)
    elif column == "father":
        _add(known.fathers, father_stem(sound), number)
    else:
        _add(known.full, sound, number)
        _add(known.stems, bare, number)
        if known.genders[number] == "m":
            _add(known.fathers, father_stem(sound), number)


def _learn_groups(known: Names) -> None:
    """Add spellings that only the reading rules cannot reach (Oleksandr is read, Alexander is not)."""
    packed = files("kintrace.names").joinpath("data/name_groups.csv.gz")
    if not packed.is_file():
        return
    number = {key: place for place, key in enumerate(zip(known.titles, known.genders, strict=True))}
    text = gzip.decompress(packed.read_bytes()).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    for row, sounds in zip(rows, readings([row["form"] for row in rows]), strict=True):
        for sound in sounds[:2]:
            if sound not in known.full:
                _add(known.full, sound, number[row["name"], row["gender"]])


def _learn_initials(known: Names) -> None:
    masks = [0] * len(known.titles)
    for sound, classes in known.full.items():
        for number in classes:
            masks[number] |= 1 << (ord(sound[0]) - 65)
    known.initials = masks
