"""A case as its page shows it: without what the reader may not see."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F

from kintrace.office.accounts.may import Act, may
from kintrace.office.accounts.models import Member
from kintrace.office.cases import case_queries, case_records, code_lists, words
from kintrace.office.cases.family import family_of, left_behind
from kintrace.office.cases.fields_of import TELLING, fields_of_said, fields_of_step
from kintrace.office.cases.forms import Change
from kintrace.office.cases.may import ACT_OF, may_take_back
from kintrace.office.cases.models import Case, Step
from kintrace.office.cases.standing import BEFORE_RETURN, Standing, Status, standing
from kintrace.office.cases.step_forms import SAID_LABELS
from kintrace.office.cases.steps import Kind
from kintrace.office.journal.queries import who_looked
from kintrace.office.tracing.may import visible_records

_OPENS = {
    Kind.RELATIONSHIP_CHECKED: ("no_relationship_check", "relationship_not_verified", "located_since_check"),
    Kind.BIA_RECORDED: ("no_bia", "bia_against", "no_bid", "bid_against"),
    Kind.VIEW_RECORDED: ("no_view",),
}


def shown(by: Member, case: Case, looked_before: int | None = None) -> dict[str, Any]:
    """Return what the page of a case shows; looked_before: of who looked, those before this entry."""
    own, hidden = case_queries.is_own(by, case), case_queries.hidden_from(by, case)
    ledger = list(case.steps.select_related("by").order_by("id"))
    now = standing(one.plain() for one in ledger)
    required = case_queries.bid_required(case.held_by_id)
    elsewhere = by.organisation_id != case.organisation_id
    ours = by.organisation_id in (case.organisation_id, case.held_by_id)
    quiet = bool(hidden & {"steps", "interests", "wishes", *(["relatives"] if elsewhere else [])})
    relations = family_of(by, case)
    against = [*filter(None, [case_records.against(case)]), *now.contradictions()]
    return {
        "case": case,
        "own": own,
        "hidden": hidden,
        "facts": _facts(case, hidden) | {"case_status": case_status_for(by, case)},
        "name": case_queries.name_for(by, case),
        "versions": _versions(case, hidden),
        "stages": [] if "steps" in hidden else _stages(now),
        "missing": [] if quiet else [words.REFUSALS[key] for key in now.missing(required)],
        "gates": [] if quiet else _gates(now, required),
        "contradictions": [] if quiet else [words.CONTRADICTIONS[key] for key in against],
        "warnings": [] if quiet else [words.WARNINGS[key] for key in now.warnings()],
        "history": [] if "steps" in hidden else _history(by, ledger, hidden, own),
        "silent": elsewhere and not hidden.isdisjoint(TELLING),
        "acts_now": _acts(by, now, () if quiet else now.next_kinds(required)) if own else [],
        "moves": case_queries.moves_seen(by, case),
        "consenting": own or not elsewhere,
        "consents": case.consents.select_related("by").order_by("-id") if own or not elsewhere else [],
        "looked": who_looked(by, "case", case.pk, owned=ours, before=looked_before),
        "siblings": relations,
        "left_behind": "" if quiet else ", ".join(left_behind(by, now, relations)),
        **_around(by, case, hidden, own),
    }


def status_for(by: Member, case: Case) -> Any:
    """Return the tracing status of a case in words, "" where it is withheld."""
    return (
        "" if "steps" in case_queries.hidden_from(by, case) else words.STATUSES[Status(case.tracing_status)]
    )


def case_status_for(by: Member, case: Case) -> Any:
    """Return the status of a case in words: for the organisation that gave an open one away, transferred."""
    gone = by.organisation_id == case.organisation_id != case.held_by_id and case.case_status == "open"
    return code_lists.CASE_STATUSES["transferred" if gone else case.case_status]


def _around(by: Member, case: Case, hidden: frozenset[str], own: bool) -> dict[str, Any]:
    shut = "relatives" in hidden
    tasks = case.tasks.filter(done_at__isnull=True).select_related("keeper").order_by("due_on")
    return {
        "relatives": [] if shut else case.relatives.filter(ended_at__isnull=True).order_by("id"),
        "cares": [] if "care" in hidden else _cares(case, own),
        "tasks": tasks if own else [],
        "tasks_ended": case.tasks.filter(done_at__isnull=False).select_related("keeper").order_by("-done_at")
        if own
        else [],
        "more_records": len(case_records.more_of_the_child(by, case))
        if own and case.case_status == "open"
        else 0,
        "may_take_out": own and case.case_status == "open" and may(by, Act.KEEP_CASES),
        "taken_out": case_records.taken_out(by, case) if own else [],
        "records": visible_records(by)
        .filter(case_records__case=case, case_records__current=True)
        .annotate(link=F("case_records__id")),
    }


def _cares(case: Case, own: bool) -> list[dict[str, Any]]:
    """Return who cared for the child, the last first; mistakes only to who keeps the case."""
    every = case.cares.select_related("place").order_by("-id")
    found = [one for one in every if own or one.mistake_at is None]
    last = next((one for one in found if one.mistake_at is None), None)
    return [{"care": one, "last": one == last} for one in found]


def _facts(case: Case, hidden: frozenset[str]) -> dict[str, Any]:
    apart = "separation" not in hidden
    return {
        "birth": "" if "birth" in hidden else case.child.birth,
        "workflow": "" if "steps" in hidden else code_lists.WORKFLOWS[case.workflow],
        "protection": code_lists.PROTECTION.get(case.protection_status, "") if apart else "",
        "risk": "" if "interests" in hidden else code_lists.RISKS.get(case.risk_level, ""),
        "separated_on": case.separated_on if apart else "",
        "separated_at": case.separated_at if apart else "",
        "cause": code_lists.CAUSES.get(case.separation_cause, "") if apart else "",
    }


_FACTS: dict[str, tuple[str, Mapping[str, Any]]] = {
    "workflow": ("steps", code_lists.WORKFLOWS),
    "protection_status": ("separation", code_lists.PROTECTION),
    "risk_level": ("interests", code_lists.RISKS),
    "separated_on": ("separation", {}),
    "separation_cause": ("separation", code_lists.CAUSES),
    "separated_at": ("separation", {}),
}
"""Fact of a case -> the field of consent under which it falls, and the words for its ids."""


def _versions(case: Case, hidden: frozenset[str]) -> list[dict[str, Any]]:
    """Return what was said of a case before each change, the last first, without what is hidden."""
    told = []
    for one in case.versions.select_related("by").order_by("-id"):
        said = [
            (Change.base_fields[name].label, listed.get(one.before[name], one.before[name]) or "–")
            for name, (field, listed) in _FACTS.items()
            if name in one.before and field not in hidden
        ]
        if said:
            told.append({"version": one, "said": said})
    return told


def _stages(now: Standing) -> list[dict[str, Any]]:
    every = list(Status)
    reached = every.index(now.status)
    return [
        {"name": words.STATUSES[one], "done": at < reached, "here": at == reached}
        for at, one in enumerate(every)
    ]


def _gates(now: Standing, required: bool) -> list[dict[str, Any]]:
    lacking = now.gates_lack(required)
    return [
        {
            "name": words.KINDS[kind],
            "lacks": next((words.REFUSALS[key] for key in lacking if key in keys), ""),
        }
        for kind, keys in _OPENS.items()
    ]


def _acts(by: Member, now: Standing, nearer: Sequence[Kind]) -> list[dict[str, Any]]:
    """Return the steps a member may record now, with where; what brings the child nearer home is first."""
    never = {Kind.OPENED, Kind.REOPENED, *(BEFORE_RETURN if now.returned else (Kind.RETURN_ENDED,))}
    offered = [Kind.REOPENED] if now.closed else [kind for kind in ACT_OF if kind not in never]
    theirs = [kind for kind in offered if may(by, ACT_OF[kind])]
    first = next((kind for kind in nearer if kind in theirs), None)
    return [
        {"name": words.ASKS[kind], "address": address_of(kind), "first": kind == first}
        for kind in sorted(theirs, key=lambda kind: kind != first)
    ]


def address_of(kind: Kind) -> str:
    """Return the name of the address at which a step is recorded."""
    return f"case-{kind.replace('_', '-')}"


def _history(by: Member, ledger: list[Step], hidden: frozenset[str], own: bool) -> list[dict[str, Any]]:
    back = {one.takes_back_id: one for one in ledger if one.takes_back_id}
    kinds = {one.pk: one.kind for one in ledger}
    told = []
    for step in reversed(ledger):
        kind = Kind(step.kind)
        shut = bool(hidden & fields_of_step(kinds.get(step.takes_back_id or 0, kind)))
        stands = step.pk not in back and kind != Kind.TAKEN_BACK
        mine = own and stands and kind in ACT_OF and kind != Kind.OPENED
        told.append(
            {
                "step": step,
                "name": words.KINDS[kind],
                "outcome": "" if shut else words.OUTCOMES.get(kind, {}).get(step.plain().outcome, ""),
                "said": _said(step, hidden),
                "note": "" if shut else step.note,
                "of": step.takes_back_id,
                "stands": stands,
                "may_take_back": mine and may_take_back(by, kind, step.by_id),
            }
        )
    return told


def _said(step: Step, hidden: frozenset[str]) -> list[tuple[Any, str]]:
    return [
        (label, "; ".join(value) if isinstance(value, list) else str(value))
        for name, label in SAID_LABELS.get(step.kind, {}).items()
        if (value := step.said.get(name)) and not hidden & fields_of_said(step.kind, name)
    ]
