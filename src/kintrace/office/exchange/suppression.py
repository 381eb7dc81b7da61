"""Marks that keep an erased person out when the same list is brought again.

A mark is an HMAC-SHA256 with a key of the office (home.marks_key): of the list's own number for the person,
the name and the birth. Where a list gives no number, sex, place and parents stand in its stead, so that a
namesake born on the same day is not left out. Names are folded by rules that never change (letters and
digits, small, the words in order): the engine's own readings get better with each version, and marks made
with an older one would no longer be found.
"""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Iterable, Mapping

from kintrace.office.accounts.models import Organisation
from kintrace.office.exchange.models import Mark
from kintrace.office.home import home
from kintrace.office.tracing.models import PeopleList

_PARTS = ("surname", "given_name", "patronymic")
_IN_STEAD_OF_A_NUMBER = ("sex", "place", "mother", "father")
_BATCH = 500  # parameters that any database takes in one question
_BETWEEN = "\x1f"


def seal(organisation: int, number: str, people: Mapping[str, str]) -> str:
    """Return the mark of a person in an organisation; it tells nothing to whoever has no key.

    number: the list's own for the person, "" where it gives none.
    """
    name = people.get("name") or " ".join(people[part] for part in _PARTS if part in people)
    parts = [str(organisation), folded(name or people.get("other_names", "")), people.get("birth", "")]
    if number:
        parts += ["number", unicodedata.normalize("NFKC", number).strip().casefold()]
    else:
        parts += ["row", *(folded(people.get(role, "")) for role in _IN_STEAD_OF_A_NUMBER)]
    return hmac.new(home().marks_key(), _BETWEEN.join(parts).encode(), hashlib.sha256).hexdigest()


def folded(text: str) -> str:
    """Return a text as marks know it.

    >>> folded("ШЕВЧЕНКО  Мар'яна") == folded("мар’яна шевченко")
    True
    """
    small = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    words = ("".join(filter(str.isalnum, word)) for word in small.split())
    return " ".join(sorted(filter(None, words)))


def has_marks(organisation: Organisation) -> bool:
    """Tell whether anybody was erased from an organisation on request."""
    return Mark.objects.filter(organisation=organisation).exists()


def marked(organisation: Organisation, seals: Iterable[str]) -> set[str]:
    """Return which of these marks an organisation has."""
    every, found = list(seals), set[str]()
    for start in range(0, len(every), _BATCH):
        some = Mark.objects.filter(organisation=organisation, seal__in=every[start : start + _BATCH])
        found.update(some.values_list("seal", flat=True))
    return found


def own_number(one: PeopleList, number: str) -> str:
    """Return the number of a record if the list gives one, and not only the row."""
    return number if one.mapping.get("id") else ""


def left_out(one: PeopleList, rows: Mapping[int, tuple[str, str]]) -> set[int]:
    """Return which rows of a list have a mark; rows: row -> its number and its people as JSON."""
    if not has_marks(one.organisation):
        return set()
    seals = {
        row: seal(one.organisation_id, own_number(one, number), json.loads(people))
        for row, (number, people) in rows.items()
    }
    known = marked(one.organisation, seals.values())
    return {row for row, mark in seals.items() if mark in known}
