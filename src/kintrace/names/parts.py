"""Tell which word of a name is the surname, which the given name, which the patronymic.

Evidence, strongest first: separate columns, a comma, a word that can only be a patronymic, initials, one
word in capitals, known given names, endings of surnames. When the evidence is weak the order stays
uncertain, and a comparison tries both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kintrace.names import given, words
from kintrace.names.pieces import Split
from kintrace.names.words import Word

__all__ = ["Reading", "assign", "assign_columns", "gender", "makes_more_sense", "part", "whole_and_words"]


@dataclass(slots=True)
class Reading:
    """Which words fill which role. A first element is the part as a whole, further ones may match alone."""

    surname: list[Word]
    given: list[Word]
    patronymic: list[Word]
    certain: bool
    spare: list[Word]  # words without a role, in names that are not East Slavic
    gender: str = ""  # 'm', 'f', or '' when nothing shows it
    repairs: tuple[str, ...] = ()


def surname_like(one: Word) -> bool:
    """Tell whether a word ends as East Slavic and neighbouring surnames do."""
    return 0 < one.tail <= words.TELLING_TAILS and len(one.stems[0]) > 3


def _given_like(one: Word) -> int:
    return 3 if one.known else 1 if one.loose else 0


def whole_and_words(text: str) -> list[Word]:
    """Return the word as a whole, then what its hyphens join."""
    if "-" not in text:
        return [words.word(text)]
    pieces = [piece for piece in text.split("-") if len(piece) > 2]
    return [words.word(text), *(words.word(piece) for piece in pieces)]


def assign(parts: Split) -> Reading:
    """Give every word of a split name its role."""
    heads = [words.word(text) for text in parts.texts]
    count = len(heads)
    surname, given_name, patronymic, certain = (
        _roles(heads, parts) if count > 1 else (range(count), (), (), False)
    )
    spare = []
    if len(surname) + len(given_name) + len(patronymic) < count:
        taken = {*surname, *given_name, *patronymic}
        spare = [heads[place] for place in range(count) if place not in taken]
    family = part(parts, surname)
    for other in parts.others:
        family += whole_and_words(other)
    first, father = part(parts, given_name), [heads[place] for place in patronymic[:1]]
    return Reading(family, first, father, certain, spare, gender(family, first, father), parts.repairs)


def assign_columns(surname: Split, given_name: Split, patronymic: Split) -> Reading:
    """Take columns at their word; only a patronymic that stands with the given name is parted from it."""
    family, first, father = (part(one, range(len(one.texts))) for one in (surname, given_name, patronymic))
    for other in surname.others:
        family += whole_and_words(other)
    if not father and len(given_name.texts) == 2 and first[-1].child:  # "Олена Миколаївна" in one column
        father, first = first[-1:], first[1:2]
    return Reading(family, first, father[:1], True, [], gender(family, first, father))


def gender(surname: Sequence[Word], given_name: Sequence[Word], patronymic: Sequence[Word]) -> str:
    """Return ``m`` or ``f`` from patronymic, given name or surname, in this order; ``''`` if none tells."""
    if patronymic and patronymic[0].child:
        return patronymic[0].child
    if given_name and given_name[0].loose:
        return _given_gender(given_name[0], surname[0] if surname else None)
    return surname_gender(surname[0]) if surname else ""


# Ends of surnames in a case that only a man's have.
_OF_A_MAN = re.compile(r"(?:(?:енк|[уюяиі]к|[иіео]ч)(?:а|у|ові|ом|ем)|ого|его|ому|ему)$")
_IN_CASE = re.compile(r"[аяую]$")


def _given_gender(one: Word, family: Word | None) -> str:
    """Return the gender of a given name; the surname's where it may be a man's in another case."""
    known = given.names()
    mixed = not known.gender_of(one.loose)
    if mixed and family and _OF_A_MAN.search(family.text):
        return "m"  # Бабенка Валерія is Бабенко Валерій in another case
    surely = () if one.text in known.short_texts else known.written.get(one.text, ())
    if found := known.gender_of(surely or one.loose):
        return found
    if mixed and not one.written and _IN_CASE.search(one.text):
        return ""  # Ивана Иванова
    return surname_gender(family) if family else ""


def surname_gender(one: Word) -> str:
    """Return the gender that a surname's ending shows, if it shows one.

    >>> [surname_gender(words.word(w)) for w in ("петренко", "петрова", "сірко", "zelenskyi")]
    ['', 'f', '', 'm']
    """
    sound = one.readings[0] if one.readings else ""
    if len(sound) > 4 and sound.endswith(("OVA", "EVA", "SKA", "CKA", "INA")):
        return "f"
    return "m" if len(sound) > 4 and sound.endswith(("OV", "EV", "SKI", "CKI", "IN")) else ""


def part(parts: Split, places: Sequence[int]) -> list[Word]:
    """Return the part as one word, followed by the words it is made of."""
    if not places:
        return []
    if len(places) == 1:
        return whole_and_words(parts.texts[places[0]])
    pieces = [piece for place in places for piece in whole_and_words(parts.texts[place])]
    return [words.word("-".join(parts.texts[place] for place in places)), *pieces]


_Roles = tuple[Sequence[int], Sequence[int], Sequence[int], bool]


def _roles(heads: list[Word], parts: Split) -> _Roles:
    count = len(heads)
    everyone = range(count)
    if 0 < parts.comma < count:
        rest = everyone[parts.comma :]
        last = rest[-1:] if len(rest) > 1 and (heads[rest[-1]].child or heads[rest[-1]].initial) else []
        return everyone[: parts.comma], rest[: len(rest) - len(last)], last, True
    if 1 in map(len, parts.texts):
        return _with_initials(heads)
    father = _patronymic_place(heads, parts.capital)
    if father:
        given = [father - 1]
        return [p for p in everyone if p not in (father, father - 1)], given, [father], True
    if any(parts.capital) and not all(parts.capital):
        loud = [place for place in everyone if parts.capital[place]]
        quiet = [place for place in everyone if place not in loud]
        return loud, quiet[:1], quiet[1:2] if count == 3 and _slavic(heads) else [], True
    if count == 2:
        return _two(heads)
    return _many(heads)


def _slavic(heads: Sequence[Word]) -> bool:
    return any(head.full for head in heads)


def _with_initials(heads: list[Word]) -> _Roles:
    letters_at = [place for place, head in enumerate(heads) if head.initial]
    long = [place for place, head in enumerate(heads) if not head.initial]
    if len(long) == 0:
        return letters_at[-1:], letters_at[:1], letters_at[1:2] if len(letters_at) > 2 else [], False
    if len(long) == 1:
        return long, letters_at[:1], letters_at[1:2], True
    if heads[long[0]].full and not heads[long[-1]].full:  # Ірина В. Коваль
        return long[1:], long[:1], letters_at[:1], True
    if heads[long[-1]].full and letters_at[0] > long[-1]:  # Коваль Ірина В.
        return long[:-1], long[-1:], letters_at[:1], True
    return long[-1:], long[:1], letters_at[:1], False


def _patronymic_place(heads: list[Word], capital: list[bool]) -> int:
    """Return where the patronymic stands (never first), or 0."""
    if len(heads) < 3:
        return 0
    best, place = 0, 0
    for here in range(1, len(heads)):
        one, before = heads[here], heads[here - 1]
        if not one.child:
            continue
        fit = 1 + 2 * bool(one.father_classes) + 2 * bool(before.full) + bool(before.loose)
        if capital[here] and not all(capital):
            fit -= 4
        if fit > best:
            best, place = fit, here
    return place


def _two(heads: list[Word]) -> _Roles:
    first, second = heads
    if first.full and second.child == "f" and second.father_classes:  # Олена Петрівна; no surname ends so
        return [], [0], [1], True
    lead = _given_like(first) - _given_like(second)
    lead -= surname_like(first) - surname_like(second)
    if lead < 0:
        return [0], [1], [], lead <= -3
    return [1], [0], [], lead >= 3


def _many(heads: list[Word]) -> _Roles:
    count = len(heads)
    if count == 3 and _slavic(heads):
        blurred = [place for place in (1, 2) if near_patronymic(heads[place])]
        if blurred:
            father = blurred[-1] if heads[blurred[-1] - 1].full else blurred[0]
            return [p for p in range(3) if p not in (father, father - 1)], [father - 1], [father], True
        if heads[1].full and not heads[0].full:
            return [0], [1], [2], False
    return [count - 1], [0], [], False


_BLURRED = re.compile(r"[OEIAU]?V?.?[IEL]?[QKWH][A-Z]?$|[OEIA]?.?[VN]N?.?A$")


def near_patronymic(one: Word) -> bool:
    """Tell whether a misspelt or misread word may be a patronymic."""
    return len(one.text) > 6 and any(_BLURRED.search(sound) for sound in one.readings)


def makes_more_sense(meant: Split, as_is: Split) -> bool:
    """Tell whether one splitting of a name holds more that is known of names than another."""
    ours = [words.word(text) for text in meant.texts]
    if not ours or any(_UNSPEAKABLE.search(one.text) for one in ours):
        return False
    theirs = [words.word(text) for text in as_is.texts]
    return sum(map(_is_known, ours)) > sum(map(_is_known, theirs))


def _is_known(one: Word) -> int:
    return bool(one.full) + bool(one.child)


_UNSPEAKABLE = re.compile(r"^[ьъы]|[аеёиоуыэюяіїє]{4}|[^аеёиоуыэюяіїє'-]{6}|^[^аеёиоуыэюяіїє]{3,}$")
