"""Setting periods, keeping longer, confirming; and that what is refused changes nothing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils import timezone
from office.exchange.retained import ago, by, close, days_ago, old, periods
from office.tracing.conftest import brought, import_now, imported

from kintrace.office.accounts.models import Organisation
from kintrace.office.exchange import retention_actions as act
from kintrace.office.exchange import retention_queries as ask
from kintrace.office.exchange.models import Keeping, Period
from kintrace.office.exchange.retention_actions import Chosen
from kintrace.office.jobs.models import Job, State
from kintrace.office.journal.models import Entry
from kintrace.office.tracing.models import Record

by, old = by, old  # fixtures of all tests of retention
brought, import_now, imported = brought, import_now, imported  # of the room next door
UNTIL = timezone.localdate(ago(-30))
PAST = timezone.localdate()
WHY = "A court asked for it"


@pytest.fixture
def child(by, full_case):
    """A child whose case was closed three years ago."""
    periods(by)
    with days_ago(1095):
        case = full_case(by)
        close(by, case)
    return case.child


def last(act_):
    entry = Entry.objects.filter(act=act_).last()
    return entry.subject_kind, entry.subject_id, entry.why, entry.details


def test_a_period_is_set_and_told_to_the_journal(by):
    made = act.set_period(by=by, kind="record", months=36)
    assert (made.organisation, made.kind, made.months, made.by) == (by.organisation, "record", 36, by)
    assert last("set retention period") == (
        *("", None, ""),
        {"period": made.pk, "kind": "record", "months": 36},
    )


@pytest.mark.parametrize(("kind", "months"), [("record", 0), ("child", -1), ("child", 1201), ("case", 12)])
def test_a_period_that_makes_no_sense_is_refused(by, kind, months):
    with pytest.raises(ValidationError):
        act.set_period(by=by, kind=kind, months=months)
    assert not Period.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "change", [lambda rows: rows.update(months=1), lambda rows: rows._raw_delete("default")]
)
def test_a_period_that_was_set_cannot_be_rewritten(by, change):
    act.set_period(by=by, kind="record", months=36)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(Period.objects.all())
    assert Period.objects.get().months == 36


@pytest.mark.parametrize(
    "change", [lambda rows: rows.update(until=PAST), lambda rows: rows._raw_delete("default")]
)
def test_why_something_is_kept_longer_cannot_be_rewritten(by, old, change):
    act.keep_list(by=by, number=old.pk, until=UNTIL, why=WHY)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(Keeping.objects.all())
    assert Keeping.objects.get().until == UNTIL


def test_a_list_and_a_child_are_kept_longer_and_let_go_again(by, old, child):
    kept = act.keep_list(by=by, number=old.pk, until=UNTIL, why=f" {WHY} ")
    assert last("kept longer") == (
        *("list", old.pk, WHY),
        {"keeping": kept.pk, "until": UNTIL.isoformat()},
    )
    one = act.keep_child(by=by, number=child.pk, until=UNTIL, why=WHY)
    assert (one.kind, one.number) == ("child", child.pk)
    assert old not in [one.list for one in ask.due_lists(by)]
    act.end_keeping(by=by, number=kept.pk)
    assert last("ended keeping longer") == ("list", old.pk, "", {"keeping": kept.pk})
    assert [one.number for one in ask.due_lists(by) if one.list == old] == [3]
    assert ask.due_children_page(by).shown == []
    kept.refresh_from_db()
    assert kept.ended_by == by
    with pytest.raises(Http404):
        act.end_keeping(by=by, number=kept.pk)


@pytest.mark.parametrize(
    ("until", "why", "said"),
    [
        (PAST, WHY, "Choose a day to come"),
        (UNTIL, "  ", "Say why"),
        (UNTIL, "the mother of олена asked", "Do not write the person's name"),
        (UNTIL, "Plantedanna is a witness", "Do not write the person's name"),
    ],
)
def test_keeping_longer_needs_a_day_to_come_and_a_reason_without_names(by, old, child, until, why, said):
    acts = {act.keep_list: old.pk, act.keep_child: child.pk}
    refused = []
    for keep, number in acts.items():
        try:
            keep(by=by, number=number, until=until, why=why)
        except ValidationError as error:
            refused.append(str(error))
    assert all(said in text for text in refused)
    assert len(refused) + Keeping.objects.count() == 2
    assert len(refused) == (1 if "name" in said else 2)


def confirm(by, lists, children, told, why="Their time is over"):
    return act.confirm(by=by, chosen=Chosen(lists, children, told, why))


def test_what_is_confirmed_is_put_on_the_table_with_its_numbers(by, old, child):
    first, *_, third = Record.objects.filter(list=old).order_by("id").values_list("id", flat=True)
    job = confirm(by, [old.pk], [child.pk], "3-0-0-1-1-1")
    assert (job.work, job.by, job.state) == ("retention", by, State.WAITING)
    assert job.arguments == {
        "record": [[first, third]],
        "child": [[child.pk, child.pk]],
        "why": "Their time is over",
    }
    assert Record.objects.filter(list=old).count() == 3
    kind, number, why, details = last("confirmed end of retention")
    assert (kind, number, why) == ("", None, "Their time is over")
    assert (details["job"], details["lists"]) == (job.pk, [old.pk])
    assert details["counts"]["records"] == 3


@pytest.mark.parametrize(
    ("told", "why", "said"),
    [
        ("2-0-0-1-1-1", "Their time is over", "changed meanwhile"),
        ("", "Their time is over", "changed meanwhile"),
        ("3-0-0-1-1-1", "Шевченко is home", "Do not write the person's name"),
        ("3-0-0-1-1-1", "Nameova is home", "Do not write the person's name"),
    ],
)
def test_what_was_not_shown_so_and_reasons_with_names_are_refused(by, old, child, told, why, said):
    with pytest.raises(ValidationError, match=said):
        confirm(by, [old.pk], [child.pk], told, why)
    assert not Job.objects.filter(work="retention").exists()
    assert not Entry.objects.filter(act="confirmed end of retention").exists()


def test_nothing_due_is_nothing_to_confirm(by, old):
    periods(by, record=None)
    with pytest.raises(ValidationError, match="Nothing that you chose is due"):
        confirm(by, [old.pk], [], "0-0-0-0-0-0")


def test_while_one_job_is_at_work_no_other_is_asked_for_and_it_can_be_stopped(by, old):
    job = confirm(by, [old.pk], [], "3-0-0-0-0-0")
    with pytest.raises(ValidationError, match="Wait for its end"):
        confirm(by, [old.pk], [], "3-0-0-0-0-0")
    act.stop(by=by)
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    assert last("stopped end of retention") == ("", None, "", {"job": job.pk})
    act.stop(by=by)
    assert Entry.objects.filter(act="stopped end of retention").count() == 1
    assert confirm(by, [old.pk], [], "3-0-0-0-0-0").pk != job.pk


@pytest.mark.parametrize("role", ["caseworker", "reviewer", "documenter", "mediator", "administrator"])
def test_whoever_may_not_erase_sets_keeps_ends_and_confirms_nothing(member, by, old, child, role):
    kept, someone, before = act.keep_list(by=by, number=old.pk, until=UNTIL, why=WHY), member(role), counted()
    for refused in (
        lambda: act.set_period(by=someone, kind="record", months=1),
        lambda: act.keep_list(by=someone, number=old.pk, until=UNTIL, why=WHY),
        lambda: act.keep_child(by=someone, number=child.pk, until=UNTIL, why=WHY),
        lambda: act.end_keeping(by=someone, number=kept.pk),
        lambda: confirm(someone, [old.pk], [child.pk], "3-0-0-1-1-1"),
        lambda: act.stop(by=someone),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    assert counted() == before


def test_what_is_another_organisations_is_not_there(member, by, old, child):
    theirs = member("coordinator", organisation=Organisation.objects.create(name="Another"))
    kept = act.keep_list(by=by, number=old.pk, until=UNTIL, why=WHY)
    confirm(by, [], [child.pk], "0-0-0-1-1-1")
    periods(theirs, record=1, child=1)
    before = counted()
    for refused in (
        lambda: act.keep_list(by=theirs, number=old.pk, until=UNTIL, why=WHY),
        lambda: act.keep_child(by=theirs, number=child.pk, until=UNTIL, why=WHY),
        lambda: act.end_keeping(by=theirs, number=kept.pk),
    ):
        with pytest.raises(Http404):
            refused()
    with pytest.raises(ValidationError):
        confirm(theirs, [old.pk], [child.pk], "0-0-0-1-1-1")
    act.stop(by=theirs)
    assert counted() == before


def counted():
    live = Keeping.objects.filter(ended_at__isnull=True)
    waiting = Job.objects.filter(work="retention", state=State.WAITING)
    return [rows.count() for rows in (Period.objects, live, waiting, Entry.objects)]
