import datetime as dt

import pytest
from django.utils import timezone
from office.tracing.invented import proposed

from kintrace.office.cases.may import counted_cases
from kintrace.office.cases.models import Case, Step, Task
from kintrace.office.registry.models import Child
from kintrace.office.statistics import counting
from kintrace.office.tracing import pair_actions
from kintrace.office.tracing.models import PeopleList, Proposal, Record, RejectedCell
from kintrace.office.tracing.pair_actions import Word


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


def test_cases_are_counted_by_status_and_by_how_long_they_have_stood_there(member, case_of, monkeypatch):
    by = member()
    for status in ("open", "open", "closed"):
        case_of(by, status)
    since = timezone.now() + dt.timedelta(days=90)
    Case.objects.filter(pk=case_of(by, "located").pk).update(status_since=since)
    later = timezone.now() + dt.timedelta(days=100)
    monkeypatch.setattr(counting.timezone, "now", lambda: later)
    assert counting.cases(counted_cases(by)) == {
        "open": [0, 0, 2, 0, 0],
        "closed": [0, 0, 1, 0, 0],
        "located": [1, 0, 0, 0, 0],
    }


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


def say(by, pair, verdict):
    return pair_actions.decide(by=by, number=pair.pk, word=Word(verdict, "document", seen=last_of(pair)))


def last_of(pair):
    return pair.decisions.order_by("-id").values_list("id", flat=True).first()


def this_week(by):
    return counting.weeks(by)[counting.monday(timezone.localdate()).isoformat()]


def test_decided_pairs_are_counted_by_the_week_they_were_decided_in(member):
    by = member()
    say(by, proposed(by), "same")
    found = counting.weeks(by)
    this = counting.monday(timezone.localdate()).isoformat()
    assert len(found) == 12
    assert found.pop(this) == [1, 0, 0]
    assert set(map(tuple, found.values())) == {(0, 0, 0)}


def test_a_pair_whose_decision_was_taken_back_is_not_counted_as_decided(member):
    by = member()
    kept, taken, other = proposed(by), proposed(by), proposed(by)
    say(by, kept, "same"), say(by, other, "different")
    pair_actions.undo(by=by, number=say(by, taken, "same").pk)
    assert this_week(by) == [1, 1, 0]


def test_a_pair_decided_anew_counts_once_by_the_verdict_that_stands(member):
    by = member()
    pair = proposed(by)
    say(by, pair, "same")
    anew = say(by, pair, "different")
    assert this_week(by) == [0, 1, 0]
    pair_actions.undo(by=by, number=anew.pk)
    assert this_week(by) == [1, 0, 0]


def test_a_pair_that_waits_for_a_second_reviewer_is_not_counted_as_decided(member):
    by, second = member(), member()
    by.organisation.second_reviewer = True
    by.organisation.save()
    pair = proposed(by)
    say(by, pair, "same")
    assert this_week(by) == [0, 0, 0]
    say(second, pair, "same")
    assert this_week(by) == [1, 0, 0]


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
    say(by, proposed(by), "same")
    proposed(by)

    def counted():
        decided = sum(map(sum, counting.weeks(by).values()))
        return len(counting.lists(by)), decided, list(counting.open_pairs(by, {}).values())

    assert counted() == (2, 1, [1])
    PeopleList.objects.filter(side="located").update(withdrawn_at=timezone.now())
    assert counted() == (1, 0, [0])
