from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kintrace.office.accounts.may import may
from kintrace.office.accounts.models import Role
from kintrace.office.cases import case_queries, step_actions
from kintrace.office.cases.may import ACT_OF
from kintrace.office.cases.models import Case, Step
from kintrace.office.cases.standing import standing
from kintrace.office.cases.steps import OUTCOMES, Kind
from kintrace.office.journal.models import Entry
from kintrace.office.tracing.models import PeopleList

from .ledgers import FAVOURS, VERIFIED, WANTS, WAY

KINDS = [kind for kind in Kind if kind not in (Kind.OPENED, Kind.TAKEN_BACK)]


def test_a_case_goes_the_whole_way(member, brought):
    case = brought(member(), "closed")
    assert (case.tracing_status, case.case_status, case.workflow) == ("closed", "closed", "closed")
    assert [one.kind for one in case.steps.order_by("id")] == ["opened", *(kind for kind, _ in WAY)]
    assert case_queries.misplaced()[1] == []


def test_a_return_that_broke_down_is_ended_and_another_agreed(member, brought, step):
    by = member()
    case = brought(by, "followed_up")
    step(by, case, "return_ended")
    case.refresh_from_db()
    assert (case.tracing_status, case.status_since) == ("verified", case.steps.latest("id").at)
    for kind, said in (("bia_recorded", FAVOURS), ("view_recorded", WANTS), ("return_agreed", {})):
        step(by, case, kind, **said)
    step(by, case, "reunified", on="2026")
    case.refresh_from_db()
    assert case.tracing_status == "reunified"


def test_a_refusal_says_why_and_stores_nothing(member, opened, step):
    by = member()
    case = opened(by)
    before = Entry.objects.count()
    with pytest.raises(ValidationError, match="Nobody has recorded a check of the relationship"):
        step(by, case, "reunified")
    assert (case.steps.count(), Entry.objects.count()) == (1, before)


def test_taking_back_names_the_step_that_rests_on_it(member, brought):
    by = member()
    case = brought(by, "reunified")
    check = case.steps.get(kind="relationship_checked")
    with pytest.raises(ValidationError, match="return agreed"):
        step_actions.take_back(by=by, number=check.pk, why="a mistake")


def test_what_is_taken_back_stays_in_the_ledger(member, brought):
    by = member()
    case = brought(by, "located")
    step_actions.take_back(by=by, number=case.steps.get(kind="located").pk, why="another child")
    case.refresh_from_db()
    assert case.tracing_status == "tracing_in_progress"
    assert [one.kind for one in case.steps.order_by("id")] == [
        *("opened", "tracing_began", "located", "taken_back"),
    ]


def test_undoing_the_closing_restores_how_the_work_stood(member, opened, step):
    by = member()
    case = opened(by, workflow="case_plan")
    closing = step(by, case, "closed", outcome="duplicate")
    case.refresh_from_db()
    assert (case.case_status, case.workflow) == ("duplicate", "closed")
    step_actions.take_back(by=by, number=closing.pk, why="it is none")
    case.refresh_from_db()
    assert (case.case_status, case.workflow, case.tracing_status) == ("open", "case_plan", "open")
    step(by, case, "closed", outcome="not_found")
    step(by, case, "reopened", note="the aunt wrote")
    case.refresh_from_db()
    assert (case.case_status, case.workflow) == ("open", "reopened")


def test_it_is_known_since_when_a_case_stands_where_it_stands(member, opened, step):
    by = member()
    case = opened(by)
    assert case.status_since is None
    began, located = step(by, case, "tracing_began"), step(by, case, "located")
    step(by, case, "view_recorded", **WANTS), step(by, case, "bia_recorded", **FAVOURS)
    assert Case.objects.get().status_since == located.at
    step_actions.take_back(by=by, number=located.pk, why="another child")
    assert Case.objects.get().status_since == began.at
    step_actions.take_back(by=by, number=began.pk, why="another child")
    assert Case.objects.get().status_since is None


def test_cases_of_before_know_it_too(member, brought):
    case = brought(member(), "bia_recorded")
    Case.objects.update(status_since=None)
    import_module("kintrace.office.cases.migrations.0007_status_since").since(apps, None)
    assert Case.objects.get().status_since == case.steps.get(kind="relationship_checked").at


