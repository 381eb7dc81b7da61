"""By which ids other systems know a child: those that nobody else in the world has.

A number such as K-000001 is no such id, for every organisation counts from 1. A child that came from another
system keeps the id that it had there, so that it can be told again after any way round.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from uuid import UUID

from django.conf import settings

from kintrace.office.cases.models import Case
from kintrace.office.home import home
from kintrace.office.journal.models import Entry

PUBLISHED = "published child"
"""Act of the journal: a child left as PFIF, under the id that the entry says."""

_PFIF = "person_record_id"
_LONG, _MATCHED = "case_id", "matched_case_id"
_NOBODYS = "kintrace.invalid"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def person_id(case: Case) -> str:
    """Return the id of PFIF: of where the child was first entered, or under which it was published before."""
    for written in _rows_of(case):
        original = str(written.get(_PFIF, ""))
        if "/" in original:
            return original
    published = _published(case)
    return published[0] if published else f"{domain()}/{case.organisation_id}-{case.number}"


def long_id(case: Case) -> str:
    """Return Primero's long id of a case: the one that it came with, or one of ours, the same each time."""
    for written in _rows_of(case):
        if found := _long_id(written, _LONG):
            return found
    return made_id(case)


def made_id(case: Case) -> str:
    """Return the long id that this office makes for a case: it tells nothing, and nobody else makes it."""
    return str(UUID(bytes=_secret(f"case {case.pk}")[:16], version=5))


def domain() -> str:
    """Return the office's address among others, or a name that nobody can own and no other office has."""
    hosts = [host for host in settings.ALLOWED_HOSTS if "." in host and not host.startswith(("127.", "."))]
    return hosts[0] if hosts else f"{_secret('office').hex()[:12]}.{_NOBODYS}"


def ids_of(case: Case) -> set[str]:
    """Return every id under which the child of a case may have left."""
    return {long_id(case), person_id(case), *_published(case)}


def ids_in(written: Mapping[str, object]) -> set[str]:
    """Return the ids in a row of a list that are of this person alone, whatever list it is.

    >>> ids_in({"person_record_id": "example.org/17", "case_id": "12"})
    {'example.org/17'}
    """
    found = {*filter(None, [_long_id(written, _LONG)])}
    original = str(written.get(_PFIF) or "").strip()
    if "/" in original:
        found.add(original)
    return found


def matched_in(written: Mapping[str, object]) -> set[str]:
    """Return the id of the case that a tracing request was matched with: of this person if it was so rightly.

    So it tells who somebody is only where this office wrote it.
    """
    return {*filter(None, [_long_id(written, _MATCHED)])}


def is_unique(one: str) -> bool:
    """Tell whether an id is of nobody else: older versions gave offices without an address all the same.

    >>> is_unique("example.org/17"), is_unique("kintrace.invalid/1-K-000001")
    (True, False)
    """
    return not one.startswith(f"{_NOBODYS}/")


def _rows_of(case: Case) -> Iterator[Mapping[str, object]]:
    """Give the records of a case as they were written, without those of withdrawn lists."""
    for one in sorted(case.records.all(), key=lambda one: one.pk):
        if one.current and one.record.list.withdrawn_at is None:
            yield one.record.as_written


def _long_id(written: Mapping[str, object], column: str) -> str:
    said = str(written.get(column) or "").strip().casefold()
    return said if _UUID.fullmatch(said) else ""


def _published(case: Case) -> list[str]:
    """Return the ids under which a child was published, the newest first.

    Not those of records that were taken out of the case: they are of another child.
    """
    out = case.records.filter(out_at__isnull=False).select_related("record")
    others = {str(one.record.as_written.get(_PFIF, "")) for one in out}
    told = Entry.objects.filter(act=PUBLISHED, subject_kind="case", subject_id=case.pk).order_by("-number")
    return [one for one in dict.fromkeys(str(entry.details["id"]) for entry in told) if one not in others]


def _secret(of: str) -> bytes:
    return hmac.new(home().marks_key(), f"own id: {of}".encode(), hashlib.sha256).digest()
