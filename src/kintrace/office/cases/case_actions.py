"""What members do with a case as a whole: open it, change its facts, look at it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kintrace.office.accounts.holding import hold as hold_organisation
from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.cases.case_queries import case_seen, own_case, record_inside
from kintrace.office.cases.case_records import is_joined, more_of_the_child, put, take_out
from kintrace.office.cases.models import Case, CaseRecord, CaseVersion, Practice, Step
from kintrace.office.cases.steps import Kind
from kintrace.office.journal.actions import write
from kintrace.office.journal.unnamed import refuse_names
from kintrace.office.registry.actions import ChildSaid, add_child, next_number
from kintrace.office.registry.models import Child
from kintrace.office.tracing.identities import identity
from kintrace.office.tracing.models import Record


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a case: how the child was separated, how it stands, how urgent it is."""

    protection_status: str = ""
    risk_level: str = ""
    separated_on: str = ""
    separation_cause: str = ""
    separated_at: str = ""
    workflow: str = "new"


def open_case(*, by: Member, record: int, facts: Facts, bid_needed: bool = False, note: str = "") -> Case:
    """Open a case for the child of a record, and of all records decided to be of the same child."""
    require(by, Act.KEEP_CASES)
    with transaction.atomic():
        hold_organisation(by.organisation_id)
        gathered = identity(by, record).records
        records = [one for one in gathered if one.current and one.organisation_id == by.organisation_id]
        if not records:
            raise ValidationError(_("This is an earlier version of a record. Open the newest one."))
        child = _child_of(by, records)
        case = Case(organisation=by.organisation, held_by=by.organisation, team=by.team, child=child)
        case.number = next_number(by, "K-", Case.objects.all())
        case.opened_by = case.keeper = by
        case.synthetic = child.synthetic
        _put(case, facts)
        case.save(force_insert=True)
        CaseRecord.objects.bulk_create(CaseRecord(case=case, record=one) for one in records)
        said = {"bid_needed": bid_needed}
        Step.objects.create(case=case, kind=Kind.OPENED, by=by, said=said, note=note.strip())
        write("opened case", by=by, about=("case", case.pk), child=child.pk, records=[r.pk for r in records])
    return case


def change_case(*, by: Member, number: int, facts: Facts) -> Case:
    """Put right what is said of a case; what it said before stays, beside it."""
    require(by, Act.KEEP_CASES)
    with transaction.atomic():
        case = own_case(by, number, lock=True)
        before = {name: getattr(case, name) for name in Facts.__dataclass_fields__}
        _put(case, facts)
        changed = {name: value for name, value in before.items() if getattr(case, name) != value}
        if not changed:
            raise ValidationError(_("Nothing was changed."))
        case.save(update_fields=list(changed))
        CaseVersion.objects.create(case=case, by=by, before=changed)
        write("changed case", by=by, about=("case", case.pk), fields=sorted(changed))
    return case


def gather(*, by: Member, number: int) -> list[Record]:
    """Put into a case the records that were decided to be of its child after it was opened; return them."""
    require(by, Act.KEEP_CASES)
    with transaction.atomic():
        hold_organisation(by.organisation_id)
        case = own_case(by, number, lock=True)
        if case.case_status != "open":
            raise ValidationError(_("This case is closed."))
        records = more_of_the_child(by, case)
        if not records:
            raise ValidationError(_("No other record is decided to be of this child."))
        _refuse_if_open(Case.objects.filter(records__record__in=records, records__current=True))
        put(case, records)
        write("gathered records", by=by, about=("case", case.pk), records=[one.pk for one in records])
    return records


def take_record_out(*, by: Member, number: int, why: str) -> Case:
    """Take a record that is of another child out of a case, which is returned.

    Once it is decided to be of the child after all, `gather` puts it back.

    What the registry says of the child is looked at by people: its name and photo may be from the record.
    """
    require(by, Act.KEEP_CASES)
    with transaction.atomic():
        hold_organisation(by.organisation_id)
        case = own_case(by, record_inside(by, number).case_id, lock=True)
        if case.case_status != "open":
            raise ValidationError(_("This case is closed."))
        one = record_inside(by, number).record
        if case.records.filter(current=True).count() == 1:
            raise ValidationError(_("A case needs a record. Close the case instead, and say why."))
        if is_joined(case, one):
            said = _(
                "Decisions say that this record is of one child with others of the case. Change these first."
            )
            raise ValidationError(said)
        refuse_names(why, case.child.called() | {one.name})
        take_out(by, case, one, why)
        write("took record out of case", by=by, about=("case", case.pk), why=why, record=one.pk)
    return case


def take_photo_off(by: Member, record: Record, sha256: str) -> None:
    """Take a photo off the children who have it from a record, in any version, because it was wrong there.

    Call it in the transaction that takes it off the record.
    """
    same = CaseRecord.objects.filter(record__list=record.list_id, record__row=record.row)
    for child in Child.objects.filter(id__in=same.values("case__child"), photo=sha256).order_by("id"):
        child.photo = ""
        child.save(update_fields=["photo"])
        write("took off photo", by=by, about=("child", child.pk), record=record.pk)


def see(*, by: Member, number: int) -> Case:
    """Open a case, and tell the journal who saw it."""
    case = case_seen(by, number)
    write("saw case", by=by, about=("case", case.pk), child=case.child_id)
    return case


def tell_list(*, by: Member, cases: list[int]) -> None:
    """Tell the journal which cases a list showed to a member."""
    require(by, Act.SEE_CASES)
    write("saw cases", by=by, cases=cases)


def ask_determination(*, by: Member, wanted: bool) -> None:
    """Say whether every return of the organisation needs a best interests determination."""
    require(by, Act.MANAGE_MEMBERS)
    with transaction.atomic():
        Practice.objects.update_or_create(organisation=by.organisation, defaults={"bid_required": wanted})
        write("asked for determinations" if wanted else "asked for no determinations", by=by)


def _put(case: Case, facts: Facts) -> None:
    for name in Facts.__dataclass_fields__:
        setattr(case, name, getattr(facts, name))


def _child_of(by: Member, records: list[Record]) -> Child:
    """Return the child of these records: the registry's, if they had a case before, or a new one."""
    inside = {"records__record__in": records, "records__out_at__isnull": True}
    earlier = Case.objects.filter(**inside, organisation=by.organisation)
    _refuse_if_open(earlier)
    before = earlier.order_by("-id").select_related("child").first()
    if before:
        return before.child
    first = records[0]
    said = ChildSaid(
        name=first.name,
        source=first.list.source,
        other_names="; ".join(sorted({one.name for one in records[1:]} - {first.name}))[:1000],
        sex=first.sex,
        birth=first.birth,
        photo=next((one.photo for one in records if one.photo), ""),
        synthetic=all(one.list.synthetic for one in records),
    )
    return add_child(by=by, said=said)


def _refuse_if_open(cases: QuerySet[Case]) -> None:
    still = cases.filter(case_status="open").first()
    if still:
        raise ValidationError(_("Case %(number)s is open for this child.") % {"number": still.number})
