"""What other decisions say that does not go with a pair, and which decisions contradict one another.

Nothing is resolved: members look, and take back what was wrong. Only decisions in force count.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.tracing.identities import MOST_RECORDS
from kintrace.office.tracing.may import all_proposals, visible_proposals, visible_records
from kintrace.office.tracing.models import Proposal, Record, Side
from kintrace.office.tracing.pair_standing import Standing

MOST_LOOKED_THROUGH = 10_000
"""Pairs decided to be one child of which it is asked whether they contradict one another, best first."""

_APART = (Standing.DIFFERENT, Standing.CONFLICT)


@dataclass(frozen=True, slots=True)
class Against:
    """What other decisions say; the pair that says so, or the record around which it shows, if any."""

    why: str
    pair: int | None = None
    record: int | None = None


@dataclass(frozen=True, slots=True)
class _Edge:
    pair: int
    left: int
    right: int
    verdict: str

    @property
    def both(self) -> set[int]:
        return {self.left, self.right}


def against(by: Member, pair: Proposal) -> list[Against]:
    """Return what other decisions say that does not go with a pair which the member sees, without names."""
    both = {pair.left_id, pair.right_id}
    edges = [one for one in _around(pair.organisation_id, both) if one.pair != pair.id]
    same = [one for one in edges if one.verdict == Standing.SAME]
    groups = _groups(same)
    if pair.verdict in _APART:
        joined = any(both <= group for group in groups)
        return (
            [Against(_("Other decisions make these two one child."), record=pair.left_id)] if joined else []
        )
    group = both.union(*(one for one in groups if one & both))
    seen = set(visible_proposals(by).filter(id__in=[one.pair for one in edges]).values_list("id", flat=True))
    found = [
        Against(why, one.pair if one.pair in seen else None)
        for why, ones in _told(pair, edges, same, group)
        for one in ones
    ]
    why = _lists_against(list(Record.objects.filter(id__in=group).values_list("list", "side")))
    return [*found, Against(why, record=pair.left_id)] if why else found


def contradicting(by: Member) -> list[Record]:
    """Return one record of each identity that contradicts itself, to look at who is who around it."""
    numbers = [min(group) for group in _contradicting(by)]
    return list(visible_records(by).filter(id__in=numbers).order_by("id"))


def count(by: Member) -> int:
    """Return how many identities contradict themselves, among those that the member decides."""
    return len(_contradicting(by))


def _told(
    pair: Proposal, edges: list[_Edge], same: list[_Edge], group: set[int]
) -> list[tuple[str, list[_Edge]]]:
    """Return what pairs say: of either record alone, then of those that would be one child with them."""
    apart = [one for one in edges if one.verdict in _APART and one.both <= group]
    return [
        (
            _("The tracing request is decided to be the same child as another record."),
            [one for one in same if pair.left_id in one.both],
        ),
        (
            _("The located child is decided to be the same child as another record."),
            [one for one in same if pair.right_id in one.both],
        ),
        (_("If these two are one child, so are two who are decided to be different."), apart),
    ]


def _lists_against(stand: Collection[tuple[int, str]]) -> str:
    """Return what lists say against one child's standing so, "" if nothing: each list names a child once.

    stand: list and side of each record that would be of one child.
    """
    if len({one for one, _side in stand}) < len(stand):
        return _("If these two are one child, that child stands twice in one list.")
    if sum(side == Side.LOCATED for _list, side in stand) > 1:
        return _("If these two are one child, two located children are: one recorded twice, or two?")
    return ""


def _contradicting(by: Member) -> list[set[int]]:
    require(by, Act.DECIDE_PAIRS)
    best = visible_proposals(by).filter(verdict=Standing.SAME).order_by("-value", "id")
    groups = [one for one in _groups(_edges(best[:MOST_LOOKED_THROUGH])) if len(one) > 2]
    every = set().union(*groups)
    apart = _edges(Proposal.objects.filter(left__in=every, verdict__in=_APART))
    where = {
        one: (at, side)
        for one, at, side in Record.objects.filter(id__in=every).values_list("id", "list", "side")
    }
    return [group for group in groups if _contradicts(group, where, apart)]


def _contradicts(group: set[int], where: dict[int, tuple[int, str]], apart: list[_Edge]) -> bool:
    return bool(_lists_against([where[one] for one in group])) or any(one.both <= group for one in apart)


def _around(organisation: int, numbers: set[int]) -> list[_Edge]:
    """Return the decided pairs of these records, and of those that "same" decisions join to them.

    Each side is asked for by itself, so that no more is read than the pairs of these records.
    """
    found: dict[int, _Edge] = {}
    gathered, edge = set(numbers), set(numbers)
    while edge and len(gathered) < MOST_RECORDS:
        of_edge = {
            number
            for side in ("left__in", "right__in")
            for number in Proposal.objects.filter(
                **{side: edge}, verdict__in=(Standing.SAME, *_APART)
            ).values_list("id", flat=True)
        }
        new = _edges(all_proposals(organisation).filter(id__in=of_edge - found.keys()))
        found |= {one.pair: one for one in new}
        edge = set().union(*(one.both for one in new if one.verdict == Standing.SAME)) - gathered
        gathered |= edge
    return [found[number] for number in sorted(found)]


def _edges(pairs: QuerySet[Proposal]) -> list[_Edge]:
    return [_Edge(*one) for one in pairs.values_list("id", "left_id", "right_id", "verdict")]


def _groups(edges: Iterable[_Edge]) -> list[set[int]]:
    """Return the records that edges join, each group once, in the order of their first edge."""
    beside: dict[int, set[int]] = defaultdict(set)
    for one in edges:
        beside[one.left].add(one.right)
        beside[one.right].add(one.left)
    groups, seen = [], set[int]()
    for start in beside:
        if start in seen:
            continue
        group, edge = {start}, {start}
        while edge:
            edge = set().union(*(beside[one] for one in edge)) - group
            group |= edge
        seen |= group
        groups.append(group)
    return groups
