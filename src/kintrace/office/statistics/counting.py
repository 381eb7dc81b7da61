"""Count cases, tasks, lists and pairs of a member's scope. What comes out is numbers, ids and keys."""

import datetime as dt
from collections import Counter
from typing import Any, TypedDict

from django.db.models import Case as When
from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models import When as If
from django.db.models.functions import Coalesce
from django.utils import timezone

from kintrace.office.accounts.models import Member, Scope
from kintrace.office.cases.code_lists import ENDED
from kintrace.office.cases.may import counted_cases
from kintrace.office.cases.models import Case, Task
from kintrace.office.tracing.may import counted_lists, counted_proposals, withdrawn_lists
from kintrace.office.tracing.models import Decision, ListState, Record, RejectedCell, Verdict

AGES_DAYS = (30, 90, 180, 365)
"""A case is younger than the first that is above its age, or as old as the last or older."""
WEEKS = 12
SOON_DAYS = 7
VERDICTS = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)


class ListCount(TypedDict):
    """How good a list is."""

    list: int
    people: int
    cells: int
    rejected: int
    without_birth: int


class Counts(TypedDict):
    """Everything that is counted."""

    cases: dict[str, list[int]]
    """Tracing status -> cases by how long they have stood there."""
    keepers: dict[str, list[int]]
    """Member's number ("" for nobody) -> cases that are not closed, tasks open, tasks overdue."""
    tasks: dict[str, list[int]]
    """Kind -> overdue, due within a week, due later."""
    lists: list[ListCount]
    weeks: dict[str, list[int]]
    """Monday -> pairs decided by verdict, in the order of VERDICTS."""
    open_pairs: dict[str, int]
    """Monday -> pairs open when last counted that week."""


def count(by: Member, before: dict[str, Any]) -> Counts:
    """Count all that is within a member's scope; `before` is what was counted the last time."""
    held = counted_cases(by)
    return {
        "cases": cases(held),
        "keepers": keepers(held),
        "tasks": tasks(held),
        "lists": lists(by),
        "weeks": weeks(by),
        "open_pairs": open_pairs(by, before.get("open_pairs", {})),
    }


def cases(held: QuerySet[Case]) -> dict[str, list[int]]:
    """Return how many cases there are by tracing status and by how long they have stood there."""
    now = timezone.now()
    ages = [If(since__gt=now - dt.timedelta(days=days), then=Value(at)) for at, days in enumerate(AGES_DAYS)]
    age = When(*ages, default=Value(len(AGES_DAYS)), output_field=IntegerField())
    dated = held.order_by().annotate(since=Coalesce("status_since", "opened_at")).annotate(age=age)
    found: dict[str, list[int]] = {}
    for status, bucket, number in dated.values_list("tracing_status", "age").annotate(number=Count("pk")):
        found.setdefault(status, [0] * (len(AGES_DAYS) + 1))[bucket] += number
    return found


def keepers(held: QuerySet[Case]) -> dict[str, list[int]]:
    """Return how many cases each member keeps that are not closed, and how many tasks they have."""
    kept = held.order_by().exclude(case_status__in=ENDED).values_list("keeper").annotate(number=Count("pk"))
    found = {str(keeper or ""): [number, 0, 0] for keeper, number in kept}
    late = Count("pk", filter=Q(due_on__lt=timezone.localdate()))
    asked = _open_tasks(held).values_list("keeper").annotate(number=Count("pk"), late=late)
    for keeper, number, overdue in asked:
        found.setdefault(str(keeper), [0, 0, 0])[1:] = [number, overdue]
    return found


def tasks(held: QuerySet[Case]) -> dict[str, list[int]]:
    """Return how many open tasks there are by kind and by when they are due."""
    today = timezone.localdate()
    soon = today + dt.timedelta(days=SOON_DAYS)
    late = Count("pk", filter=Q(due_on__lt=today))
    near = Count("pk", filter=Q(due_on__gte=today, due_on__lte=soon))
    far = Count("pk", filter=Q(due_on__gt=soon))
    rows = _open_tasks(held).values_list("kind").annotate(late=late, near=near, far=far)
    return {kind: list(numbers) for kind, *numbers in rows}


def lists(by: Member) -> list[ListCount]:
    """Return how many people each imported list has, how many cells it has, and what is missing."""
    in_use = counted_lists(by).filter(state=ListState.READY, withdrawn_at__isnull=True)
    known = list(in_use.order_by("-id"))
    numbers = [one.pk for one in known]
    by_hand = [one.pk for one in known if one.people is None]
    people = _by_list(Record.objects.filter(list__in=by_hand, current=True))
    unborn = _by_list(Record.objects.filter(list__in=numbers, current=True, birth=""))
    rejected = _by_list(RejectedCell.objects.filter(list__in=numbers))
    return [
        {
            "list": one.pk,
            "people": people[one.pk] if one.people is None else one.people,
            "cells": one.rows_read * sum(map(len, one.mapping.values())),
            "rejected": rejected[one.pk],
            "without_birth": unborn[one.pk],
        }
        for one in known
    ]


def weeks(by: Member) -> dict[str, list[int]]:
    """Return how many pairs were decided in each of the last weeks, by the verdict that stands.

    A pair counts once, in the week of the last decision that says so and was not taken back.
    """
    first = monday(timezone.localdate()) - dt.timedelta(weeks=WEEKS - 1)
    days = [first + dt.timedelta(weeks=turn) for turn in range(WEEKS)]
    begins = [timezone.make_aware(dt.datetime.combine(day, dt.time())) for day in days]
    said = _kept().filter(at__gte=begins[0], verdict__in=VERDICTS, verdict=F("proposal__verdict"))
    again = _kept().filter(proposal=OuterRef("proposal"), verdict=OuterRef("verdict"), id__gt=OuterRef("id"))
    said = said.filter(~Exists(again), proposal__organisation=by.organisation_id)
    if by.scope != Scope.ORGANISATION or withdrawn_lists(by.organisation_id):
        said = said.filter(proposal__in=counted_proposals(by))
    later = [If(at__gte=begin, then=Value(turn)) for turn, begin in reversed(list(enumerate(begins)))]
    week = When(*later, default=Value(0), output_field=IntegerField())
    found = {day.isoformat(): [0] * len(VERDICTS) for day in days}
    rows = said.order_by().annotate(week=week).values_list("week", "verdict")
    for turn, verdict, number in rows.annotate(number=Count("pk")):
        found[days[turn].isoformat()][VERDICTS.index(Verdict(verdict))] += number
    return found


def open_pairs(by: Member, before: dict[str, int]) -> dict[str, int]:
    """Return how many pairs were open at the last count of each week, this week's now."""
    now = counted_proposals(by).filter(verdict="", stands=True).count()
    this = monday(timezone.localdate()).isoformat()
    kept = sorted(before.items())[-WEEKS:]
    return dict(kept) | {this: now}


def monday(day: dt.date) -> dt.date:
    """Return the first day of a week.

    >>> monday(dt.date(2026, 11, 25))
    datetime.date(2026, 11, 23)
    """
    return day - dt.timedelta(days=day.weekday())


def _kept() -> QuerySet[Decision]:
    """Return the decisions that were not taken back."""
    return Decision.objects.exclude(superseded_by__verdict=Verdict.WITHDRAWN)


def _open_tasks(held: QuerySet[Case]) -> QuerySet[Task]:
    return Task.objects.filter(done_at__isnull=True, case__in=held.order_by()).order_by()


def _by_list(rows: QuerySet[Any]) -> Counter[int]:
    return Counter(dict(rows.order_by().values_list("list").annotate(number=Count("pk"))))
