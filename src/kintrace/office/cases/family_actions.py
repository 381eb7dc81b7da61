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
from kintrace.office.cases.case_queries import care_seen, consent_case, own_case, task_seen
from kintrace.office.cases.code_lists import FIELDS
from kintrace.office.cases.consent import withheld
from kintrace.office.cases.models import Care, Case, Consent, Relative, SiblingLink, Task
from kintrace.office.journal.actions import write
from kintrace.office.journal.unnamed import refuse_names
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
    before = case.cares.filter(ended=False)
    replaced = {str(one.pk): [one.until_on, one.why_changed] for one in before}
    before.update(ended=True, until_on=said.get("from_on", ""), why_changed=why)
    made = Care.objects.create(case=case, by=by, place=where, replaced=replaced, **said)
    write("began care", by=by, about=("case", number), care=made.pk, kind=made.kind)
    return made


@transaction.atomic
def take_back_care(*, by: Member, number: int, why: str) -> Case:
    """Say that the care noted last was a mistake: what it ended goes on, with what was said of it before."""
    require(by, Act.SEE_FACILITY)
    case = _open(by, care_seen(by, number).case_id)
    refuse_names(why, case.child.called())
    last = case.cares.filter(mistake_at__isnull=True).order_by("-id").first()
    if last is None or last.pk != number:
        raise ValidationError(_("Care that was noted later rests on this one. Take that back first."))
    said = {"mistake_at": timezone.now(), "mistake_by": by, "mistake_why": why, "ended": True}
    case.cares.filter(id=number).update(**said)
    for one, (until, changed) in _replaced(case, last).items():
        case.cares.filter(id=one).update(ended=False, until_on=until, why_changed=changed)
    write("took back care", by=by, about=("case", case.pk), why=why, care=number)
    return case


def _replaced(case: Case, care: Care) -> dict[int, tuple[str, str]]:
    """Return what a care ended, as it was; of one noted before that was kept, the care before it."""
    if care.replaced is not None:
        return {int(number): (until, why) for number, (until, why) in care.replaced.items()}
    earlier = case.cares.filter(mistake_at__isnull=True, id__lt=care.pk).order_by("-id").first()
    return {earlier.pk: ("", "")} if earlier else {}


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
    task = _own_task(by, number)
    if Task.objects.filter(id=task.pk, done_at__isnull=True).update(done_at=timezone.now()):
        write("finished task", by=by, about=("case", task.case_id), task=task.pk)
    return task


@transaction.atomic
def cancel_task(*, by: Member, number: int, why: str) -> Task:
    """Say that a task is not to be done after all; its keeper, or who keeps the case, does."""
    task = _own_task(by, number)
    refuse_names(why, task.case.child.called())
    live = Task.objects.filter(id=task.pk, done_at__isnull=True)
    if not live.update(done_at=timezone.now(), cancel_why=why):
        raise ValidationError(_("This task has ended already."))
    write("cancelled task", by=by, about=("case", task.case_id), why=why, task=task.pk)
    return task


@transaction.atomic
def reopen_task(*, by: Member, number: int) -> Task:
    """Say that a task is still to be done: it was finished or cancelled by mistake."""
    task = _own_task(by, number)
    _require_open(Case.objects.select_for_update(no_key=True).get(id=task.case_id))
    if Task.objects.filter(id=task.pk, done_at__isnull=False).update(done_at=None, cancel_why=""):
        write("reopened task", by=by, about=("case", task.case_id), task=task.pk)
    return task


def _own_task(by: Member, number: int) -> Task:
    """Return a task that the member keeps, or of a case that they keep."""
    task = task_seen(by, number)
    if task.keeper_id != by.pk:
        require(by, Act.KEEP_CASES)
    return task
