"""What a PFIF file says is gone: records of ours that it names are shown, for a person to decide.

Nothing is removed: a file may be old, forged, or about another child.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kintrace import pfif
from kintrace.errors import PfifUnreadable
from kintrace.office import files
from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.journal.actions import write
from kintrace.office.tracing.list_queries import list_in_use
from kintrace.office.tracing.may import visible_records
from kintrace.office.tracing.models import Record


@dataclass(frozen=True, slots=True)
class Gone:
    """What a file says is gone: how many records, and those of ours that have the same ids.

    expired: ids that still say something though their day has passed.
    """

    ids: list[str]
    expired: list[str]
    ours: list[Record]


def gone_in(*, by: Member, content: bytes, name: str = "") -> Gone:
    """Return what a PFIF file says is gone, and tell the journal what was shown."""
    require(by, Act.EXPORT_RECORDS)
    document, now = pfif.read_bytes(content, name or "The file"), timezone.now()
    ids = [one.id for one in document.persons if pfif.is_placeholder(one) and one.id]
    expired = [
        one.id
        for one in document.persons
        if one.id and not pfif.is_placeholder(one) and pfif.is_expired(one, now)
    ]
    named = {*ids, *expired}
    mine = visible_records(by).filter(number__in=named, current=True, organisation=by.organisation)
    found = [one for one in mine.order_by("id") if one.as_written.get("person_record_id")]
    with transaction.atomic():
        write("saw what is gone", by=by, named=len(named), records=[one.pk for one in found])
    return Gone(ids, expired, found)


def gone_in_list(*, by: Member, number: int) -> Gone:
    """Return what the file of a list says is gone; of a list that is no PFIF, nothing."""
    require(by, Act.EXPORT_RECORDS)
    one = list_in_use(by, number)
    try:
        return (
            gone_in(by=by, content=files.read(one.sha256), name=one.file_name)
            if one.sha256
            else Gone([], [], [])
        )
    except PfifUnreadable:
        return Gone([], [], [])
