"""Hold people before they are taken out: their organisation first, then their rows, the journal last of all.

Every act holds rows of its own first and the journal last, so nobody waits for a row with the journal in
their hands. The rows are held without their keys: whoever wrote of one of them and has the journal already
may still end, for only then the database looks whether what they point to is there. Once we have the journal
nobody else is at their end, and the rows can go.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from kintrace.office.accounts.holding import hold as hold_organisation
from kintrace.office.cases.models import Case, CaseRecord, Move, SiblingLink, Task
from kintrace.office.journal.actions import hold
from kintrace.office.registry.models import Child, Indicator, Transfer
from kintrace.office.tracing.models import PeopleList, Proposal, Record, Referral, Sighting
from kintrace.office.tracing.pair_holding import hold_pairs
from kintrace.office.tracing.queue_models import Looking


def hold_people(organisation: int, records: Collection[int], children: Collection[int]) -> None:
    """Let nobody write of these people, open a case or withdraw a list until the transaction ends."""
    hold_organisation(organisation)
    hold_pairs(organisation)
    for rows in (*_of_records(organisation, records), *_of_children(children)):
        list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    hold()


def _of_records(organisation: int, records: Collection[int]) -> Iterator[QuerySet[Any]]:
    """Give what is written of records, in the order in which acts hold it."""
    rows: dict[int, set[int]] = {}
    for number, row in Record.objects.filter(pk__in=records).values_list("list", "row"):
        rows.setdefault(number, set()).add(row)
    if not rows:
        return
    lists = PeopleList.objects.filter(organisation=organisation)
    files = set(lists.filter(pk__in=rows).exclude(sha256="").values_list("sha256", flat=True))
    yield lists.filter(Q(pk__in=rows) | Q(sha256__in=files))
    versions: list[int] = []
    for number, some in sorted(rows.items()):
        yield (found := Record.objects.filter(list=number, row__in=some))
        versions += found.values_list("pk", flat=True)
    pairs = Proposal.objects.filter(Q(left__in=versions) | Q(right__in=versions))
    yield pairs
    yield Looking.objects.filter(proposal__in=list(pairs.values_list("pk", flat=True)))
    for kind in (Referral, Sighting, CaseRecord):
        yield kind.objects.filter(record__in=versions)


def _of_children(children: Collection[int]) -> Iterator[QuerySet[Any]]:
    """Give what is written of children, in the order in which acts hold it."""
    if not children:
        return
    cases = list(Case.objects.filter(child__in=children).values_list("pk", flat=True))
    transfers = list(Transfer.objects.filter(child__in=children).values_list("pk", flat=True))
    yield Move.objects.filter(case__in=cases)
    yield Case.objects.filter(pk__in=cases)
    for kind in (Task, CaseRecord):
        yield kind.objects.filter(case__in=cases)
    yield SiblingLink.objects.filter(Q(case__in=cases) | Q(other__in=cases))
    yield Child.objects.filter(pk__in=children)
    yield Transfer.objects.filter(pk__in=transfers)
    yield Indicator.objects.filter(transfer__in=transfers)
