"""Which records belong to a case: of a corrected one the new version, and those that are decided to be of its
child after it was opened; and whether they still agree.
"""

from kintrace.office.accounts.models import Member
from kintrace.office.cases.models import Case, CaseRecord
from kintrace.office.tracing.identities import joined, of_one_child
from kintrace.office.tracing.may import visible_records
from kintrace.office.tracing.models import Proposal, Record
from kintrace.office.tracing.pair_standing import Standing


def follow(old: Record, new: Record) -> None:
    """Put the new version of a record into the cases that had the old one; that it was there stays."""
    links = CaseRecord.objects.filter(record=old, current=True)
    cases = list(links.values_list("case_id", flat=True))
    links.update(current=False)
    CaseRecord.objects.bulk_create(CaseRecord(case_id=case, record=new) for case in cases)


def more_of_the_child(by: Member, case: Case) -> list[Record]:
    """Return the organisation's records that are decided to be of a case's child, and not in it."""
    inside = set(case.records.filter(current=True).values_list("record_id", flat=True))
    own = visible_records(by).filter(id__in=inside, organisation=by.organisation)
    found = of_one_child(by, own.values_list("id", flat=True)).exclude(id__in=inside)
    return list(found.filter(organisation=by.organisation, current=True).order_by("id"))


APART = "records_apart"
"""What is said of such a case: a key of words.CONTRADICTIONS."""


def apart(case: Case) -> bool:
    """Tell whether the records of a case are no longer decided to be of one child.

    A pair of them was decided to be of two, or one that joined them was taken back.
    """
    records = set(case.records.filter(current=True).values_list("record_id", flat=True))
    pairs = Proposal.objects.filter(left__in=records, right__in=records, decisions__isnull=False)
    verdicts = set(pairs.values_list("verdict", flat=True))
    if verdicts & {Standing.DIFFERENT, Standing.CONFLICT}:
        return True
    return bool(verdicts - {Standing.SAME}) and not records <= joined(case.organisation_id, {min(records)})
