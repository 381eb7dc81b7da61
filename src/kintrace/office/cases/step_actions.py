"""Steps of a case: record one, take one back. Nothing recorded is ever changed or removed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from kintrace.office.accounts.holding import hold as hold_organisation
from kintrace.office.accounts.may import require
from kintrace.office.accounts.models import Member
from kintrace.office.cases import case_records, refusing, standing, steps, words
from kintrace.office.cases.case_queries import bid_required, own_case, step_seen
from kintrace.office.cases.may import ACT_OF, may_take_back
from kintrace.office.cases.models import Case, Step
from kintrace.office.cases.steps import Kind
from kintrace.office.journal.actions import write
from kintrace.office.journal.unnamed import refuse_names


@dataclass(frozen=True, slots=True)
class Word:
    """A step that a member wants to record: see steps.Step."""

    kind: Kind
    on: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


def record(*, by: Member, number: int, word: Word) -> Step:
    """Record a step of a case; raises ValidationError with the reason when a gate is shut."""
    if word.kind not in ACT_OF or word.kind == Kind.OPENED:
        raise ValidationError(_("Choose what happened."))
    require(by, ACT_OF[word.kind])
    with transaction.atomic():
        if word.kind == Kind.REOPENED:
            _hold_organisation_of(number)
        case = own_case(by, number, lock=True)
        said = dict(word.said)
        if word.kind in (Kind.RETURN_AGREED, Kind.REUNIFIED):
            said["bid_required"] = bid_required(by.organisation_id)
            if why := case_records.against(case):
                raise ValidationError(words.CONTRADICTIONS[why], code=why)
        if word.kind == Kind.CLOSED:
            said["workflow_before"] = case.workflow
        step = _added(by, case, word, said)
        write("recorded step", by=by, about=("case", case.pk), step=step.pk, kind=step.kind)
    return step


def take_back(*, by: Member, number: int, why: str) -> Step:
    """Take a step back; raises ValidationError, naming the step, when a later one rests on it."""
    with transaction.atomic():
        old = step_seen(by, number)
        if old.kind not in ACT_OF or not may_take_back(by, old.kind, old.by_id):
            raise PermissionDenied(_("Only who recorded a step, or a coordinator, takes it back."))
        _hold_organisation_of(old.case_id)
        case = own_case(by, old.case_id, lock=True)
        refuse_names(why, case.child.called())
        step = _added(by, case, Word(Kind.TAKEN_BACK, note=why), {}, old)
        write("took back step", by=by, about=("case", case.pk), why=why, step=old.pk, kind=old.kind)
    return step


def _added(by: Member, case: Case, word: Word, said: dict[str, Any], takes_back: Step | None = None) -> Step:
    """Add a step to the ledger unless the core refuses it, and store what the ledger now adds up to."""
    ledger = [one.plain() for one in case.steps.order_by("id")]
    new = steps.Step(
        ledger[-1].number + 1, word.kind, word.on, said, word.note, takes_back.pk if takes_back else None
    )
    refused = refusing.refusal(ledger, new, timezone.localdate())
    if refused:
        raise ValidationError(words.told(refused, new, ledger), code=refused.why)
    step = Step.objects.create(
        case=case, kind=word.kind, by=by, on=word.on, said=said, note=word.note.strip(), takes_back=takes_back
    )
    was = case.case_status
    settle(case)
    if case.case_status == "open" != was:
        _require_records(case)
    return step


def _hold_organisation_of(number: int) -> None:
    """Hold the organisation that a case is of, before the case: its lists are withdrawn under it."""
    case = get_object_or_404(Case, id=number)
    hold_organisation(case.organisation_id)


def _require_records(case: Case) -> None:
    """Refuse to open a case again while a list is withdrawn that it has a record of.

    Call it in a transaction that holds the organisation.
    """
    gone = case.records.filter(current=True, record__list__withdrawn_at__isnull=False)
    names = sorted(set(gone.values_list("record__list__name", flat=True)))
    if names:
        said = _("A list with a record of this case was withdrawn: %(names)s. Have it brought back first.")
        raise ValidationError(said % {"names": ", ".join(names)})


def settle(case: Case) -> None:
    """Store what the steps of a case add up to; call it in the transaction that added one."""
    ledger = {one.pk: one for one in case.steps.order_by("id")}
    played = [one.plain() for one in ledger.values()]
    now, changed = standing.standing(played), standing.changed_by(played)
    case.tracing_status = now.status
    case.status_since = ledger[changed.number].at if changed else None
    if now.closed:
        case.case_status = "duplicate" if now.closed.outcome == "duplicate" else "closed"
        case.workflow = "closed"
    elif case.case_status != "open":
        case.case_status, case.workflow = "open", _workflow_again(case, now)
    case.save(update_fields=["tracing_status", "status_since", "case_status", "workflow"])


def _workflow_again(case: Case, now: standing.Standing) -> str:
    last = case.steps.order_by("-id")[0]
    if last.kind == Kind.REOPENED:
        return "reopened"
    closing = last.takes_back
    return str(closing.said.get("workflow_before", "new")) if closing else "new"
