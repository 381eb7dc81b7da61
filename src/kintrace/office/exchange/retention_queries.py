"""Questions about retention: which periods are in force, what is due, what would go, what is kept longer."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member, Scope
from kintrace.office.cases.models import Case
from kintrace.office.exchange.models import Keeping, Period
from kintrace.office.exchange.retention_due import (
    back,
    children_due,
    files_due,
    live_keepings,
    period_of,
    records_due,
)
from kintrace.office.jobs.models import Job, State
from kintrace.office.registry.may import visible_children, within
from kintrace.office.registry.models import Child, Transfer
from kintrace.office.tracing.may import visible_lists
from kintrace.office.tracing.models import PeopleList, Proposal, Record, Side

PAGE = 50
SOON = 3
"""Months ahead of which the page says what will be due."""
KINDS = ("record", "child")
WORK = "retention"
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class DueList:
    """A list, and how many of its records are due."""

    list: PeopleList
    number: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept longer, and what it is called: the name of a list, the number of a child."""

    keeping: Keeping
    called: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of records or children, and the number after which the next begins."""

    shown: list[Any]
    then: int | None = None


@dataclass(frozen=True, slots=True)
class Going:
    """What would go: lists, the numbers of records and children, and how many of what.

    files: the lists that were never imported, of which the file alone goes.
    """

    lists: list[DueList]
    records: list[int]
    children: list[int]
    counts: dict[str, int]
    files: list[int] = field(default_factory=list)

    @property
    def told(self) -> str:
        """Return the numbers as one text: whoever confirms says which they saw."""
        return "-".join(str(number) for number in self.counts.values())


def periods(by: Member) -> dict[str, Period | None]:
    """Return the period in force of each kind."""
    require(by, Act.ERASE_PEOPLE)
    return {kind: period_of(by.organisation_id, kind) for kind in KINDS}


def periods_set(by: Member) -> list[Period]:
    """Return who set which period when, the newest first."""
    require(by, Act.ERASE_PEOPLE)
    found = Period.objects.filter(organisation=by.organisation).select_related("by")
    return list(found.order_by("-id")[:PAGE])


def due_records(by: Member, at: datetime | None = None) -> QuerySet[Record]:
    """Return the records that are due, of lists that the member sees."""
    require(by, Act.ERASE_PEOPLE)
    found = records_due(by.organisation_id, at or timezone.now())
    return found if by.scope == Scope.ORGANISATION else found.filter(list__in=visible_lists(by))


def due_files(by: Member) -> QuerySet[PeopleList]:
    """Return the lists that were never imported and whose file is due, of those that the member sees."""
    require(by, Act.ERASE_PEOPLE)
    return files_due(by.organisation_id, timezone.now()).filter(pk__in=visible_lists(by))


def due_children(by: Member, at: datetime | None = None) -> QuerySet[Child]:
    """Return the children that are due, of those that the member sees."""
    require(by, Act.ERASE_PEOPLE)
    return children_due(by.organisation_id, at or timezone.now()).filter(within(by))


def due_lists(by: Member) -> list[DueList]:
    """Return the lists of which records are due, and how many; of those never imported, the file alone is."""
    numbers = dict(due_records(by).order_by().values_list("list").annotate(Count("pk")))
    return _called(by, numbers | dict.fromkeys(due_files(by).values_list("pk", flat=True), 0))


def due_of_list(by: Member, number: int, after: int = 0) -> tuple[PeopleList, Page]:
    """Return a list and its records that are due, a page; raises Http404 when the member does not see it."""
    require(by, Act.ERASE_PEOPLE)
    one = get_object_or_404(visible_lists(by), id=number)
    return one, _page(due_records(by).filter(list=one, pk__gt=after))


def due_children_page(by: Member, after: int = 0) -> Page:
    """Return children that are due, a page."""
    return _page(due_children(by).filter(pk__gt=after))


def child_to_keep(by: Member, number: int) -> Child:
    """Return a child that the member sees; raises Http404 otherwise."""
    require(by, Act.ERASE_PEOPLE)
    return get_object_or_404(visible_children(by), id=number)


def due_soon(by: Member, now: dict[str, int]) -> dict[str, int]:
    """Return how many of each kind will be due within the next months, if nothing more is written of them.

    now: how many of each are due already.
    """
    ahead = back(timezone.now(), -SOON)
    later = {"record": due_records(by, ahead).count(), "child": due_children(by, ahead).count()}
    return {kind: max(0, number - now[kind]) for kind, number in later.items()}


def kept_longer(by: Member) -> list[Kept]:
    """Return what is kept longer of what the member sees, what ends soonest first."""
    require(by, Act.ERASE_PEOPLE)
    found = live_keepings(by.organisation_id, timezone.now()).select_related("by").order_by("until", "id")
    every = list(found)
    numbers = {kind: [one.number for one in every if one.kind == kind] for kind in ("list", "child")}
    called = {
        "list": dict(visible_lists(by).filter(id__in=numbers["list"]).values_list("id", "name")),
        "child": dict(visible_children(by).filter(id__in=numbers["child"]).values_list("id", "number")),
    }
    return [Kept(one, called[one.kind][one.number]) for one in every if one.number in called[one.kind]]


def keeping_seen(by: Member, number: int) -> Keeping:
    """Return what keeps something longer that the member sees; raises Http404 otherwise."""
    seen = {one.keeping.pk for one in kept_longer(by)}
    return get_object_or_404(Keeping, id=number, pk__in=seen)


def going(by: Member, lists: Collection[int], children: Collection[int]) -> Going:
    """Return what would go of the lists and children that were chosen: what is due of them now."""
    found = list(due_records(by).filter(list__in=lists).order_by("pk").values_list("pk", "list", "row"))
    leaving = due_children(by).filter(pk__in=children).order_by("pk")
    records, kept = [number for number, *_where in found], list(leaving.values_list("pk", flat=True))
    files = list(due_files(by).filter(pk__in=lists).order_by("pk").values_list("pk", flat=True))
    earlier = _earlier(by, lists, {(one, row) for _number, one, row in found})
    return Going(
        _called(by, Counter(one for _number, one, _row in found) | dict.fromkeys(files, 0)),
        records,
        kept,
        {
            "records": len(records),
            "versions": len(earlier),
            "pairs": _pairs([*records, *earlier]),
            "children": len(kept),
            "cases": Case.objects.filter(child__in=kept).count(),
            "transfers": Transfer.objects.filter(child__in=kept).count(),
            **({"files": len(files)} if files else {}),
        },
        files,
    )


def names_of(records: list[int], children: list[int]) -> Iterator[str]:
    """Give the names of these, so that no reason tells one."""
    for kind, numbers in ((Record, records), (Child, children)):
        for some in _some(numbers):
            yield from kind.objects.filter(pk__in=some).values_list("name", flat=True)


def last_job(by: Member) -> Job | None:
    """Return the last job that took out what was due."""
    require(by, Act.ERASE_PEOPLE)
    found = Job.objects.filter(organisation=by.organisation, work=WORK).select_related("by")
    return found.order_by("-id").first()


def is_at_work(job: Job | None) -> bool:
    """Tell whether a job has not ended."""
    return job is not None and job.state in (State.WAITING, State.RUNNING)


def _called(by: Member, numbers: dict[int, int]) -> list[DueList]:
    lists = visible_lists(by).in_bulk(list(numbers))
    return [DueList(lists[number], numbers[number]) for number in sorted(lists)]


def _earlier(by: Member, lists: Collection[int], rows: set[tuple[int, int]]) -> list[int]:
    """Return the earlier versions of the records in these rows of these lists."""
    corrected = Record.objects.filter(
        organisation=by.organisation_id, side__in=Side.values, current=False, list__in=lists
    )
    found = corrected.values_list("pk", "list", "row")
    return [number for number, one, row in found if (one, row) in rows]


def _pairs(records: list[int]) -> int:
    """Return how many pairs these records stand in."""
    found: set[int] = set()
    for some in _some(records):
        of_some = Proposal.objects.filter(Q(left__in=some) | Q(right__in=some))
        found.update(of_some.values_list("pk", flat=True))
    return len(found)


def _some(numbers: list[int]) -> Iterator[list[int]]:
    """Give numbers so many at a time as any database takes in one question."""
    for start in range(0, len(numbers), _BATCH):
        yield numbers[start : start + _BATCH]


def _page(found: QuerySet[Any]) -> Page:
    shown = list(found.order_by("pk")[: PAGE + 1])
    return Page(shown[:PAGE], shown[PAGE - 1].pk if len(shown) > PAGE else None)
