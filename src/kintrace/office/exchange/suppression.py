"""Marks that keep an erased person out when the same list, or a file of ours, is brought again.

A mark is an HMAC-SHA256 with a key of the office (home.marks_key): of the list's own number for the person,
the name and the birth. Where a list gives no number, sex, place and parents stand in its stead, so that a
namesake born on the same day is not left out. Names are folded by rules that never change (letters and
digits, small, the words in order): the engine's own readings get better with each version, and marks made
with an older one would no longer be found.

An id that nobody else in the world has (own_ids) makes a mark alone. A number does so with the name alone:
K-000001 is somebody else in another organisation, and row 17 in another list.
"""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from kintrace.office.accounts.models import Organisation
from kintrace.office.exchange.models import Mark
from kintrace.office.exchange.own_ids import ids_in, is_unique, matched_in
from kintrace.office.home import home
from kintrace.office.tracing.left_out import Told
from kintrace.office.tracing.models import PeopleList

_PARTS = ("surname", "given_name", "patronymic")
_IN_STEAD_OF_A_NUMBER = ("sex", "place", "mother", "father")
_BATCH = 500  # parameters that any database takes in one question
_BETWEEN = "\x1f"


def seal(organisation: int, number: str, people: Mapping[str, str]) -> str:
    """Return the mark of a person in an organisation; it tells nothing to whoever has no key.

    number: the list's own for the person, "" where it gives none.
    """
    parts = [folded(_name(people)), people.get("birth", "")]
    if number:
        parts += ["number", _plain(number)]
    else:
        parts += ["row", *(folded(people.get(role, "")) for role in _IN_STEAD_OF_A_NUMBER)]
    return _sealed(organisation, *parts)


def seals_of_number(organisation: int, number: str, people: Mapping[str, str]) -> Iterator[str]:
    """Give the mark by which a number is known whose birth is written in another way."""
    if name := folded(_name(people)):
        yield _sealed(organisation, "number and name", _plain(number), name)


def seals_of_ids(organisation: int, ids: Iterable[str]) -> set[str]:
    """Return the marks of ids that nobody else has, whatever the name."""
    return {_sealed(organisation, "id", _plain(one)) for one in ids if is_unique(one)}


def seals_of_made(organisation: int, ids: Iterable[str]) -> set[str]:
    """Return the marks of long ids that this office made itself, as a tracing request may carry them."""
    return {_sealed(organisation, "made id", _plain(one)) for one in ids}


def _sealed(organisation: int, *parts: str) -> str:
    told = _BETWEEN.join([str(organisation), *parts])
    return hmac.new(home().marks_key(), told.encode(), hashlib.sha256).hexdigest()


def _name(people: Mapping[str, str]) -> str:
    name = people.get("name") or " ".join(people[part] for part in _PARTS if part in people)
    return name or people.get("other_names", "")


def _plain(number: str) -> str:
    return unicodedata.normalize("NFKC", number).strip().casefold()


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


def left_out(one: PeopleList, rows: Mapping[int, Told]) -> set[int]:
    """Return which rows of a list have a mark."""
    if not has_marks(one.organisation):
        return set()
    seals = {row: _seals_of_row(one, told) for row, told in rows.items()}
    known = marked(one.organisation, set().union(*seals.values()))
    return {row for row, some in seals.items() if not known.isdisjoint(some)}


def _seals_of_row(one: PeopleList, told: Told) -> set[str]:
    """Return every mark that a row would have."""
    within, people = one.organisation_id, json.loads(told.people)
    number = own_number(one, told.number)
    seals = {seal(within, number, people), *(seals_of_number(within, number, people) if number else ())}
    written = json.loads(told.as_written)
    return seals | seals_of_ids(within, ids_in(written)) | seals_of_made(within, matched_in(written))