@pytest.mark.parametrize("way", ["reopened", "taken_back"])
def test_a_case_of_a_withdrawn_list_is_not_opened_again(member, opened, step, way):
    by = member()
    case = opened(by)
    closing = step(by, case, "closed", outcome="not_found")
    PeopleList.objects.update(name="Wrong columns", withdrawn_at=timezone.now())
    before = list(Case.objects.values()), case.steps.count(), Entry.objects.count()
    with pytest.raises(ValidationError, match=r"was withdrawn: Wrong columns\. Have it brought back first"):
        if way == "reopened":
            step(by, case, "reopened", note="the aunt wrote")
        else:
            step_actions.take_back(by=by, number=closing.pk, why="not yet")
    assert (list(Case.objects.values()), case.steps.count(), Entry.objects.count()) == before
    PeopleList.objects.update(withdrawn_at=None)
    step(by, case, "reopened", note="the aunt wrote")
    assert Case.objects.get().case_status == "open"


def test_the_database_refuses_to_rewrite_or_remove_a_step(member, opened):
    one = opened(member()).steps.get()
    for act in (lambda: Step.objects.filter(pk=one.pk).update(note="x"), one.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.parametrize("kind", [*KINDS])
def test_a_role_records_what_it_may(member, opened, step, kind):
    case = opened(member())
    for role in Role.values:
        by = member(role)
        if not may(by, ACT_OF[kind]):
            with pytest.raises(PermissionDenied):
                step(by, case, kind)


def test_who_records_what():
    said = {kind: sorted(role for role in Role.values if _may(role, kind)) for kind in KINDS}
    gates = ["coordinator", "reviewer"]
    assert said[Kind.RELATIONSHIP_CHECKED] == said[Kind.BIA_RECORDED] == said[Kind.BID_RECORDED] == gates
    for kind in (Kind.VIEW_RECORDED, Kind.REUNIFIED, Kind.RETURN_ENDED):
        assert said[kind] == ["caseworker", "coordinator"]
    assert said[Kind.RETURN_AGREED] == ["coordinator", "mediator"]
    assert said[Kind.CLOSED] == said[Kind.REOPENED] == ["coordinator"]


def _may(role, kind):
    from kintrace.office.accounts.models import Member

    return may(Member(role=role), ACT_OF[kind])


def test_others_take_back_only_what_they_recorded(member, opened, step):
    case = opened(member())
    mine = step(member("caseworker"), case, "tracing_began")
    with pytest.raises(PermissionDenied):
        step_actions.take_back(by=member("caseworker"), number=mine.pk, why="x")
    step_actions.take_back(by=mine.by, number=mine.pk, why="too early")


def test_a_step_of_another_organisation_is_not_there(member, opened, another, step):
    case = opened(member())
    with pytest.raises(Http404):
        step(another, case, "tracing_began")
    with pytest.raises(Http404):
        step_actions.take_back(by=another, number=case.steps.get().pk, why="x")


ANY = st.tuples(
    st.sampled_from(Role.values + ["coordinator"] * 6),
    st.sampled_from(KINDS),
    st.integers(0, 2),
    st.integers(0, 9),
)


@given(acts=st.lists(ANY, min_size=5, max_size=14))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_acts_by_any_role_returns_a_child_past_a_gate(member, opened, step, acts):
    """The real actions on the real database: as test_no_way_round, smaller."""
    members = {role: member(role) for role in Role.values}
    case = opened(members["coordinator"])
    seen: list[int] = []
    for role, kind, outcome, back in acts:
        every = OUTCOMES.get(kind, ("",))
        said = {
            "outcome": every[outcome % len(every)],
            "evidence": ["a letter"],
            "weighed": "so",
            "why": "a baby",
        }
        try:
            if back == 0:
                step_actions.take_back(by=members[role], number=case.steps.latest("id").pk, why="x")
            else:
                step(members[role], case, kind, note="so", **said)
        except (ValidationError, PermissionDenied, Http404) as refused:
            assert str(refused) or isinstance(refused, Http404)
        ledger = [one.plain() for one in case.steps.order_by("id")]
        assert [one.number for one in ledger][: len(seen)] == seen
        seen = [one.number for one in ledger]
        now = standing(ledger)
        if now.returned:
            assert {"relationship_checked", "bia_recorded", "view_recorded", "return_agreed"} <= set(
                now.latest
            )
        assert Case.objects.get(pk=case.pk).tracing_status == now.status
    record = case.records.get().record
    Case.objects.filter(pk=case.pk).update(case_status="closed")
    assert record.current


def test_the_real_way_needs_each_gate(member, opened, step):
    by = member()
    for left_out in ("relationship_checked", "bia_recorded", "view_recorded"):
        case = opened(by, name=f"Вигадана {left_out}")
        step(by, case, "tracing_began"), step(by, case, "located")
        for kind, said in (
            ("relationship_checked", VERIFIED),
            ("bia_recorded", FAVOURS),
            ("view_recorded", WANTS),
        ):
            if kind != left_out:
                step(by, case, kind, **said)
        for kind in ("return_agreed", "reunified"):
            with pytest.raises(ValidationError):
                step(by, case, kind)
