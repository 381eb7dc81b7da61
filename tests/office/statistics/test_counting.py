import datetime as dt

import pytest
from django.utils import timezone
from office.tracing.invented import proposed

from kintrace.office.cases.may import counted_cases
from kintrace.office.cases.models import Case, Step, Task
from kintrace.office.registry.models import Child
from kintrace.office.statistics import counting
from kintrace.office.tracing.models import Decision, PeopleList, Proposal, Record, RejectedCell


@pytest.fixture
def case_of():
    """A case in a tracing status, opened now."""

    def make(by, status="open", keeper=None):
        same = {"organisation": by.organisation, "made_by": by, "source": "invented"}
        child = Child.objects.create(number=f"C-{Child.objects.count():06}", name="Вигадана", **same)
        case = Case.objects.create(
            organisation=by.organisation,
            held_by=by.organisation,
            child=child,
            number=f"K-{child.pk:06}",
            opened_by=by,
            keeper=keeper,
            tracing_status=status,
            case_status="closed" if status == "closed" else "open",
        )
        Step.objects.create(case=case, kind="opened", by=by)
        return case

    return make


def test_cases_are_counted_by_status_and_by_how_long_since_the_last_step(member, case_of, monkeypatch):
    by = member()
    for status in ("open", "open", "closed"):
        case_of(by, status)
    later = timezone.now() + dt.timedelta(days=100)
    monkeypatch.setattr(counting.timezone, "now", lambda: later)
    assert counting.cases(counted_cases(by)) == {"open": [0, 0, 2, 0, 0], "closed": [0, 0, 1, 0, 0]}


def test_a_keeper_has_cases_that_are_not_closed_and_open_tasks(member, case_of):
    by, keeper = member(), member("caseworker")
    case = case_of(by, keeper=keeper)
    case_of(by, "closed", keeper=keeper)
    twice = case_of(by, "closed", keeper=keeper)
    twice.case_status = "duplicate"
    twice.save()
    case_of(by)
    today = timezone.localdate()
    for days, done in ((-1, None), (0, None), (7, None), (8, None), (-3, timezone.now())):
        due = today + dt.timedelta(days=days)
        Task.objects.create(case=case, by=by, kind="other", due_on=due, keeper=keeper, done_at=done)
    held = counted_cases(by)
    assert counting.keepers(held) == {str(keeper.pk): [1, 4, 1], "": [1, 0, 0]}
    assert counting.tasks(held) == {"other": [1, 2, 1]}


def test_a_list_is_as_good_as_its_cells_and_births(member):
    by = member()
    said = {"organisation": by.organisation, "brought_by": by, "side": "located", "state": "ready"}
    mapping = {"name": ["ПІБ"], "birth": ["день", "рік"]}
    one = PeopleList.objects.create(name="one", people=3, rows_read=4, mapping=mapping, **said)
    for row, birth in enumerate(("", "2015", "")):
        Record.objects.create(
            list=one,
            side="located",
            organisation=by.organisation,
            row=row,
            number=str(row),
            as_written={},
            people={},
            name="Вигадана",
            birth=birth,
            facts="0" * 64,
        )
    RejectedCell.objects.create(list=one, row=1, column="рік", value="?", why="no year")
    PeopleList.objects.create(name="not yet", **(said | {"state": "brought"}))
    assert counting.lists(by) == [
        {"list": one.pk, "people": 3, "cells": 12, "rejected": 1, "without_birth": 2}
    ]


def test_decisions_are_counted_by_the_week_they_were_made_in(member):
    by = member()
    proposed(by)
    first, *_others = Proposal.objects.order_by("pk")
    Decision.objects.create(proposal=first, by=by, verdict="same", reason="details_agree")
    found = counting.weeks(by)
    this = counting.monday(timezone.localdate()).isoformat()
    assert len(found) == 12
    assert found.pop(this) == [1, 0, 0]
    assert set(map(tuple, found.values())) == {(0, 0, 0)}


def test_open_pairs_of_earlier_weeks_are_kept_as_they_were_counted(member):
    by = member()
    proposed(by)
    this = counting.monday(timezone.localdate()).isoformat()
    before = {f"2020-01-{day:02}": day for day in range(1, 16)} | {this: 99}
    found = counting.open_pairs(by, before)
    assert found[this] == Proposal.objects.filter(verdict="", stands=True).count()
    assert list(found)[:1] == ["2020-01-05"]


def test_what_is_of_another_organisation_or_outside_the_scope_is_not_counted(member, case_of, organisation):
    by, other = member(), member("caseworker", scope="own")
    case_of(by)
    proposed(by)
    counted = counting.count(other, {})
    assert counted["cases"] == counted["keepers"] == counted["tasks"] == {}
    assert counted["lists"] == []
    assert set(counted["open_pairs"].values()) == {0}


def test_nothing_of_a_withdrawn_list_is_counted(member):
    by = member()
    pair = proposed(by, verdict="same")
    proposed(by)
    Decision.objects.create(proposal=pair, by=by, verdict="same", reason="document")

    def counted():
        decided = sum(map(sum, counting.weeks(by).values()))
        return len(counting.lists(by)), decided, list(counting.open_pairs(by, {}).values())

    assert counted() == (2, 1, [1])
    PeopleList.objects.filter(side="located").update(withdrawn_at=timezone.now())
    assert counted() == (1, 0, [0])
