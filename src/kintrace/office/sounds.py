"""Keys by which somebody is found by name, whatever the spelling or script, and how like two names are.

Keys are the consonants of each word of a name as they sound ("s" and the skeleton), and the given names that
a word may stand for ("g" and the name). Those who share keys with what was asked are then compared as the
engine compares names. What is found, and who may find it, is said by the apps that keep keys.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from kintrace import names
from kintrace.names import given, words
from kintrace.names.forms import NameForm, Token

MOST_FOUND = 50
LEAST_LETTERS = 2
WEIGHED_FIRST = 3_000
"""Of how many the names are compared, of those who share all words with what was asked ..."""
WEIGHED = 300
"""... and for each other way of looking."""
_ASKED_FOR = WEIGHED + 1  # at a time: one more than are compared tells that there are more
_MOST_LOOKED_AT = 20_000  # with a key, of whom the member may see few
_LEAST_SCORE = 0.15
_MOST_CLASSES = 6  # a word that may be more names than these says nothing
_LONGEST_KEY = 40


Keys = QuerySet[Any, Any]
Called = Callable[[list[int]], Iterable[tuple[int, list[str]]]]


@dataclass(frozen=True, slots=True)
class Likest:
    """Numbers and how like they are, 0 to 1, the likest first; and whether some were left uncompared."""

    ranked: list[tuple[int, float]] = field(default_factory=list)
    cut: bool = False


def says_enough(query: str) -> bool:
    """Tell whether a query has letters enough to look for.

    >>> says_enough("Ш"), says_enough("Шу")
    (False, True)
    """
    return sum(map(str.isalpha, query)) >= LEAST_LETTERS


def keys_of(form: NameForm) -> set[str]:
    """Return the keys by which a record with this name is found.

    >>> from kintrace import names
    >>> sorted(keys_of(names.analyse(["Шевченко Олена Іванівна"])[0]))
    ['gОлена', 'sALN', 'sWVQNK']
    """
    found: set[str] = set()
    for token in form.surname:
        found |= _sounds(token)
        if not form.order_certain:
            found |= _given_names(words.word(token.text).loose)
    for token in form.given:
        found |= _sounds(token) | _given_names(token.classes)
    return found


def asked(query: str) -> list[set[str]]:
    """Return, for each word of a query but patronymics, the keys of records that it may mean."""
    form = names.analyse([query])[0]
    every = [*form.surname, *form.given] or [*form.patronymic]
    groups = [_sounds(token) | _given_names(words.word(token.text).loose) for token in every]
    return [group for group in groups if group]


def keys_of_names(called: Sequence[str]) -> set[str]:
    """Return the keys by which somebody is found who is called by any of these names."""
    found: set[str] = set()
    for form in names.analyse(list(called)):
        found |= keys_of(form)
    return found


def likest(query: str, keys: Keys, of: str, called_of: Called) -> Likest:
    """Return those whose names are likest to a query.

    keys: rows with a `key` that may be looked through. of: the field that says whose key it is. called_of:
    returns, of some numbers, those that may be seen, each with all its names.
    """
    if not says_enough(query):
        return Likest()
    called: dict[int, list[str]] = {}
    cut = False
    for at, keyed in enumerate(ways(keys, of, asked(query))):
        if at and len(called) >= WEIGHED:
            break
        some, more = _some_called(keyed, of, called_of, WEIGHED if at else WEIGHED_FIRST)
        cut |= more and not called  # wider ways than one that found somebody are always cut
        called |= some
    return Likest(ranked(query, called)[:MOST_FOUND], cut)


def _some_called(keyed: Keys, of: str, called_of: Called, most: int) -> tuple[dict[int, list[str]], bool]:
    """Return, by number, the names of at most so many who may be seen, and whether there may be more."""
    ordered = keyed.order_by(f"{of}_id").distinct().values_list(of, flat=True)
    some: dict[int, list[str]] = {}
    for start, end in ((0, most + 1), (most + 1, _MOST_LOOKED_AT)):  # most members see most of them
        numbers = list(ordered[start:end])
        for number, called in _looked_at(numbers, called_of):
            if len(some) == most:
                return some, True
            some[number] = called
        if len(numbers) < end - start:
            return some, False
    return some, True


def _looked_at(numbers: list[int], called_of: Called) -> Iterator[tuple[int, list[str]]]:
    """Yield number and names of those who may be seen, by number, asking for some at a time."""
    for start in range(0, len(numbers), _ASKED_FOR):
        yield from sorted(called_of(numbers[start : start + _ASKED_FOR]))


def ways(keys: Keys, of: str, groups: Sequence[set[str]]) -> Iterable[Keys]:
    """Yield ways of looking: all words at once, then pairs of words, then each alone, the longest first."""
    alone = [keys.filter(key__in=group).values(of) for group in groups]
    if len(alone) > 1:
        every = keys.filter(key__in=groups[0])
        for one in alone[1:]:
            every = every.filter(**{f"{of}__in": one})
        yield every.values(of)
    if len(alone) > 2:
        for first, group in enumerate(groups):
            for other in alone[first + 1 :]:
                yield keys.filter(key__in=group, **{f"{of}__in": other}).values(of)
    yield from alone


def ranked(query: str, called: dict[int, list[str]]) -> list[tuple[int, float]]:
    """Return by number who is called so, the likest first; the likest of their names speaks for them."""
    every = list(dict.fromkeys(name for some in called.values() for name in some))
    scores = dict(zip(every, names.score([query] * len(every), every).tolist(), strict=True))
    best = {number: max((scores[name] for name in some), default=0.0) for number, some in called.items()}
    likely = [(number, score) for number, score in best.items() if score >= _LEAST_SCORE]
    return sorted(likely, key=lambda one: (-one[1], one[0]))


def _sounds(token: Token) -> set[str]:
    if token.initial:
        return set()
    bones = {sound.skeleton or token.text for sound in words.word(token.text).sounds}
    return {f"s{some}"[:_LONGEST_KEY] for some in bones}


def _given_names(classes: Sequence[int]) -> set[str]:
    titles = given.names().titles
    return {f"g{titles[number]}"[:_LONGEST_KEY] for number in classes[:_MOST_CLASSES]}
