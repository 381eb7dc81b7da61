"""Split a name as written into words and tell which is the surname, which the given name, which the patronymic.

Evidence, strongest first: separate columns, a comma, a word that can only be a patronymic, initials, one word in
capitals, known given names, endings of surnames. When the evidence is weak the order stays uncertain, and a
comparison tries both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kintrace.names import letters, words
from kintrace.names.words import Word

__all__ = ["Reading", "Split", "assign", "split"]


@dataclass(slots=True)
class Split:
    """The words of one name before roles are given: texts in lower case, in order."""

    texts: list[str]
    capital: list[bool]
    comma: int  # how many words stand before the comma, 0 without one
    others: list[str]  # words in brackets: maiden and earlier surnames
    repairs: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """Which words fill which role. A first element is the part as a whole, further ones may match alone."""

    surname: list[Word]
    given: list[Word]
    patronymic: list[Word]
    certain: bool
    spare: list[Word]  # words without a role, in names that are not East Slavic


_BRACKETS = re.compile(r"\(([^()]*)\)")
_INITIALS = re.compile(r"\b([^\W\d_])\.[\s-]*")
_NOT_WORD = re.compile(r"[^\w'’ʼ-]+")
_TITLES = frozenset(
    "dr mr mrs ms miss prof sir shaikh sheikh sheik пан пані г-н г-жа гр гр-н гр-ка гражданин".split()
)
_BEFORE = frozenset(
    "de von van der den al el bin ben ibn abu abd la le du da dos del bint ad ar as at os ul".split()
)
_AFTER = frozenset("ogly oglu oglou kyzy qizi kizi огли огly оглы кизи кызы ogli".split())


def split(text: str) -> Split:
    """Split a repaired name (see `letters`) into words.

    >>> s = split("Шевченко (Коваль) О.М.")
    >>> s.texts, s.others
    (['шевченко', 'о', 'м'], ['коваль'])
    """
    others: list[str] = []
    if "(" in text:
        for inside in _BRACKETS.findall(text):
            others += _NOT_WORD.sub(" ", inside.lower()).split()
        text = _BRACKETS.sub(" ", text)
    if "." in text:
        text = _INITIALS.sub(r"\1 ", text)
    before, comma, _ = text.partition(",")
    written = _NOT_WORD.sub(" ", text).split() if not text.isalpha() else [text]
    count = len(_NOT_WORD.sub(" ", before).split()) if comma else 0
    texts: list[str] = []
    capital: list[bool] = []
    pending = ""
    for place, one in enumerate(written):
        low = one.lower().strip("'-")
        if not low or (low in _TITLES and len(written) > 2):
            count -= comma != "" and place < count
            continue
        if low in _BEFORE and place + 1 < len(written):
            pending += low + "-"
            count -= comma != "" and place < count
            continue
        if low in _AFTER and texts:
            texts[-1] += "-" + low
            count -= comma != "" and place < count
            continue
        texts.append(pending + low)
        capital.append(len(low) > 1 and one == one.upper())
        pending = ""
    return Split(texts, capital, min(max(count, 0), len(texts)), others)


_SURNAME = re.compile(r"(?:[OEIA]V|IN|SK|CK|ENK|UK|AK|IH|[QK]UK|EC|IQ|ADZ|WVILI|IDZ|IAN|LV|[^AEIOU]V)$")


def _surname_like(one: Word) -> bool:
    return any(len(bare) > 3 and _SURNAME.search(bare) for bare in one.stems[:2])


def _given_like(one: Word) -> int:
    return 3 if one.full else 1 if one.loose else 0


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
    roles = _roles(heads, parts) if count > 1 else ([0], [], [], False)
    surname, given, patronymic, certain = roles
    taken = {*surname, *given, *patronymic}
    spare = [heads[place] for place in range(count) if place not in taken]
    family = part(parts, surname)
    for other in parts.others:
        family += whole_and_words(other)
    return Reading(family, part(parts, given), [heads[p] for p in patronymic[:1]], certain, spare)


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
    if any(head.initial for head in heads):
        return _with_initials(heads)
    father = _patronymic_place(heads, parts.capital)
    if father:
        given = [father - 1]
        return [p for p in everyone if p not in (father, father - 1)], given, [father], True
    loud = [place for place in everyone if parts.capital[place]]
    if 0 < len(loud) < count:
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
    lead = _given_like(first) - _given_like(second)
    lead -= _surname_like(first) - _surname_like(second)
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


def undo_layout(text: str) -> str:
    """Return what was meant if the name was typed with the keyboard on the wrong layout, else the text itself.

    >>> undo_layout("Itdxtyrj Jktrcfylh"), undo_layout("Shevchenko Oleksandr")
    ('шевченко олександр', 'Shevchenko Oleksandr')
    """
    typed = letters.as_typed_on_cyrillic(text)
    meant = [words.word(piece) for piece in _NOT_WORD.sub(" ", typed).split()]
    as_is = [words.word(piece) for piece in _NOT_WORD.sub(" ", text.lower()).split()]
    if not meant or any(_UNSPEAKABLE.search(one.text) for one in meant):
        return text
    gain = sum(map(_evidence, meant)) - sum(map(_evidence, as_is))
    return typed if gain > 0 else text


_UNSPEAKABLE = re.compile(r"^[ьъы]|[аеёиоуыэюяіїєў]{4}|[^аеёиоуыэюяіїєў'-]{6}|^[^аеёиоуыэюяіїєў]{3,}$")


def _evidence(one: Word) -> int:
    return 3 * bool(one.full) + 3 * bool(one.child) + 2 * _surname_like(one)
