"""Find a child by name, whatever the spelling or script.

A record is found by keys: the consonants of each word of its name as they sound ("s" and the skeleton), and
the given names that a word may stand for ("g" and the name). Names that share keys are then compared as the
engine compares them, and shown from the likest down.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform

from kintrace import names
from kintrace.names import given, words
from kintrace.names.forms import NameForm, Token
from kintrace.office.accounts.models import Member
from kintrace.office.tracing.may import live_referrals, visible_records
from kintrace.office.tracing.models import NameKey, Record

MOST_FOUND = 50
LEAST_LETTERS = 2
_WEIGHED = 300  # records whose names are compared, for each way of looking
_MOST_LOOKED_AT = 20_000  # records with a key, of which the member may see few
_LEAST_SCORE = 0.15
_MOST_CLASSES = 6  # a word that may be more names than these says nothing
_LONGEST_KEY = 40
_OTHER_NAMES = KeyTextTransform("other_names", "people")


@dataclass(frozen=True, slots=True)
class Found:
    """A record, and how like its name is to what was asked, 0 to 1."""

    record: Record
    likeness: float


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


def find(by: Member, query: str) -> list[Found]:
    """Return the records whose names are likest to the query, of those that the member sees."""
    if sum(map(str.isalpha, query)) < LEAST_LETTERS:
        return []
    called: dict[int, list[str]] = {}
    for keyed in _ways(by, asked(query)):
        if len(called) >= _WEIGHED:
            break
        for number, name, others in islice(_seen(by, keyed), _WEIGHED):
            called[number] = [name, *filter(None, (others or "").split("; "))]
    likest = _ranked(query, called)[:MOST_FOUND]
    records = visible_records(by).in_bulk([number for number, _ in likest])
    return [Found(records[number], likeness) for number, likeness in likest if number in records]


def _seen(by: Member, keyed: QuerySet[NameKey, Any]) -> Iterator[tuple[int, str, str | None]]:
    """Yield number, name and other names of those records that the member sees, asking for some at a time."""
    numbers = list(keyed.values_list("record", flat=True)[:_MOST_LOOKED_AT])
    for start in range(0, len(numbers), _WEIGHED):
        some = visible_records(by).filter(current=True, id__in=numbers[start : start + _WEIGHED])
        yield from some.values_list("id", "name", _OTHER_NAMES)


def _ways(by: Member, groups: Sequence[set[str]]) -> Iterable[QuerySet[NameKey, Any]]:
    """Yield ways of looking: all words at once, then pairs of words, then each alone, the longest first."""
    lenders = live_referrals(by).values_list("record__organisation", flat=True)
    mine = NameKey.objects.filter(organisation__in={by.organisation_id, *lenders})  # known, so indexed
    alone = [mine.filter(key__in=group).values("record") for group in groups]
    if len(alone) > 1:
        every = mine.filter(key__in=groups[0])
        for one in alone[1:]:
            every = every.filter(record__in=one)
        yield every.values("record")
    if len(alone) > 2:
        for first, group in enumerate(groups):
            for other in alone[first + 1 :]:
                yield mine.filter(key__in=group, record__in=other).values("record")
    yield from alone


def _ranked(query: str, called: dict[int, list[str]]) -> list[tuple[int, float]]:
    """Return records by number, the likest first; the likest of a record's names speaks for it."""
    pairs = [(number, name) for number, some in called.items() for name in some]
    scores = names.score([query] * len(pairs), [name for _, name in pairs]).tolist()
    best: dict[int, float] = {}
    for (number, _), score in zip(pairs, scores, strict=True):
        best[number] = max(best.get(number, 0.0), score)
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
