"""What members note around a child: family, brothers and sisters, care, consent, tasks."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kintrace.office.accounts.may import Act, may, require
from kintrace.office.accounts.models import Member
from kintrace.office.cases.case_queries import consent_case, own_case, task_seen
from kintrace.office.cases.code_lists import FIELDS
from kintrace.office.cases.consent import withheld
from kintrace.office.cases.models import Care, Case, Consent, Relative, SiblingLink, Task
from kintrace.office.journal.actions import write
from kintrace.office.registry.models import Place


def _open(by: Member, number: int) -> Case:
    """Return a case to be written to, held; raises ValidationError when it is closed."""
    require(by, Act.KEEP_CASES)
    case = own_case(by, number, lock=True)
    _require_open(case)
    return case


def _require_open(case: Case) -> None:
    if case.case_status != "open":
        raise ValidationError(_("The case is closed. Reopen it first."))


@transaction.atomic
def add_relative(*, by: Member, number: int, **said: Any) -> Relative:
    """Note a person of the child's family."""
    require(by, Act.SEE_INQUIRER)
    made = Relative.objects.create(case=_open(by, number), by=by, **said)
    write("added relative", by=by, about=("case", number), relative=made.pk)
    return made


@transaction.atomic
def end_relative(*, by: Member, number: int, relative: int) -> None:
    """Show a relative no longer: it was a mistake."""
    require(by, Act.SEE_INQUIRER)
    live = Relative.objects.filter(id=relative, case=_open(by, number), ended_at__isnull=True)
    if live.update(ended_at=timezone.now()):
        write("ended relative", by=by, about=("case", number), relative=relative)


@transaction.atomic
def link_sibling(*, by: Member, number: int, other: str) -> SiblingLink:
    """Say that the child of another case, named by its number, is a brother or sister."""
    case = _open(by, number)
    found = Case.objects.filter(held_by=by.organisation, organisation=case.organisation, number=other.strip())
    sibling = found.exclude(id=case.pk).first()
    if sibling is None:
        raise ValidationError(_("There is no other case with this number."))
    either = Q(case=case, other=sibling) | Q(case=sibling, other=case)
    if SiblingLink.objects.filter(either, ended_at__isnull=True).exists():
        raise ValidationError(_("They are linked already."))
    made = SiblingLink.objects.create(case=case, other=own_case(by, sibling.pk), by=by)
    write("linked siblings", by=by, about=("case", number), other=sibling.pk)
    return made


@transaction.atomic
def end_sibling(*, by: Member, number: int, link: int) -> None:
    """Say that two children are no brother or sister after all."""
    case = _open(by, number)
    live = SiblingLink.objects.filter(Q(case=case) | Q(other=case), id=link, ended_at__isnull=True)
    if live.update(ended_at=timezone.now()):
        write("ended sibling link", by=by, about=("case", number), link=link)


@transaction.atomic
def begin_care(*, by: Member, number: int, place: int | None = None, **said: Any) -> Care:
    """Note who cares for the child from now on; what was before ends."""
    require(by, Act.SEE_FACILITY)
    case = _open(by, number)
    where = Place.objects.filter(organisation=by.organisation, id=place).first() if place else None
    if place and where is None:
        raise ValidationError(_("There is no such place."))
    why = said.pop("why_changed", "")
    case.cares.filter(ended=False).update(ended=True, until_on=said.get("from_on", ""), why_changed=why)
    made = Care.objects.create(case=case, by=by, place=where, **said)
    write("began care", by=by, about=("case", number), care=made.pk, kind=made.kind)
    return made


@transaction.atomic
def note_consent(*, by: Member, number: int, **said: Any) -> Consent:
    """Note what was said of a purpose and a recipient; it takes the place of what was said before.

    A consent is refused or taken back at any time, also when the case is closed. Of a case from another
    organisation, whoever keeps it lets nothing go anywhere that is withheld from themselves.
    """
    require(by, Act.KEEP_CASES)
    case = consent_case(by, number, lock=True)
    if said.get("answer") == "given":
        _require_open(case)
        _require_not_wider(by, case, said.get("withheld", ()))
    made = Consent.objects.create(case=case, by=by, **said)
    write(
        "noted consent",
        by=by,
        about=("case", number),
        consent=made.pk,
        purpose=made.purpose,
        answer=made.answer,
    )
    return made


def _require_not_wider(by: Member, case: Case, back: Collection[str]) -> None:
    """Refuse a consent to what a member's organisation, which was sent the case, may not have itself."""
    if by.organisation_id == case.organisation_id:
        return
    lets_out = withheld(case, by.organisation.name, "sharing").difference(back)
    if lets_out:
        fields = ", ".join(str(FIELDS[one]) for one in FIELDS if one in lets_out)
        said = _(
            "This is withheld from your own organisation: %(fields)s. %(name)s, from which the case is, can "
            "note that it may go somewhere."
        )
        raise ValidationError(said % {"fields": fields, "name": case.organisation.name})


@transaction.atomic
def add_task(*, by: Member, number: int, keeper: int, kind: str, due_on: dt.date, note: str = "") -> Task:
    """Give a member something to do for a case until a day."""
    case = _open(by, number)
    who = Member.objects.filter(organisation=by.organisation, is_active=True, id=keeper).first()
    if who is None or not may(who, Act.SEE_CASES):
        raise ValidationError(_("This member does not work on cases."))
    made = Task.objects.create(case=case, by=by, keeper=who, kind=kind, due_on=due_on, note=note)
    write("added task", by=by, about=("case", number), task=made.pk, kind=kind)
    return made


@transaction.atomic
def finish_task(*, by: Member, number: int) -> Task:
    """Say that a task is done; its keeper, or who keeps the case, does."""
    task = task_seen(by, number)
    if task.keeper_id != by.pk:
        require(by, Act.KEEP_CASES)
    if Task.objects.filter(id=task.pk, done_at__isnull=True).update(done_at=timezone.now()):
        write("finished task", by=by, about=("case", task.case_id), task=task.pk)
    return task
