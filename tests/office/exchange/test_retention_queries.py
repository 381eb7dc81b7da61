"""What the pages of retention are told."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from office.exchange.retained import ago, by, close, days_ago, decide, old, pair_of, periods
from office.tracing.conftest import brought, import_now, imported

from kintrace.office.accounts.models import Organisation
from kintrace.office.exchange import retention_queries as ask
from kintrace.office.exchange.retention_actions import keep_child, keep_list, set_period
from kintrace.office.tracing.models import Record

by, old = by, old  # fixtures of all tests of retention
brought, import_now, imported = brought, import_now, imported  # of the room next door


@pytest.fixture
def old_case(by, full_case):
    """A case that was closed more than two years ago."""
    periods(by)
    with days_ago(1095):
        case = full_case(by)
        close(by, case)
    return case


@pytest.mark.parametrize("role", ["caseworker", "reviewer", "documenter", "mediator", "administrator"])
def test_only_coordinators_are_told(member, old, role):
    someone = member(role)
    for question in (ask.periods, ask.due_lists, ask.due_children_page, ask.kept_longer, ask.last_job):
        with pytest.raises(PermissionDenied):
            question(someone)


def test_the_newest_period_is_in_force_and_the_others_are_remembered(by):
    assert ask.periods(by) == {"record": None, "child": None}
    periods(by)
    set_period(by=by, kind="record", months=6)
    in_force = ask.periods(by)
    assert (in_force["record"].months, in_force["child"].months) == (6, 24)
    told = [(one.kind, one.months, one.by) for one in ask.periods_set(by)]
    assert told == [("record", 6, by), ("child", 24, by), ("record", 12, by)]


def test_lists_are_told_with_how_many_of_them_are_due(by, old, imported):
    with days_ago(100):
        imported(by)
    assert [(one.list, one.number) for one in ask.due_lists(by)] == [(old, 3)]


def test_a_member_of_a_narrower_scope_is_told_of_their_own_alone(member, old, old_case):
    own = member("coordinator", scope="own")
    assert ask.due_lists(own) == []
    assert ask.due_children_page(own).shown == []
    with pytest.raises(Http404):
        ask.due_of_list(own, old.pk)
    with pytest.raises(Http404):
        ask.child_to_keep(own, old_case.child_id)


def test_records_and_children_are_told_page_by_page(by, old, old_case, monkeypatch):
    monkeypatch.setattr(ask, "PAGE", 2)
    one, first = ask.due_of_list(by, old.pk)
    assert (one, [record.number for record in first.shown]) == (old, ["R-1", "R-2"])
    _one, second = ask.due_of_list(by, old.pk, first.then)
    assert ([record.number for record in second.shown], second.then) == (["R-3"], None)
    assert ask.due_children_page(by) == ask.Page([old_case.child])
    assert ask.due_children_page(by, old_case.child_id).shown == []


def test_what_is_due_soon_is_counted_without_what_is_due_already(by, old, imported):
    with days_ago(330):
        imported(by)
    assert ask.due_soon(by, {"record": 3, "child": 0}) == {"record": 3, "child": 0}
    periods(by, record=13)
    assert ask.due_soon(by, {"record": 3, "child": 0}) == {"record": 3, "child": 0}
    periods(by, record=20)
    assert ask.due_soon(by, {"record": 3, "child": 0}) == {"record": 0, "child": 0}


def test_what_would_go_is_counted_exactly(by, old, old_case, imported):
    from kintrace.office.tracing.record_actions import correct

    first, second, _third = Record.objects.filter(list=old).order_by("row")
    with days_ago(700):
        other = imported(by, side="located")
        correct(by=by, number=first.pk, people={"place": "Херсон"}, why="A document")
        between, outside = other.records.order_by("row")[:2]
        decide(by, pair_of(by, first, between))
        pair_of(by, second, between)
        pair_of(by, second, outside)
    found = ask.going(by, [old.pk], [old_case.child_id])
    assert [(one.list, one.number) for one in found.lists] == [(old, 3)]
    assert found.children == [old_case.child_id]
    counts = {"records": 3, "versions": 1, "pairs": 3, "children": 1, "cases": 1, "transfers": 1}
    assert found.counts == counts
    assert found.told == "3-1-3-1-1-1"
    both = ask.going(by, [old.pk, other.pk], [])
    assert (both.counts["records"], both.counts["pairs"], both.counts["cases"]) == (6, 3, 0)


def test_nothing_goes_that_is_not_due_or_another_organisations(member, by, old, old_case, imported):
    theirs = member(organisation=Organisation.objects.create(name="Another"))
    with days_ago(100):
        new = imported(by)
    periods(theirs)
    assert ask.going(theirs, [old.pk], [old_case.child_id]).told == "0-0-0-0-0-0"
    assert ask.going(by, [new.pk], []).told == "0-0-0-0-0-0"


def test_what_is_kept_longer_is_called_by_its_list_and_by_the_number_of_the_child(member, by, old, old_case):
    until = timezone.localdate(ago(-30))
    of_list = keep_list(by=by, number=old.pk, until=until, why="A court asked for it")
    of_child = keep_child(by=by, number=old_case.child_id, until=until, why="A court asked")
    assert [(one.keeping, one.called) for one in ask.kept_longer(by)] == [
        (of_list, "Tracing requests"),
        (of_child, "C-000001"),
    ]
    own = member("coordinator", scope="own")
    assert ask.kept_longer(own) == []
    with pytest.raises(Http404):
        ask.keeping_seen(own, of_list.pk)


def test_as_many_questions_are_asked_however_much_is_due(by, imported, django_assert_num_queries):
    from django.db import connection

    periods(by)
    asked = []
    for _ in range(2):
        with days_ago(730):
            imported(by)
        with CaptureQueriesContext(connection) as queries:
            ask.due_lists(by)
            ask.due_soon(by, {"record": 0, "child": 0})
            ask.kept_longer(by)
        asked.append(len(queries))
    assert asked[0] == asked[1]
