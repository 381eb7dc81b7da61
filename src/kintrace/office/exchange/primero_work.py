"""The work "open primero cases": each child of an imported list gets its case, unless it has one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_noop

from kintrace.office.accounts.may import Act, may
from kintrace.office.cases import family_actions
from kintrace.office.cases.case_actions import open_case
from kintrace.office.exchange.cells import plain
from kintrace.office.exchange.primero_in import care_from, facts_from
from kintrace.office.jobs import actions as jobs
from kintrace.office.jobs.models import Job
from kintrace.office.jobs.work import Tell
from kintrace.office.tracing.models import ListState, PeopleList, Record

gettext_noop("opening cases")


def open_cases(job: Job, tell: Tell) -> str:
    """Open a case for each record of the list that the job names; return how many, in a sentence."""
    one = PeopleList.objects.get(id=job.arguments["list"])
    if one.stands == ListState.IMPORTING:  # its worker died, and nobody takes it over before its lease ends
        later = timezone.now() + jobs.LEASE
        jobs.ask_later(job.work, later, by=job.by, organisation=job.organisation, **job.arguments)
        return "The list is still being imported. Cases are opened after that."
    if one.stands != ListState.READY or job.by is None or not may(job.by, Act.KEEP_CASES):
        return "Nothing to do."
    records = Record.objects.filter(list=one, current=True).order_by("row")
    every, opened = records.count(), 0
    for done, record in enumerate(records.iterator()):
        tell("opening cases", done / every)
        with transaction.atomic():
            jobs.hold(job)
            opened += _open(job, record)
    return f"Cases opened: {opened:,}."


def _open(job: Job, record: Record) -> bool:
    by = job.by
    if by is None or record.case_records.filter(current=True).exists():
        return False
    row = {str(key): plain(str(cell)) for key, cell in record.as_written.items()}
    try:
        with transaction.atomic():
            case = open_case(by=by, record=record.pk, facts=facts_from(row))
            if care := care_from(row):
                family_actions.begin_care(by=by, number=case.pk, **care)
    except (ValidationError, Http404):
        # The child has an open case, of another record decided to be of the same child; or the record is not
        # shown any more, for its list was withdrawn meanwhile.
        return False
    return True
