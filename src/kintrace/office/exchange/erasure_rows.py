"""Take people out of the tables: what goes, in which order, and what stays of it.

What goes is first named in `Erased`; only then do the triggers of append-only tables let it go. A record goes
with its versions, its pairs and the decisions on them; a child goes with its transfers and cases. Of each
decision, step and case a skeleton stays. The journal stays as it is: it holds no names.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet

from kintrace.office.cases.models import (
    Care,
    Case,
    CaseRecord,
    CaseVersion,
    Consent,
    Move,
    Relative,
    SiblingLink,
    Step,
    Task,
)
from kintrace.office.exchange.models import Erased, Erasure, Skeleton
from kintrace.office.registry.models import Child, ChildKey, ChildVersion, Indicator, Transfer
from kintrace.office.tracing.kept_files import part_with_file
from kintrace.office.tracing.models import (
    Decision,
    ListState,
    NameKey,
    PeopleList,
    Proposal,
    Record,
    Referral,
    RejectedCell,
    Sighting,
)
from kintrace.office.tracing.queue_models import Looking


@dataclass(slots=True)
class Gone:
    """What went: how many of each kind, and the files to which they pointed."""

    counts: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)


def take_out_records(erasure: Erasure, records: Iterable[Record], gone: Gone) -> None:
    """Take out all versions of records, with their pairs and what was decided of them."""
    rows: dict[int, set[int]] = {}
    for one in records:
        rows.setdefault(one.list_id, set()).add(one.row)
    for number, some in rows.items():
        versions = Record.objects.filter(list=number, row__in=some)
        gone.files |= set(versions.exclude(photo="").values_list("photo", flat=True))
        ids = list(versions.values_list("id", flat=True))
        _take_out_pairs(erasure, ids, gone)
        _name(erasure, "record", ids, gone)
        for kind in (NameKey, Referral, Sighting, CaseRecord):
            _remove(kind.objects.filter(record__in=ids))
        _remove(RejectedCell.objects.filter(list=number, row__in=some))
        _remove(versions)
    for people_list in PeopleList.objects.filter(id__in=rows):
        if people_list.people is not None:
            people_list.people -= len(rows[people_list.pk])
            people_list.save(update_fields=["people"])
        if not erasure.asked and not people_list.records.exists():  # rows that hold nobody we could read
            _remove(RejectedCell.objects.filter(list=people_list))
        _part_with_file(people_list, gone, asked=erasure.asked)


def _part_with_file(one: PeopleList, gone: Gone, *, asked: bool) -> None:
    """Let a list go without its file, and so those that brought the same file and were never imported.

    One that was brought and waits for its columns keeps it, unless somebody asked for the erasure.
    """
    if not one.sha256:
        return
    gone.files.add(one.sha256)
    ended = [ListState.FAILED, ListState.CANCELLED, *([ListState.BROUGHT] if asked else [])]
    for other in PeopleList.objects.filter(
        organisation=one.organisation_id, sha256=one.sha256, state__in=ended
    ):
        part_with_file(other, asked=asked)
        PeopleList.objects.filter(pk=other.pk).update(state=ListState.CANCELLED)
    part_with_file(one, asked=asked)


def take_out_children(erasure: Erasure, children: Collection[int], gone: Gone) -> None:
    """Take out children of the registry, with their transfers, their cases and all that these say."""
    found = Child.objects.filter(id__in=children)
    gone.files |= set(found.exclude(photo="").values_list("photo", flat=True))
    cases = list(Case.objects.filter(child__in=children))
    transfers = list(Transfer.objects.filter(child__in=children).values_list("id", flat=True))
    ids = [one.pk for one in cases]
    steps = Step.objects.filter(case__in=ids)
    _keep(
        erasure, "case", [(one.pk, one.pk, one.opened_by_id, one.opened_at, one.case_status) for one in cases]
    )
    _keep(erasure, "step", [(one.pk, one.case_id, one.by_id, one.at, one.kind) for one in steps])
    _name(erasure, "child", list(children), gone)
    _name(erasure, "case", ids, gone)
    _name(erasure, "transfer", transfers, gone)
    of_case: tuple[type[Any], ...] = (Consent, Step, Relative, Care, Task, Move, CaseRecord, CaseVersion)
    for kind in of_case:
        _remove(kind.objects.filter(case__in=ids))
    _remove(SiblingLink.objects.filter(Q(case__in=ids) | Q(other__in=ids)))
    _remove(Case.objects.filter(id__in=ids))
    _remove(Indicator.objects.filter(transfer__in=transfers))
    _remove(Transfer.objects.filter(id__in=transfers))
    for of_child in (ChildKey, ChildVersion):
        _remove(of_child.objects.filter(child__in=children))
    _remove(found)


def _take_out_pairs(erasure: Erasure, records: list[int], gone: Gone) -> None:
    pairs = Proposal.objects.filter(Q(left__in=records) | Q(right__in=records))
    ids = list(pairs.values_list("id", flat=True))
    decisions = Decision.objects.filter(proposal__in=ids)
    said = [(one.pk, one.proposal_id, one.by_id, one.at, f"{one.verdict}: {one.reason}") for one in decisions]
    _keep(erasure, "decision", said)
    _name(erasure, "pair", ids, gone)
    _remove(decisions)
    _remove(Looking.objects.filter(proposal__in=ids))
    _remove(Proposal.objects.filter(id__in=ids))


def _name(erasure: Erasure, kind: str, numbers: list[int], gone: Gone) -> None:
    gone.counts[kind] += len(numbers)
    Erased.objects.bulk_create(Erased(erasure=erasure, kind=kind, number=one) for one in numbers)


def _keep(erasure: Erasure, kind: str, told: list[tuple[Any, ...]]) -> None:
    Skeleton.objects.bulk_create(
        Skeleton(erasure=erasure, kind=kind, number=number, of=of, by_id=by, at=at, said=said)
        for number, of, by, at, said in told
    )


def _remove(rows: QuerySet[Any, Model]) -> None:
    """Remove rows by one statement; what points to them goes in the same transaction, and is checked."""
    rows._raw_delete(rows.db)
