"""The work "retention": what was confirmed goes, a portion at a time, if its time is still over.

Each portion is one transaction: an erasure, and everything of its records or children, or nothing. So others
can write in between, and a worker that is killed leaves whole portions; the next begins anew, and finds
that those are gone. What is written, decided, opened or kept longer meanwhile is no longer due, and stays.
"""

import time
from collections.abc import Iterator
from itertools import chain, islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from kintrace.office import files
from kintrace.office.accounts.models import Member
from kintrace.office.exchange.erasure_actions import Asked, take_out
from kintrace.office.exchange.erasure_holding import hold_people
from kintrace.office.exchange.models import Erased
from kintrace.office.exchange.retention_due import (
    children_due,
    files_due,
    period_of,
    records_due,
    records_over,
)
from kintrace.office.jobs import actions as jobs
from kintrace.office.jobs.models import Job
from kintrace.office.jobs.work import Tell
from kintrace.office.journal.actions import write
from kintrace.office.registry.models import Child
from kintrace.office.tracing.kept_files import part_with_file
from kintrace.office.tracing.models import ListState, PeopleList, Record

PORTIONS = {"record": 500, "child": 50}
"""Kind -> how many go in one transaction."""
PAUSE_S = 0.03
"""Between two portions, so that whoever waits to write comes in."""

_BASIS = {
    "record": "The retention period of records was over: {months} months.",
    "child": "The retention period of children and their cases was over: {months} months.",
}
_EXPIRED = "The day had passed on which the records expire."

gettext_noop("erasing")


def take_out_chosen(job: Job, tell: Tell) -> str:
    """Take out what a member confirmed and that is still due; return how many of what, in a sentence."""
    if job.by is None:
        return "Nothing to do."
    every = sum(last - first + 1 for kind in PORTIONS for first, last in job.arguments[kind])
    done, gone = 0, dict.fromkeys(PORTIONS, 0)
    for kind in PORTIONS:
        for numbers in portions(job, kind):
            tell("erasing", done / every)
            with transaction.atomic():
                jobs.hold(job)
                _take_out_due(job, job.by, kind, numbers)
            gone[kind] += Erased.objects.filter(kind=kind, number__in=numbers, erasure__job=job).count()
            done += len(numbers)
            time.sleep(PAUSE_S)
    _let_files_go(job, job.by)
    kept = every - sum(gone.values())
    return (
        f"Erased because their retention period was over: records {gone['record']:,}, "
        f"children {gone['child']:,}. No longer due, and kept: {kept:,}."
    )


def portions(job: Job, kind: str) -> Iterator[list[int]]:
    """Give the numbers that were confirmed, so many at a time as go in one transaction."""
    numbers = chain.from_iterable(range(first, last + 1) for first, last in job.arguments[kind])
    while portion := list(islice(numbers, PORTIONS[kind])):
        yield portion


def _let_files_go(job: Job, by: Member) -> None:
    """Let the lists that were chosen, were never imported and are still due go without their files."""
    for first, last in job.arguments.get("file", []):
        for number in range(first, last + 1):
            with transaction.atomic():
                jobs.hold(job)
                PeopleList.objects.select_for_update(no_key=True).filter(pk=number).first()
                one = files_due(job.organisation_id, timezone.now()).filter(pk=number).first()
                if one is None:
                    continue
                sha256 = part_with_file(one, asked=False)
                PeopleList.objects.filter(pk=number).update(state=ListState.CANCELLED)
                about, why = ("list", number), job.arguments["why"]
                jobs.ask("drop files", by=None, organisation=job.organisation, files=[sha256])
                write("removed list file", by=by, about=about, why=why, job=job.pk, sha256=sha256)


def drop_files(job: Job, tell: Tell) -> str:
    """Remove the files to which what was erased pointed, unless somebody else's does."""
    every = job.arguments["files"]
    for start in range(0, len(every), PORTIONS["record"]):
        tell("erasing", start / len(every))
        files.drop_nobodys(every[start : start + PORTIONS["record"]])
    return "Nothing of what was erased is left in the files."


def _take_out_due(job: Job, by: Member, kind: str, numbers: list[int]) -> None:
    """Take out what is due of these; call it in a transaction that holds the job."""
    within, now = job.organisation_id, timezone.now()
    hold_people(within, *((numbers, []) if kind == "record" else ([], numbers)))
    if kind == "record":
        over = list(records_over(within, now).filter(pk__in=numbers))
        every = list(records_due(within, now).filter(pk__in=numbers))
        expired = [one for one in every if one not in over]
        _erase(job, by, _EXPIRED, expired, [])
        _erase(job, by, _basis(within, kind), over, [])
    else:
        _erase(job, by, _basis(within, kind), [], list(children_due(within, now).filter(pk__in=numbers)))


def _basis(within: int, kind: str) -> str:
    period = period_of(within, kind)
    return _BASIS[kind].format(months=period.months) if period else ""


def _erase(job: Job, by: Member, basis: str, records: list[Record], children: list[Child]) -> None:
    if not (records or children):
        return
    _erasure, gone = take_out(by, records, children, Asked(basis, job.arguments["why"]), job=job)
    if gone.files:  # removed once it is sure that nothing brings their rows back
        jobs.ask("drop files", by=None, organisation=job.organisation, files=sorted(gone.files))
