"""Write in the journal: what was done, what was seen."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from kintrace.office.accounts.models import Member, Organisation
from kintrace.office.journal.models import Entry

FIRST = "0" * 64
WHEN_WRITTEN: list[Callable[[list[Entry]], None]] = []
"""What is told of entries, in the transaction that writes them; apps above this one add to it."""

_LOCK = 0x6B696E74  # one writer at a time: a chain that two extend at once would fork


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to write: the act, kind and id of what it is about, and plain details without names."""

    act: str
    about: tuple[str, int] | None = None
    details: dict[str, Any] = field(default_factory=dict)


def write(
    act: str,
    *,
    by: Member | None,
    about: tuple[str, int] | None = None,
    why: str = "",
    organisation: Organisation | None = None,
    **details: Any,
) -> Entry:
    """Add an entry and return it; call it in the transaction of what it tells of.

    about: kind and id of the record, list, pair or member. details: plain values, no names of children.
    """
    told = [Told(act, about, details)]
    return write_all(told, by=by, why=why, organisation=organisation)[0]


def write_all(
    told: Iterable[Told], *, by: Member | None, why: str = "", organisation: Organisation | None = None
) -> list[Entry]:
    """Add several entries at once, in order; as `write`."""
    within = organisation or (by.organisation if by else None)
    with transaction.atomic(savepoint=False):
        number, before = _last()
        entries = []
        for one in told:
            number += 1
            kind, subject = one.about or ("", None)
            entry = Entry(
                number=number,
                at=timezone.now(),
                member=by,
                organisation=within,
                act=one.act,
                subject_kind=kind,
                subject_id=subject,
                why=why,
                details=one.details,
                before=before,
            )
            entry.sealed = before = seal(entry)
            entries.append(entry)
        written = Entry.objects.bulk_create(entries)
        for told_of in WHEN_WRITTEN:
            told_of(written)
        return written


def hold() -> None:
    """Keep others from writing until the transaction ends, as `write` does.

    Whoever removes rows calls it once they hold them, as every act takes the journal last: what others wrote
    of the rows is then either stored or not yet begun to be.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _last() -> tuple[int, str]:
    """Return number and seal of the last entry, and keep others from writing until the transaction ends."""
    hold()
    last = Entry.objects.order_by("-number").values_list("number", "sealed").first()
    return last or (0, FIRST)


def seal(entry: Entry) -> str:
    """Return the SHA-256 of an entry and of the seal before it."""
    told = [
        entry.number,
        entry.at.isoformat(),
        entry.member_id,
        entry.organisation_id,
        entry.act,
        entry.subject_kind,
        entry.subject_id,
        entry.why,
        entry.details,
        entry.before,
    ]
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
