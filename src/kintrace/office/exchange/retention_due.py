"""Which records and children were kept for as long as their organisation allows.

The page counts by this, and the job that takes them out asks it again in every portion. Whoever calls it has
asked whether the member may; it knows organisations alone.
"""

from calendar import monthrange
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone

from kintrace.office.cases.code_lists import ENDED
from kintrace.office.cases.models import Case, CaseRecord, Step
from kintrace.office.cases.steps import Kind
from kintrace.office.exchange.models import Keeping, Period
from kintrace.office.jobs.models import Job, State
from kintrace.office.registry.models import Child, Indicator, Transfer
from kintrace.office.tracing.models import Decision, ListState, PeopleList, Record
from kintrace.pfif import written_time

_ID = "person_record_id"
_TIME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}.*Z$"


def period_of(organisation: int, kind: str) -> Period | None:
    """Return what was last set for a kind; None when nothing ever was."""
    return Period.objects.filter(organisation=organisation, kind=kind).order_by("-id").first()


def back(moment: datetime, months: int) -> datetime:
    """Return the same time so many months before; a day that the month has not is its last.

    >>> str(back(datetime(2026, 3, 31), 1)), str(back(datetime(2026, 11, 30), -3))
    ('2026-02-28 00:00:00', '2027-02-28 00:00:00')
    """
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def records_due(organisation: int, at: datetime) -> QuerySet[Record]:
    """Return the records of lists, in their newest version, whose period or whose day is over."""
    over = records_over(organisation, at)
    lists = _lists_of_pfif(organisation)
    if not lists:
        return over
    expired = _expired(organisation, at, lists).values("pk")
    return Record.objects.filter(Q(pk__in=over.values("pk")) | Q(pk__in=expired))


def _lists_of_pfif(organisation: int) -> list[int]:
    """Return the lists whose people have an id of PFIF; only these say on which day a record expires."""
    found = PeopleList.objects.filter(organisation=organisation, state=ListState.READY)
    return [
        number for number, mapping in found.values_list("id", "mapping") if _ID in (mapping.get("id") or ())
    ]


def _expired(organisation: int, at: datetime, lists: list[int]) -> QuerySet[Record]:
    """Return the records that say a day of expiry that has passed, unless their case is not closed."""
    in_work = CaseRecord.objects.filter(
        ~Q(case__case_status__in=ENDED),
        record__list=OuterRef("list"),
        record__row=OuterRef("row"),
        current=True,
    )
    dated = Record.objects.filter(list__in=lists, organisation=organisation, current=True)
    said = dated.alias(expires=Cast(KeyTextTransform("expiry_date", "as_written"), TextField()))
    passed = said.filter(expires__regex=_TIME, expires__lte=written_time(at))
    return passed.filter(~Exists(in_work)).exclude(list__in=_kept(organisation, "list", at))


def records_over(organisation: int, at: datetime) -> QuerySet[Record]:
    """Return the records whose period is over.

    It counts from when that version was written, the last decision on one of its pairs, or the closing of a
    case that it belongs to, whichever is last; a record of a case that is not closed is never due.
    """
    period = period_of(organisation, "record")
    if period is None or period.months is None:
        return Record.objects.none()
    since = back(at, period.months)
    decided = Decision.objects.filter(at__gt=since)
    closed = _closed_since(since).filter(case=OuterRef("case"))
    in_work = CaseRecord.objects.filter(
        ~Q(case__case_status__in=ENDED) | Exists(closed),
        record__list=OuterRef("list"),
        record__row=OuterRef("row"),
        current=True,
    )
    read = Record.objects.filter(list__state=ListState.READY)  # those of withdrawn lists, too
    old = read.filter(list__brought_at__lte=since, made_at__lte=since)
    return old.filter(
        ~Exists(decided.filter(proposal__left=OuterRef("pk"))),
        ~Exists(decided.filter(proposal__right=OuterRef("pk"))),
        ~Exists(in_work),
        organisation=organisation,
        current=True,
    ).exclude(list__in=_kept(organisation, "list", at))


def files_due(organisation: int, at: datetime) -> QuerySet[PeopleList]:
    """Return the lists that were never imported and whose time, since they were brought, is over.

    They have no records, but their file names people; it is kept as long as people of lists.
    """
    period = period_of(organisation, "record")
    if period is None or period.months is None:
        return PeopleList.objects.none()
    found = PeopleList.objects.filter(organisation=organisation, brought_at__lte=back(at, period.months))
    at_work = Job.objects.filter(pk=OuterRef("job"), state__in=(State.WAITING, State.RUNNING))
    never = found.exclude(state=ListState.READY).exclude(sha256="").filter(~Exists(at_work))
    return never.exclude(pk__in=_kept(organisation, "list", at))


def children_due(organisation: int, at: datetime) -> QuerySet[Child]:
    """Return the children of the registry whose time is over.

    It counts from when the last case was closed; without a case, from when the child, its newest transfer or
    what was done during one was written down. While a case is open, or another organisation keeps it, a child
    is never due.
    """
    period = period_of(organisation, "child")
    if period is None or period.months is None:
        return Child.objects.none()
    since = back(at, period.months)
    cases = Case.objects.filter(child=OuterRef("pk"))
    going_on = cases.filter(~Q(case_status__in=ENDED) | ~Q(held_by=organisation))
    closed = _closed_since(since).filter(case__child=OuterRef("pk"))
    told = Transfer.objects.filter(child=OuterRef("pk"), made_at__gt=since)
    done = Indicator.objects.filter(transfer__child=OuterRef("pk"), made_at__gt=since)
    return Child.objects.filter(
        ~Exists(going_on),
        ~Exists(closed),
        Exists(cases) | ~(Exists(told) | Exists(done)),
        organisation=organisation,
        made_at__lte=since,
    ).exclude(pk__in=_kept(organisation, "child", at))


def _closed_since(moment: datetime) -> QuerySet[Step]:
    """Return the closings of cases after a moment, without those that were taken back."""
    return Step.objects.filter(kind=Kind.CLOSED, at__gt=moment, taken_back_by__isnull=True)


def live_keepings(organisation: int, at: datetime) -> QuerySet[Keeping]:
    """Return what is kept longer on a day."""
    return Keeping.objects.filter(
        organisation=organisation, ended_at__isnull=True, until__gte=timezone.localdate(at)
    )


def _kept(organisation: int, kind: str, at: datetime) -> QuerySet[Keeping, int]:
    return live_keepings(organisation, at).filter(kind=kind).values_list("number", flat=True)
