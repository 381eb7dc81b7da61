"""Where a case goes: to another member, to another organisation to see or to keep; and back."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kintrace.office.accounts.may import Act, may, require
from kintrace.office.accounts.models import Member, Organisation
from kintrace.office.cases.case_queries import move_answerable, own_case
from kintrace.office.cases.consent import is_given
from kintrace.office.cases.models import Move
from kintrace.office.journal.actions import write
from kintrace.office.journal.unnamed import refuse_names


@dataclass(frozen=True, slots=True)
class Sending:
    """To which organisation a case goes, why, and by what right where nobody consented to it."""

    kind: str
    to: int
    why: str
    consent_basis: str = ""


@transaction.atomic
def assign(*, by: Member, number: int, to: int, why: str) -> Move:
    """Give a case to another member of the organisation, who keeps it from now on."""
    require(by, Act.MOVE_CASES)
    case = own_case(by, number, lock=True)
    who = Member.objects.filter(organisation=by.organisation, is_active=True, id=to).first()
    if who is None or not may(who, Act.KEEP_CASES):
        raise ValidationError(_("This member does not keep cases."))
    refuse_names(why, case.child.called())
    case.keeper, case.team = who, who.team or case.team
    case.save(update_fields=["keeper", "team"])
    now = timezone.now()
    made = Move.objects.create(
        case=case, by=by, kind="assign", to_member=who, why=why, state="done", ended_at=now
    )
    write("assigned case", by=by, about=("case", case.pk), why=why, to=who.pk)
    return made


@transaction.atomic
def send(*, by: Member, number: int, sending: Sending) -> Move:
    """Refer a case to another organisation, or ask it to take the case over."""
    require(by, Act.MOVE_CASES)
    case = own_case(by, number, lock=True)
    if case.case_status != "open":
        raise ValidationError(_("The case is closed. Reopen it first."))
    other = Organisation.objects.exclude(id=by.organisation_id).filter(id=sending.to).first()
    if other is None:
        raise ValidationError(_("There is no such organisation."))
    refuse_names(sending.why, case.child.called())
    consented = is_given(case, other.name, "sharing")
    if not consented and not sending.consent_basis.strip():
        raise ValidationError(
            _("Nobody consented to share this case with %(name)s. Say by what right it goes there.")
            % {"name": other.name}
        )
    live = Move.objects.filter(case=case, to_organisation=other, state__in=Move.LIVE)
    if live.exists() or (sending.kind == "transfer" and _waits(case.pk)):
        raise ValidationError(_("It was sent already, and that has not ended."))
    made = Move.objects.create(
        case=case,
        by=by,
        kind=sending.kind,
        to_organisation=other,
        why=sending.why,
        consent_basis="" if consented else sending.consent_basis.strip(),
    )
    act = "referred case" if sending.kind == "refer" else "asked to transfer case"
    write(act, by=by, about=("case", case.pk), why=sending.why, to=other.pk, consented=consented)
    return made


@transaction.atomic
def answer(*, by: Member, number: int, accepted: bool, said: str = "") -> Move:
    """Accept or reject what another organisation sent; who accepts a transfer keeps the case from now on."""
    require(by, Act.MOVE_CASES)
    move = move_answerable(by, number, to_us=True)
    move.state, move.answer = ("accepted" if accepted else "rejected"), said.strip()
    move.ended_at = None if accepted else timezone.now()
    if accepted and move.kind == "transfer":
        move.state, move.ended_at = "done", timezone.now()
        case = move.case
        case.held_by, case.keeper, case.team = by.organisation, by, by.team
        case.save(update_fields=["held_by", "keeper", "team"])
    move.save(update_fields=["state", "answer", "ended_at"])
    write("accepted case" if accepted else "rejected case", by=by, about=("case", move.case_id), move=move.pk)
    return move


@transaction.atomic
def revoke(*, by: Member, number: int) -> Move:
    """Take back what was sent: a referral, or a transfer that waits for an answer."""
    require(by, Act.MOVE_CASES)
    move = move_answerable(by, number, to_us=False)
    move.state, move.ended_at = "revoked", timezone.now()
    move.save(update_fields=["state", "ended_at"])
    write("revoked sending of case", by=by, about=("case", move.case_id), move=move.pk)
    return move


def _waits(case: int) -> bool:
    return Move.objects.filter(case=case, kind="transfer", state="in_progress").exists()
