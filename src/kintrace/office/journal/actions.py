"""Write in the journal: what was done, what was seen."""

import hashlib
import json
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from kintrace.office.accounts.models import Member, Organisation
from kintrace.office.journal.models import Entry

FIRST = "0" * 64
_LOCK = 0x6B696E74  # one writer at a time: a chain that two extend at once would fork


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
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = Entry.objects.order_by("-number").only("number", "sealed").first()
        kind, number = about or ("", None)
        entry = Entry(
            number=last.number + 1 if last else 1,
            at=timezone.now(),
            member=by,
            organisation=organisation or (by.organisation if by else None),
            act=act,
            subject_kind=kind,
            subject_id=number,
            why=why,
            details=details,
            before=last.sealed if last else FIRST,
        )
        entry.sealed = seal(entry)
        entry.save(force_insert=True)
        return entry


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
