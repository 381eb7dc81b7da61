"""Questions about cases: which there are, one of them, what is hidden of it, whose tasks are due."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from kintrace.office.accounts.may import Act, may, require
from kintrace.office.accounts.models import Member, Organisation
from kintrace.office.cases import code_lists
from kintrace.office.cases.consent import withheld
from kintrace.office.cases.may import kept_cases, visible_cases
from kintrace.office.cases.models import Care, Case, CaseRecord, Move, Practice, Step, Task
from kintrace.office.cases.standing import standing
from kintrace.office.cases.steps import Kind
from kintrace.office.database.alphabet import by_alphabet
from kintrace.office.registry.queries import Offered, places_offered
from kintrace.office.tracing.may import visible_records
from kintrace.office.tracing.models import PeopleList

PAGE = 50
_BY_ROLE = {
    Act.SEE_FACILITY: frozenset({"facility", "care"}),
    Act.SEE_INQUIRER: frozenset({"relatives", "inquirer"}),
}


def case_seen(by: Member, number: int) -> Case:
    """Return a case that the member sees; raises Http404 otherwise."""
    found = visible_cases(by).select_related(
        "child", "keeper", "team", "organisation", "held_by", "opened_by"
    )
    return get_object_or_404(found, id=number)


def own_case(by: Member, number: int, *, lock: bool = False) -> Case:
    """Return a case that the member's organisation holds; `lock`: held until the transaction ends."""
    if lock:
        Case.objects.select_for_update(no_key=True).filter(id=number).first()
    return get_object_or_404(kept_cases(by).select_related("child"), id=number)


def consent_case(by: Member, number: int, *, lock: bool = False) -> Case:
    """Return a case whose consents the member may note; `lock`: held until the transaction ends.

    The organisation from which a case is may still note them once another keeps it: to whom may a family say
    that its word no longer stands, if not to those who have it.
    """
    if lock:
        Case.objects.select_for_update(no_key=True).filter(id=number).first()
    ours = Q(held_by=by.organisation) | Q(organisation=by.organisation)
    return get_object_or_404(
        visible_cases(by).filter(ours).select_related("child", "organisation"), id=number
    )


def name_for(by: Member, case: Case) -> str:
    """Return the name of a case's child, "" where it is withheld."""
    return "" if "name" in hidden_from(by, case) else case.child.name


def shown_records(case: Case) -> QuerySet[CaseRecord]:
    """Return which records are of a case, without those of withdrawn lists."""
    return case.records.filter(current=True, record__list__withdrawn_at__isnull=True)


def record_inside(by: Member, number: int) -> CaseRecord:
    """Return that a record the member sees is of a case they keep; raises Http404 otherwise."""
    inside = CaseRecord.objects.filter(case__in=kept_cases(by), record__in=visible_records(by), current=True)
    return get_object_or_404(inside.select_related("case__child", "record"), id=number)


def open_cases_of(one: PeopleList) -> list[str]:
    """Return the numbers of the cases that are not closed and have a record of a list."""
    found = Case.objects.filter(records__record__list=one, records__current=True)
    still = found.exclude(case_status__in=code_lists.ENDED).order_by("number").distinct()
    return list(still.values_list("number", flat=True))


def is_own(by: Member, case: Case) -> bool:
    """Tell whether the member's organisation holds a case."""
    return kept_cases(by).filter(id=case.pk).exists()


def hidden_from(by: Member, case: Case) -> frozenset[str]:
    """Return what of a case a member may not see: by role, by consent where it is from another office."""
    by_role = frozenset().union(*(fields for act, fields in _BY_ROLE.items() if not may(by, act)))
    if by.organisation_id == case.organisation_id:
        return by_role
    return by_role | withheld(case, by.organisation.name, "sharing")


class Named(NamedTuple):
    """People whom a case knows: its relatives, and who was verified."""

    people: Sequence[str] = ()
    verified: str = ""


NOBODY = Named()


def named_for(by: Member, case: Case) -> Named:
    """Return the people whom a case knows, nobody to whom its relatives are not shown."""
    if "relatives" in hidden_from(by, case):
        return NOBODY
    now = standing(one.plain() for one in case.steps.order_by("id"))
    check = now.latest.get(Kind.RELATIONSHIP_CHECKED)
    verified = str(check.said.get("whom", "")) if check and now.verified() else ""
    relatives = case.relatives.filter(ended_at__isnull=True).order_by("id").values_list("name", flat=True)
    return Named(list(dict.fromkeys(filter(None, [verified, *relatives]))), verified)


