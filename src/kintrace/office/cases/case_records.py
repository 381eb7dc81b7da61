"""Which records belong to a case: of a corrected one the new version, and those that are decided to be of its
child after it was opened, but for those taken out; and whether they still agree.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from kintrace.office.accounts.models import Member
from kintrace.office.cases.models import Case, CaseRecord
from kintrace.office.cases.standing import standing
from kintrace.office.cases.steps import Kind
from kintrace.office.tracing.identities import joined, of_one_child
from kintrace.office.tracing.may import visible_records
from kintrace.office.tracing.models import Proposal, Record
from kintrace.office.tracing.pair_standing import Standing


def follow(old: Record, new: Record) -> None:
    """Put the new version of a record into the cases that had the old one; that it was there stays."""
    links = CaseRecord.objects.filter(record=old, current=True)
    cases = list(links.select_for_update(no_key=True).values_list("case_id", flat=True))
    links.update(current=False)
    CaseRecord.objects.bulk_create(CaseRecord(case_id=case, record=new) for case in cases)


def more_of_the_child(by: Member, case: Case) -> list[Record]:
    """Return the organisation's records that are decided to be of a case's child, and not in it."""
    inside = _inside(case)
    own = visible_records(by).filter(id__in=inside, organisation=by.organisation)
    found = of_one_child(by, own.values_list("id", flat=True)).exclude(id__in=inside)
    return list(found.filter(organisation=by.organisation, current=True).order_by("id"))


def put(case: Case, records: Iterable[Record]) -> None:
    """Put records into a case: new ones, and those that were taken out of it."""
    for one in records:
        _versions(case, one).update(out_at=None, out_by=None, out_why="")
        CaseRecord.objects.update_or_create(case=case, record=one, defaults={"current": True})


def take_out(by: Member, case: Case, record: Record, why: str) -> None:
    """Take a record out of a case in all its versions; that it was there, and why it went, stays."""
    _versions(case, record).update(current=False, out_at=timezone.now(), out_by=by, out_why=why)


def is_joined(case: Case, record: Record) -> bool:
    """Tell whether decisions in force say that a record and another one of the case are of one child."""
    inside = _inside(case)
    return bool(joined(case.organisation_id, {record.pk}) & inside - {record.pk})


def taken_out(by: Member, case: Case) -> list[CaseRecord]:
    """Return what was taken out of a case, without records that the member does not see."""
    found = case.records.filter(out_at__isnull=False, record__current=True, record__in=visible_records(by))
    return list(found.select_related("record", "out_by").order_by("id"))


def _inside(case: Case) -> set[int]:
    return set(case.records.filter(current=True).values_list("record_id", flat=True))


def _versions(case: Case, record: Record) -> QuerySet[CaseRecord]:
    return case.records.filter(record__list=record.list_id, record__row=record.row)


OUT_SINCE = "record_out_since_check"
APART = "records_apart"
"""What is said of such cases: keys of words.CONTRADICTIONS."""


def against(case: Case) -> str:
    """Return what in the records of a case speaks against a return, "" if nothing does."""
    return APART if apart(case) else OUT_SINCE if out_since_check(case) else ""


def out_since_check(case: Case) -> bool:
    """Tell whether a record was taken out after the relationship was checked: the check may rest on it."""
    ledger = list(case.steps.order_by("id"))
    check = standing(one.plain() for one in ledger).latest.get(Kind.RELATIONSHIP_CHECKED)
    checked = next((one.at for one in ledger if check and one.pk == check.number), None)
    return checked is not None and case.records.filter(out_at__gt=checked).exists()


def apart(case: Case) -> bool:
    """Tell whether the records of a case are no longer decided to be of one child.

    A pair of them was decided to be of two, or one that joined them was taken back.
    """
    records = _inside(case)
    pairs = Proposal.objects.filter(left__in=records, right__in=records, decisions__isnull=False)
    verdicts = set(pairs.values_list("verdict", flat=True))
    if verdicts & {Standing.DIFFERENT, Standing.CONFLICT}:
        return True
    return bool(verdicts - {Standing.SAME}) and not records <= joined(case.organisation_id, {min(records)})
