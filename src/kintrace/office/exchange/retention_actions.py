"""Retention: set a period, keep something longer, confirm that what is due goes.

All of it asks for the act of erasing people, which coordinators have. A period does nothing but say who is
to be erased, so it is theirs who answer for erasing; an administrator looks after members and machines, and
sees no record by which to judge how long one is needed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.exchange import retention_queries
from kintrace.office.exchange.models import Keeping, Period
from kintrace.office.jobs import actions as jobs
from kintrace.office.jobs.models import Job
from kintrace.office.journal.actions import write
from kintrace.office.journal.unnamed import refuse_names
from kintrace.office.tracing.models import Record

MOST_MONTHS = 1_200


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a member chose to go, the numbers that they were shown of it, and why."""

    lists: list[int]
    children: list[int]
    told: str
    why: str


def set_period(*, by: Member, kind: str, months: int | None) -> Period:
    """Say for how many months a kind of thing is kept; None: until somebody says so again, nothing is due."""
    require(by, Act.ERASE_PEOPLE)
    if kind not in retention_queries.KINDS:
        raise ValidationError(_("Choose what the period is for."))
    if months is not None and not 0 < months <= MOST_MONTHS:
        raise ValidationError(_("A period is from 1 to %(most)s months.") % {"most": MOST_MONTHS})
    with transaction.atomic():
        made = Period.objects.create(organisation=by.organisation, kind=kind, months=months, by=by)
        write("set retention period", by=by, period=made.pk, kind=kind, months=months)
    return made


def keep_list(*, by: Member, number: int, until: date, why: str) -> Keeping:
    """Keep the records of a list longer, until a day."""
    one, _page = retention_queries.due_of_list(by, number)
    records = Record.objects.filter(list=one, current=True).values_list("pk", flat=True)
    return _keep(by, "list", number, (until, why), retention_queries.names_of(list(records), []))


def keep_child(*, by: Member, number: int, until: date, why: str) -> Keeping:
    """Keep a child of the registry with its cases longer, until a day."""
    one = retention_queries.child_to_keep(by, number)
    return _keep(by, "child", number, (until, why), [one.name, one.name_as_written])


def end_keeping(*, by: Member, number: int) -> None:
    """Let the period of a list or child count again."""
    one = retention_queries.keeping_seen(by, number)
    with transaction.atomic():
        live = Keeping.objects.filter(pk=one.pk, ended_at__isnull=True)
        if live.update(ended_at=timezone.now(), ended_by=by):
            write("ended keeping longer", by=by, about=(one.kind, one.number), keeping=one.pk)


def confirm(*, by: Member, chosen: Chosen) -> Job:
    """Have what is due of the chosen lists and children taken out; it cannot be undone.

    Refused when it is no longer what the member was shown, and while an earlier job is at work.
    """
    going = retention_queries.going(by, chosen.lists, chosen.children)
    if going.told != chosen.told:
        raise ValidationError(_("What is due has changed meanwhile. Look at the numbers again."))
    if not (going.records or going.children or going.files):
        raise ValidationError(_("Nothing that you chose is due."))
    refuse_names(chosen.why, retention_queries.names_of(going.records, going.children))
    arguments = {"record": spans(going.records), "child": spans(going.children)}
    if going.files:
        arguments["file"] = spans(going.files)
    with transaction.atomic():
        if retention_queries.is_at_work(retention_queries.last_job(by)):
            raise ValidationError(_("What was confirmed before is still being erased. Wait for its end."))
        job = jobs.ask(
            retention_queries.WORK, by=by, organisation=by.organisation, why=chosen.why, **arguments
        )
        lists = [one.list.pk for one in going.lists]
        write(
            "confirmed end of retention",
            by=by,
            why=chosen.why,
            job=job.pk,
            lists=lists,
            counts=going.counts,
        )
    return job


def stop(*, by: Member) -> None:
    """Stop the job that takes out what was confirmed: what went is gone, the rest stays."""
    require(by, Act.ERASE_PEOPLE)
    job = retention_queries.last_job(by)
    if job and retention_queries.is_at_work(job):
        with transaction.atomic():
            jobs.cancel(job)
            write("stopped end of retention", by=by, job=job.pk)


def spans(numbers: Iterable[int]) -> list[list[int]]:
    """Return ascending numbers as spans from first to last.

    >>> spans([1, 2, 3, 7, 9, 10])
    [[1, 3], [7, 7], [9, 10]]
    """
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def _keep(by: Member, kind: str, number: int, said: tuple[date, str], names: Iterable[str]) -> Keeping:
    until, why = said
    if until <= timezone.localdate():
        raise ValidationError(_("Choose a day to come."))
    if not why.strip():
        raise ValidationError(_("Say why it is kept longer."))
    refuse_names(why, names)
    with transaction.atomic():
        made = Keeping.objects.create(
            organisation=by.organisation, kind=kind, number=number, until=until, why=why.strip(), by=by
        )
        day = until.isoformat()
        write("kept longer", by=by, about=(kind, number), why=made.why, keeping=made.pk, until=day)
    return made