def misplaced() -> tuple[int, list[str]]:
    """Return how many cases there are, and those whose stored status is not what their steps add up to."""
    every = Case.objects.select_related("organisation").prefetch_related("steps").order_by("id")
    count, wrong = 0, []
    for case in every.iterator(chunk_size=500):
        count += 1
        ledger = sorted(case.steps.all(), key=lambda one: one.pk)
        if case.tracing_status != standing(one.plain() for one in ledger).status:
            wrong.append(f"{case.number} ({case.organisation.name})")
    return count, wrong


def step_seen(by: Member, number: int) -> Step:
    """Return a step of a case that the member's organisation holds; raises Http404 otherwise."""
    return get_object_or_404(Step.objects.filter(case__in=kept_cases(by)).select_related("by"), id=number)


def task_seen(by: Member, number: int) -> Task:
    """Return a task of a case that the member's organisation holds; raises Http404 otherwise."""
    ours = Task.objects.filter(Q(case__in=kept_cases(by)) | Q(keeper=by, case__held_by=by.organisation))
    return get_object_or_404(ours.select_related("case__child"), id=number)


def care_seen(by: Member, number: int) -> Care:
    """Return a care of a case that the member's organisation holds; raises Http404 otherwise."""
    ours = Care.objects.filter(case__in=kept_cases(by), mistake_at__isnull=True)
    return get_object_or_404(ours.select_related("case"), id=number)


def tasks(by: Member, *, mine: bool, overdue: bool) -> QuerySet[Task]:
    """Return tasks that are not done, the soonest due first."""
    require(by, Act.SEE_CASES)
    found = Task.objects.filter(done_at__isnull=True).select_related("case__child", "keeper")
    if mine:
        found = found.filter(keeper=by, case__held_by=by.organisation)
    else:
        found = found.filter(case__in=kept_cases(by))
    if overdue:
        found = found.filter(due_on__lt=timezone.localdate())
    return found.order_by("due_on", "id")


def moves_seen(by: Member, case: Case) -> QuerySet[Move]:
    """Return where a case went: all of it for who holds it, for others what was sent to them."""
    found = case.moves.select_related("to_member", "to_organisation", "by").order_by("-id")
    if by.organisation_id in (case.held_by_id, case.organisation_id):
        return found
    return found.filter(to_organisation=by.organisation)


def ever_moved(by: Member) -> QuerySet[Any]:
    """Return the numbers of the cases that our organisation holds and that another was ever let see."""
    ours = Move.objects.filter(case__held_by=by.organisation_id)
    return ours.filter(to_organisation__isnull=False).order_by("-id").values_list("case", flat=True)


def move_answerable(by: Member, number: int, *, to_us: bool) -> Move:
    """Return what was sent to us and waits, or what we sent and may revoke, held; else raise Http404."""
    found = Move.objects.select_for_update().filter(id=number).exclude(kind="assign")
    if to_us:
        return get_object_or_404(found, to_organisation=by.organisation, state="in_progress")
    move = get_object_or_404(found, state__in=Move.LIVE)
    if not kept_cases(by).filter(id=move.case_id).exists():
        raise Http404
    return move


def members_for(by: Member, act: Act) -> list[tuple[int, str]]:
    """Return the members of the organisation who may do something, as choices."""
    found = Member.objects.filter(organisation=by.organisation, is_active=True).order_by(
        by_alphabet("name"), "pk"
    )
    return [(one.pk, one.name) for one in found if may(one, act)]


def organisations_for(by: Member) -> list[tuple[int, str]]:
    """Return the other organisations, as choices."""
    found = Organisation.objects.exclude(id=by.organisation_id).order_by(by_alphabet("name"))
    return [(one.pk, one.name) for one in found]


def bid_required(organisation: int) -> bool:
    """Tell whether an organisation asks for a best interests determination before every return."""
    return Practice.objects.filter(organisation=organisation, bid_required=True).exists()


def places_for(by: Member, chosen: Collection[int] = ()) -> Offered:
    """Return the places of the registry, as choices; none for whoever may not see where a child is."""
    return places_offered(by, chosen) if may(by, Act.SEE_REGISTRY) else Offered([])


def move_waiting(by: Member, number: int) -> Move:
    """Return what another organisation sent and that waits for our answer; raises Http404 otherwise."""
    return get_object_or_404(Move, id=number, to_organisation=by.organisation, state="in_progress")
