"""Read whole names: from text as written to surname, given name, patronymic and gender.

`analyse` reads each distinct name once and remembers it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kintrace.names import given, letters, parts, sounds, words
from kintrace.names.pieces import Split, split

__all__ = ["NameForm", "Token", "analyse", "analyse_parts", "is_east_slavic", "reading_of"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name in one role.

    `readings`: one to four readings in the alphabet of `sounds`, best first;
    none in a script we do not read.
    For a patronymic, readings, coarse, skeleton and classes are those of the FATHER's name, so that Петрович,
    Петровна and Petrivna agree. `classes` are numbers of given names; mostly empty for surnames.
    """

    text: str
    readings: tuple[str, ...]
    coarse: tuple[str, ...]
    skeleton: str
    classes: tuple[int, ...]
    initial: bool


@dataclass(frozen=True, slots=True)
class NameForm:
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
    """Return who is who in each name; each distinct name is read once, each new word once for good."""
    distinct = list(dict.fromkeys(names))
    prepared = [_prepare(name) for name in distinct]
    words.learn(_every_word(one for both in prepared for one in both if one))
    read = {}
    for name, (as_is, meant) in zip(distinct, prepared, strict=True):
        chosen = meant if meant and parts.makes_more_sense(meant, as_is) else as_is
        read[name] = parts.assign(chosen)
    return [read[name] for name in names]


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
        rough = tuple(dict.fromkeys(map(sounds.coarse, one.father)))
        return Token(text, one.father, rough, sounds.skeleton(one.father[0]), one.father_classes, one.initial)
    classes = (one.full or one.loose) if role == "given" else ()
    return Token(text, one.readings, one.coarse, one.skeleton, classes, one.initial)


def analyse(names: Sequence[str]) -> list[NameForm]:
    """Read full names in any order of their parts.

    >>> form = analyse(["Шевченко О.М."])[0]
    >>> form.surname[0].text, form.given[0].initial, form.patronymic[0].text
    ('шевченко', True, 'м')
    """
    return [_form(name, reading) for name, reading in zip(names, reading_of(names), strict=True)]


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
    columns = [letters.unmix(letters.tidy(text or "")) for text in (surname, given, patronymic)]
    repairs = ("homoglyph",) if any(map(_was_mixed, (surname, given, patronymic), columns)) else ()
    pieces = [split(text) for text in columns]
    surname_words = parts.part(pieces[0], range(len(pieces[0].texts)))
    for other in pieces[0].others:
        surname_words += parts.whole_and_words(other)
    given_words = parts.part(pieces[1], range(len(pieces[1].texts)))
    father_words = parts.part(pieces[2], range(len(pieces[2].texts)))
    if (
        not father_words and len(pieces[1].texts) == 2 and given_words[-1].child
    ):  # "Олена Миколаївна" in one column
        father_words, given_words = given_words[-1:], given_words[1:2]
    reading = parts.Reading(surname_words, given_words, father_words[:1], True, [])
    reading.gender = parts.gender(surname_words, given_words, father_words)
    as_written = " ".join(text for text in (surname, given, patronymic) if text)
    form = _form("", reading)
    return NameForm(as_written, form.surname, form.given, form.patronymic, form.gender, True, repairs)


def _was_mixed(written: str | None, repaired: str) -> bool:
    return letters.tidy(written or "") != repaired


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
