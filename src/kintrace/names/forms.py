"""Read whole names: from text as written to surname, given name, patronymic and gender.

`analyse` reads each distinct name once and remembers it.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from kintrace.names import given, letters, memory, parts, sounds, words
from kintrace.names.pieces import Split, split

__all__ = ["NameForm", "Token", "analyse", "analyse_columns", "analyse_parts", "is_east_slavic", "reading_of"]


class Token(NamedTuple):
    """One word of a name in one role.

    `readings`: one to four readings in the alphabet of `sounds`, best first;
    none in a script we do not read.
    For a patronymic, readings, coarse, skeleton and classes are those of the FATHER's name, so that Петрович,
    Петровна and Petrivna agree. `classes` are numbers of the given names that it may stand for, as written
    first; empty for surnames. `known`: they are all there is; another known name is then another name.
    """

    text: str
    readings: tuple[str, ...]
    coarse: tuple[str, ...]
    skeleton: str
    classes: tuple[int, ...]
    initial: bool
    known: bool = False


_AT_ONCE = 100_000  # names; bounds the memory of their words
_MOST_CLASSES = 6
"""Names that a word may stand for, up to which it can be told from another."""


class NameForm(NamedTuple):
    """A name that has been read. In each part the first token is the part as a whole.

    Further tokens may match alone: the words of a compound, and for surnames the ones in brackets.
    """

    as_written: str
    surname: tuple[Token, ...]
    given: tuple[Token, ...]
    patronymic: tuple[Token, ...]
    gender: str  # 'm', 'f' or ''
    order_certain: bool
    repairs: tuple[str, ...]


def _prepare(name: str) -> tuple[Split, Split | None]:
    """Repair a name and split it; give a second split if its keys may have been on the wrong layout."""
    clean = letters.tidy(name)
    whole = letters.unmix(clean)
    made = split(whole)
    if whole != clean:
        made.repairs = ("homoglyph",)
    if letters.script_of(whole) != "latin" or not letters.may_be_wrong_layout(whole):
        return made, None
    meant = split(letters.as_typed_on_cyrillic(whole))
    meant.repairs = (*made.repairs, "layout")
    return made, meant


def reading_of(names: Sequence[str]) -> list[parts.Reading]:
    """Return who is who in each name; names should be distinct. Each new word is read once for good."""
    prepared = [_prepare(name) for name in names]
    words.learn(_every_word(one for both in prepared for one in both if one))
    return [
        parts.assign(meant if meant and parts.makes_more_sense(meant, as_is) else as_is)
        for as_is, meant in prepared
    ]


def _every_word(prepared: Iterable[Split]) -> list[str]:
    found: dict[str, None] = {}
    for one in prepared:
        for text in one.texts:
            found[text] = None
            if "-" in text:
                found.update(dict.fromkeys(piece for piece in text.split("-") if len(piece) > 2))
        found.update(dict.fromkeys(one.others))
    return list(found)


@lru_cache(maxsize=1 << 18)
def _token(text: str, role: str) -> Token:
    one = words.word(text)
    if role == "patronymic" and one.father:
        bones = sounds.skeleton(one.father[0])
        fathers = one.father_classes
        known = 0 < len(fathers) <= _MOST_CLASSES
        return Token(text, one.father, one.coarse_father, bones, fathers, one.initial, known)
    classes = one.loose if role == "given" else ()
    known = one.known and len(classes) <= _MOST_CLASSES and role == "given"
    return Token(text, one.readings, one.coarse, one.skeleton, classes, one.initial, known)


def analyse(names: Sequence[str]) -> list[NameForm]:
    """Read full names in any order of their parts.

    >>> form = analyse(["Шевченко О.М."])[0]
    >>> form.surname[0].text, form.given[0].initial, form.patronymic[0].text
    ('шевченко', True, 'м')
    """
    distinct = list(dict.fromkeys(names))
    made: dict[str, NameForm] = {}
    for start in range(0, len(distinct), _AT_ONCE):
        some = distinct[start : start + _AT_ONCE]
        with words.READING:
            memory.make_room()
            read = reading_of(some)
            memory.remember(some, read)
        made |= zip(some, map(_form, some, read), strict=True)
    return [made[name] for name in names]


def _form(name: str, reading: parts.Reading) -> NameForm:
    return NameForm(
        name,
        tuple([_token(one.text, "surname") for one in reading.surname]),
        tuple([_token(one.text, "given") for one in reading.given]),
        tuple([_token(one.text, "patronymic") for one in reading.patronymic]),
        reading.gender,
        reading.certain,
        reading.repairs,
    )


def analyse_parts(surname: str | None, given: str | None, patronymic: str | None) -> NameForm:
    """Read a name whose parts stand in separate columns; the order is then certain.

    >>> analyse_parts("Шевченко", "Олена", "Миколаївна").gender
    'f'
    """
    return analyse_columns([surname], [given], [patronymic])[0]


def analyse_columns(
    surnames: Sequence[str | None], givens: Sequence[str | None], patronymics: Sequence[str | None]
) -> list[NameForm]:
    """Read many names whose parts stand in separate columns of equal length; None where nothing stands."""
    with words.READING:
        memory.make_room()
    written = list(zip(surnames, givens, patronymics, strict=True))
    tidied = {
        text: letters.tidy(text) if text else "" for text in dict.fromkeys(chain.from_iterable(written))
    }
    repaired = {text: letters.unmix(tidy) for text, tidy in tidied.items()}
    pieces = {text: split(whole) for text, whole in repaired.items()}
    mixed = {text for text, tidy in tidied.items() if tidy != repaired[text]}
    wholes = ["-".join(one.texts) for one in pieces.values() if len(one.texts) > 1]
    words.learn([*_every_word(pieces.values()), *wholes])
    forms = []
    for texts in written:
        reading = parts.assign_columns(*[pieces[text] for text in texts])
        reading.repairs = () if mixed.isdisjoint(texts) else ("homoglyph",)
        forms.append(_form(" ".join(filter(None, texts)), reading))
    return forms


def is_east_slavic(sample: Sequence[str]) -> bool:
    """Tell whether a list's names are East Slavic enough to be read with this model.

    True when at least a third of the sampled names are Cyrillic or hold a patronymic or an East Slavic given
    name.

    >>> is_east_slavic(["Шевченко Олена", "Petrenko Ivan"]), is_east_slavic(["Mary Smith", "Juan García"])
    (True, False)
    """
    asked = [name for name in sample if name and name.strip()]
    if not asked:
        return False
    hits = 0
    for name in asked:
        cyrillic = letters.CYRILLIC.search(name) is not None
        found = [words.word(text) for text in split(letters.tidy(name)).texts]
        hits += cyrillic or any(one.child or _slavic_given(one) for one in found)
    return hits * 3 >= len(asked)


def _slavic_given(one: words.Word) -> bool:
    return bool(one.full) and one.readings[0] in given.names().own
