"""What members do with lists: bring one, say what its columns mean, cancel it, take its file out."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from kintrace.errors import KintraceError, ListUnreadable, MappingInvalid
from kintrace.lists.mapping import OtherColumn
from kintrace.lists.reading import beginning_of
from kintrace.office import files
from kintrace.office.accounts.holding import hold
from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.jobs import actions as jobs
from kintrace.office.jobs.models import State
from kintrace.office.journal.actions import write
from kintrace.office.tracing import other_columns
from kintrace.office.tracing.kept_files import give_up_file
from kintrace.office.tracing.list_queries import (
    COUNTED_ON,
    is_running,
    list_seen,
    may_be_mapped,
    without_names,
)
from kintrace.office.tracing.models import ListState, PeopleList
from kintrace.office.tracing.other_columns import role_of


@dataclass(frozen=True, slots=True)
class Brought:
    """What is said of a list when it is brought."""

    side: str
    name: str
    source: str
    legal_basis: str
    file_name: str
    team: int | None = None
    synthetic: bool = False


def bring(*, by: Member, what: Brought, file: IO[bytes]) -> PeopleList:
    """Keep a file as a list whose columns are still to be confirmed.

    One that cannot be read, or for which there is no room, leaves nothing.
    """
    require(by, Act.BRING_LISTS)
    if (size := _size(file)) > settings.MOST_UPLOADED_BYTES:
        most = settings.MOST_UPLOADED_BYTES >> 20
        raise ListUnreadable(_("The file is longer than %(most)d MB.") % {"most": most})
    called, sha256 = shown_name(what.file_name), files.keep(file)
    try:
        with files.lend(sha256, called) as path:
            beginning_of(path)
        return _stored(by, what, file_name=called, sha256=sha256, file_bytes=size)
    except (KintraceError, DatabaseError, OSError):
        files.drop_if_nobodys(sha256)
        raise


@transaction.atomic
def _stored(by: Member, what: Brought, **file: Any) -> PeopleList:
    made = PeopleList.objects.create(
        organisation=by.organisation,
        team_id=what.team,
        brought_by=by,
        side=what.side,
        name=what.name,
        source=what.source,
        legal_basis=what.legal_basis,
        synthetic=what.synthetic,
        **file,
    )
    sha256 = file["sha256"]
    write("brought list", by=by, about=("list", made.id), why=what.legal_basis, sha256=sha256)
    return made


def confirm_columns(
    *,
    by: Member,
    number: int,
    columns: dict[str, list[str]],
    age_on: str = "",
    others: Mapping[str, OtherColumn] | None = None,
) -> PeopleList:
    """Say what the columns of a list mean, and have it imported.

    others: label -> a column that has no role and is compared all the same.
    """
    require(by, Act.BRING_LISTS)
    if nameless := without_names(columns):
        raise MappingInvalid(nameless)
    with transaction.atomic():
        if others:
            hold(by.organisation_id)
        one = _held(by, number)
        if not may_be_mapped(one):
            raise MappingInvalid(_("This list is being imported, or has been."))
        further = other_columns.settled(one, others) if others else {}
        labelled = {role_of(label): [other.column] for label, other in further.items()}
        one.mapping = columns | labelled | ({COUNTED_ON: [age_on]} if age_on else {})
        one.compared = {label: other.compare for label, other in further.items()} or None
        one.state, one.notes = ListState.IMPORTING, []
        one.job = jobs.ask("import list", by=by, organisation=one.organisation, list=one.id)
        one.save(update_fields=["mapping", "compared", "state", "notes", "job"])
        told: dict[str, Any] = {"compared": one.compared} if one.compared else {}
        write("confirmed columns", by=by, about=("list", one.id), columns=one.mapping, **told)
    return one


def cancel(*, by: Member, number: int) -> PeopleList:
    """Stop the import of a list, or give up one whose columns were not confirmed; its file goes as well.

    An import that is at work lets go of the file itself, when it has ended.
    """
    require(by, Act.BRING_LISTS)
    with transaction.atomic():
        one = list_seen(by, number)
        asked = one.job is not None and is_running(one)
        if one.job and asked:
            jobs.cancel(one.job)  # the job before its list, as the import takes them
        one = _held(by, number)
        if not asked and one.state != ListState.BROUGHT:
            return one
        if one.job is None or one.job.state == State.CANCELLED:
            one.state = ListState.CANCELLED
            one.save(update_fields=["state"])
            give_up_file(one)
        write("cancelled list", by=by, about=("list", one.id))
    return one


def see_beginning(*, by: Member, number: int, rows: int) -> None:
    """Tell the journal that a member saw the first rows of a list."""
    if rows:
        write("saw beginning of list", by=by, about=("list", number), rows=rows)


def see_rejected(*, by: Member, number: int, cells: list[int]) -> None:
    """Tell the journal which cells and rows that could not be read a member saw."""
    if cells:
        write("saw what could not be read", by=by, about=("list", number), cells=cells)


def take_file(*, by: Member, number: int) -> tuple[Iterator[bytes], str]:
    """Return the file of a list as it was brought, and what it was called."""
    require(by, Act.EXPORT_RECORDS)
    one = list_seen(by, number)
    if one.withdrawn_at:
        raise ListUnreadable(_("This list was withdrawn. Bring it back before you take its file out."))
    if not (one.sha256 or one.by_hand):
        raise ListUnreadable(_("The file was removed. Why stands at the list."))
    if not one.sha256:
        raise ListUnreadable(_("These records were entered by hand: there is no file."))
    content = files.pieces(one.sha256)
    write("exported list file", by=by, about=("list", one.id), sha256=one.sha256)
    return content, one.file_name


def shown_name(name: str) -> str:
    """Return the name of a file as one line to show.

    >>> shown_name("діти\\r\\n2023.csv")
    'діти2023.csv'
    """
    return "".join(filter(str.isprintable, name))[:255] or "list"


def _held(by: Member, number: int) -> PeopleList:
    """Return a list that nobody else changes until the transaction ends."""
    one = list_seen(by, number)
    PeopleList.objects.select_for_update().get(id=one.id)
    return list_seen(by, number)


def _size(file: IO[bytes]) -> int:
    file.seek(0, os.SEEK_END)
    size = file.tell()
    file.seek(0)
    return size
