"""Who is who: the records that "same" decisions in force gather around one record.

Nothing is stored and nothing resolved. A decision taken back takes its link away; what contradicts itself is
shown with what contradicts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from kintrace.office.accounts.models import Member
from kintrace.office.tracing.may import all_proposals, visible_proposals, visible_records
from kintrace.office.tracing.models import Decision, Proposal, Record, Side
from kintrace.office.tracing.pair_standing import Standing, words

MOST_RECORDS = 100
"""An identity of more records is a mistake, and is cut here."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two records of one identity that can hardly be one child, and why."""

    left: Record
    right: Record
    why: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Records gathered around one, the pairs that bind or part them, and the decisions on these.

    hidden: records that belong to it and that the member does not see. standing: decisions that stand.
    """

    records: list[Record]
    pairs: list[Proposal]
    contradictions: list[Contradiction]
    history: list[Decision]
    standing: frozenset[int]
    hidden: int


def identity(by: Member, number: int) -> Identity:
    """Return the identity of a record; raises Http404 when the record is not the member's to see."""
    if not visible_records(by).filter(id=number, organisation=by.organisation).exists():
        raise Http404
    gathered = joined(by.organisation_id, {number})
    seen = visible_records(by).filter(id__in=gathered).select_related("list").order_by("side", "id")
    records = list(seen)
    inside = Q(left__in=gathered, right__in=gathered) & ~Q(verdict="")
    pairs = list(
        visible_proposals(by).filter(inside).select_related("left", "right", "organisation").order_by("id")
    )
    decisions = Decision.objects.filter(proposal__in=pairs).select_related(
        "by", "proposal__left", "proposal__right"
    )
    history = list(decisions.order_by("-id"))
    return Identity(
        records,
        pairs,
        _contradictions(records, pairs),
        history,
        frozenset(_standing(pairs, history)),
        len(gathered) - len(records),
    )


def of_one_child(by: Member, numbers: Iterable[int]) -> QuerySet[Record]:
    """Return the records a member sees that "same" decisions in force join to any of these, with these."""
    return visible_records(by).filter(id__in=joined(by.organisation_id, set(numbers)))


def joined(organisation: int, numbers: set[int]) -> set[int]:
    """Return these records and those joined to them by "same" decisions in force, whoever may see them.

    What was decided on pairs of withdrawn lists joins nobody.
    """
    same = all_proposals(organisation).filter(verdict=Standing.SAME)
    gathered, edge = set(numbers), set(numbers)
    while edge and len(gathered) < MOST_RECORDS:
        ends = (
            same.filter(Q(left__in=edge) | Q(right__in=edge))
            .order_by("id")
            .values_list("left_id", "right_id")
        )
        edge = {one for pair in ends[:MOST_RECORDS] for one in pair} - gathered
        gathered |= edge
    return gathered


def _standing(pairs: list[Proposal], history: list[Decision]) -> set[int]:
    by_pair: dict[int, list[Decision]] = {proposal.id: [] for proposal in pairs}
    for decision in reversed(history):
        by_pair[decision.proposal_id].append(decision)
    return {one.id for pair in pairs for one in words(by_pair[pair.id], pair.facts).standing}


def _contradictions(records: list[Record], pairs: list[Proposal]) -> list[Contradiction]:
    """Return what speaks against an identity: rejected pairs, one list twice, two children of a request."""
    apart = {
        Standing.DIFFERENT: _("decided to be different children"),
        Standing.CONFLICT: _("reviewers disagree"),
    }
    found = [
        Contradiction(pair.left, pair.right, apart[Standing(pair.verdict)])
        for pair in pairs
        if pair.verdict in apart
    ]
    for one, two in combinations(records, 2):
        if one.list_id == two.list_id:
            found.append(Contradiction(one, two, _("two records of one list")))
        elif one.side == two.side == Side.LOCATED:
            found.append(Contradiction(one, two, _("two located children: one recorded twice, or two?")))
    return found
