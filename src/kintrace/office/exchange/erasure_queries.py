"""Questions before an erasure: who else is the same person, what would go, what was erased."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.cases.models import Case, CaseRecord
from kintrace.office.exchange.models import Erasure
from kintrace.office.exchange.suppression import own_number, seal
from kintrace.office.registry.may import visible_children
from kintrace.office.registry.models import Child
from kintrace.office.tracing.identities import of_one_child
from kintrace.office.tracing.may import kept_records, visible_records
from kintrace.office.tracing.models import Record

PAGE = 50


@dataclass(frozen=True, slots=True)
class Person:
    """Whom an erasure is about: records, each in its newest version, and children of the registry."""

    records: list[Record] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)

    @property
    def told(self) -> str:
        """Return the numbers as one text: whoever erases says which they were shown."""
        return "-".join(
            ["r", *(str(one.pk) for one in self.records), "c", *(str(c.pk) for c in self.children)]
        )


def person_of_record(by: Member, number: int) -> Person:
    """Return a record of the member's organisation and who is known to be the same person."""
    require(by, Act.ERASE_PEOPLE)
    one = get_object_or_404(visible_records(by), id=number, organisation=by.organisation, current=True)
    same = {*_joined(by, {one.pk}), *_marked_alike(by, one), one.pk}
    inside = {"cases__records__record__in": same, "cases__records__out_at__isnull": True}
    children = Child.objects.filter(**inside)
    return _person(by, same, set(visible_children(by).filter(id__in=children).values_list("id", flat=True)))


def person_of_child(by: Member, number: int) -> Person:
    """Return a child of the registry, the records of its cases, and who is known to be the same person."""
    require(by, Act.ERASE_PEOPLE)
    one = get_object_or_404(visible_children(by), id=number)
    linked = CaseRecord.objects.filter(case__child=one, current=True).values("record")
    ours = list(_own_records(by).filter(id__in=linked))
    numbers = {record.pk for record in ours}
    alike = set().union(*(_marked_alike(by, record) for record in ours))
    return _person(by, numbers | _joined(by, numbers) | alike, {one.pk})


def kept_elsewhere(children: list[Child]) -> list[Case]:
    """Return the cases of children that another organisation keeps now: it has to erase them first."""
    cases = Case.objects.filter(child__in=children).select_related("held_by", "child", "organisation")
    return [one for one in cases if one.held_by_id != one.child.organisation_id]


def erasures(by: Member, before: int | None = None) -> list[Erasure]:
    """Return what was erased of the member's organisation, the newest first, a page."""
    require(by, Act.ERASE_PEOPLE)
    found = Erasure.objects.filter(organisation=by.organisation).select_related("by").order_by("-id")
    return list((found.filter(id__lt=before) if before else found)[:PAGE])


def _person(by: Member, records: set[int], children: set[int]) -> Person:
    found = _own_records(by).filter(id__in=records).select_related("list").order_by("id")
    return Person(list(found), list(visible_children(by).filter(id__in=children).order_by("id")))


def _joined(by: Member, numbers: set[int]) -> set[int]:
    return set(of_one_child(by, numbers).values_list("id", flat=True))


def _own_records(by: Member) -> QuerySet[Record]:
    """Return the records that can be erased: those of withdrawn lists are still kept, and go as well."""
    return kept_records(by).filter(organisation=by.organisation, current=True)


def _marked_alike(by: Member, one: Record) -> set[int]:
    """Return the records that would have the same mark, or are the same row: the same list, brought twice.

    The same row counts only in a withdrawn list: there the same cells may have been read wrongly. The cells
    are compared, not the files: a file goes with the first of its people who is erased.
    """
    mine = mark_of(one)
    keys = list(one.keys.values_list("key", flat=True))
    near: Any = _own_records(by).filter(keys__key__in=keys, birth=one.birth).distinct()
    found = {other.pk for other in near if mark_of(other) == mine}
    again = _own_records(by).filter(list__withdrawn_at__isnull=False, row=one.row)
    return found | {other.pk for other in again if other.as_written == one.as_written}


def mark_of(one: Record) -> str:
    """Return the mark of a record, as it was read."""
    return seal(one.organisation_id, own_number(one.list, one.number), one.people)
