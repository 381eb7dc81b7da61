"""Ask for pairs: the queue, what comes next, one pair, what was said of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.http import Http404
from django.utils import timezone

from kintrace.office.accounts.may import Act, may, require
from kintrace.office.accounts.models import Member
from kintrace.office.database.alphabet import by_alphabet
from kintrace.office.tracing import pair_news
from kintrace.office.tracing.may import (
    half_seen_proposals,
    visible_lists,
    visible_proposals,
    visible_records,
)
from kintrace.office.tracing.models import Decision, PeopleList, Proposal, Record, Verdict
from kintrace.office.tracing.pair_standing import Standing, Words, words
from kintrace.office.tracing.pair_value import between
from kintrace.office.tracing.queue_models import Filter, Looking

PAGE = 25
MOST_LOOKED_THROUGH = 5_000
"""Pairs that a search for words of a place looks through, best first."""

MOST_COUNTED = 1_000

LAST_PAGE = 200
"""The page of the queue behind which nobody turns: whoever seeks further narrows what they ask for."""

_LAST = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What a member asks the queue for. `standing`: a Standing, or "new" for pairs with new facts since.

    least, most: probability. list: a list's number. place: part of what either record says of its place.
    mine: only pairs of records that the member brought, entered or corrected.
    """

    standing: str = Standing.OPEN
    least: float = 0.0
    most: float = 1.0
    list: int | None = None
    place: str = ""
    mine: bool = False


def _ranked(by: Member, asked: Asked) -> QuerySet[Proposal]:
    """Return the pairs asked for, without those of other places, what is worth most first."""
    pairs = visible_proposals(by).filter(verdict=asked.standing)
    if asked.standing == Standing.OPEN:
        pairs = pairs.filter(stands=True)
    if asked.least > 0 or asked.most < 1:
        worth = between(asked.least, asked.most)  # so that the index is read where such pairs stand
        pairs = pairs.filter(probability__range=(asked.least, asked.most), value__range=worth)
    if asked.list is not None:
        pairs = pairs.filter(Q(left__list=asked.list) | Q(right__list=asked.list))
    if asked.mine:
        pairs = pairs.filter(_of(by))
    return pairs.order_by("-value", "id")


def _of(by: Member) -> Q:
    """Return which pairs have a record that the member brought, entered or corrected."""
    of = Q()
    for side in ("left", "right"):
        of |= Q(**{f"{side}__list__brought_by": by}) | Q(**{f"{side}__made_by": by})
    return of


def newest(by: Member) -> int:
    """Return the newest pair that the member sees; pairs are numbered as they are first proposed."""
    return visible_proposals(by).order_by("-id").values_list("id", flat=True).first() or 0


def new_of_mine(by: Member) -> QuerySet[Proposal]:
    """Return the open pairs of the member's own records, worth a notice, that are news since they looked."""
    return _ranked(by, Asked(mine=True)).filter(pair_news.since(by), value__gte=pair_news.WORTH_A_NOTICE)


def mine_elsewhere(by: Member) -> QuerySet[Proposal]:
    """Return the open pairs, worth a notice, of a record of the member's and one that they do not see."""
    require(by, Act.SEE_RECORDS)
    pairs = half_seen_proposals(by).filter(_of(by), verdict=Standing.OPEN, stands=True)
    return pairs.filter(value__gte=pair_news.WORTH_A_NOTICE).order_by("-value", "id")


def records_elsewhere(by: Member) -> list[Record]:
    """Return the member's own records of such pairs, without the others: what is worth most first."""
    both = mine_elsewhere(by).values_list("left_id", "right_id")[:PAGE]
    numbers = list(dict.fromkeys(number for pair in both for number in pair))
    found = visible_records(by).filter(organisation=by.organisation_id).in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


def _of_place(pairs: QuerySet[Proposal], place: str) -> Iterator[int]:
    """Return those of the best pairs of which a record names the place; SQLite knows no Cyrillic capitals."""
    wanted = place.casefold()
    said = (KeyTextTransform("place", f"{side}__people") for side in ("left", "right"))
    places = pairs.values_list("id", *said)
    for number, *both in places[:MOST_LOOKED_THROUGH].iterator(chunk_size=500):
        if any(place and wanted in place.casefold() for place in both):
            yield number


def queue(by: Member, asked: Asked, page: int = 1) -> tuple[list[Proposal], bool]:
    """Return one page of the pairs asked for, and whether there are more."""
    pairs = _ranked(by, asked)
    page = min(page, LAST_PAGE)
    start, end = (page - 1) * PAGE, page * PAGE + 1
    if asked.place:
        pairs = pairs.filter(id__in=list(islice(_of_place(pairs, asked.place), end)))
    unseen = (
        "reasons",
        *(f"{side}__{said}" for side in ("left", "right") for said in ("people", "as_written")),
    )
    found = list(pairs.select_related("left__list", "right__list").defer(*unseen)[start:end])
    return found[:PAGE], len(found) > PAGE


def counts(by: Member) -> dict[str, int]:
    """Return how many pairs stand where, counting to MOST_COUNTED + 1: more need not be told apart."""
    return {
        standing.name: len(_ranked(by, Asked(standing)).order_by().values("id")[: MOST_COUNTED + 1])
        for standing in Standing
    }


def next_pair(by: Member, after: int | None = None, asked: Asked = Asked()) -> int | None:
    """Return the pair that is worth most to this member, of those asked for, and that nobody else looks at.

    after: begin behind this pair in the queue's order, from the top when nothing comes behind it. Where open
    pairs are asked for, those that wait for a second reviewer come first, if this member has not yet spoken.
    """
    require(by, Act.DECIDE_PAIRS)
    free = ~Q(id__in=Looking.objects.filter(until__gt=timezone.now()).exclude(by=by).values("proposal_id"))
    unsaid = ~Q(id__in=Decision.objects.filter(by=by).values("proposal_id"))
    other = ~Q(id=after) if after else Q()
    tried = [_ranked(by, asked).filter(free, other)]
    if asked.standing in (Standing.OPEN, Standing.WAITS):
        waiting = _ranked(by, replace(asked, standing=Standing.WAITS)).filter(free, unsaid, other)
        tried = [waiting, *tried] if asked.standing == Standing.OPEN else [waiting]
    behind = visible_proposals(by).filter(id=after).values_list("value", "id").first() if after else None
    if behind:
        rest = Q(value__lt=behind[0]) | Q(value=behind[0], id__gt=behind[1])
        tried = [*(pairs.filter(rest) for pairs in tried), *tried]
    return next((found for pairs in tried if (found := _first(pairs, asked.place))), None)


def _first(pairs: QuerySet[Proposal], place: str) -> int | None:
    return next(_of_place(pairs, place), None) if place else pairs.values_list("id", flat=True).first()


def pair(by: Member, number: int) -> Proposal:
    """Return one pair with its records; raises Http404 when it is not the member's to see."""
    found = visible_proposals(by).filter(id=number)
    proposal = found.select_related("organisation", "left__list", "right__list").first()
    if proposal is None:
        raise Http404
    return proposal


def decided(by: Member) -> list[int]:
    """Return the pairs that the member sees and of which something is said that counts, in their order."""
    found = visible_proposals(by).exclude(verdict=Standing.OPEN).order_by("id")
    return list(found.values_list("id", flat=True))


def decision(by: Member, number: int) -> Decision:
    """Return one decision; raises Http404 when its pair is not the member's to see."""
    found = Decision.objects.filter(id=number, proposal__in=visible_proposals(by).values("id")).first()
    if found is None:
        raise Http404
    return found


def said_of(proposal: Proposal) -> Words:
    """Return what has been said of a pair that the member has been found to see."""
    return words(proposal.decisions.select_related("by").order_by("id"), proposal.facts)


def history(proposal: Proposal) -> list[Decision]:
    """Return all decisions on a pair, newest first."""
    return list(proposal.decisions.select_related("by").order_by("-id"))


def may_undo(by: Member, decision: Decision) -> bool:
    """Tell whether a member may take a decision back: their own, or anybody's with the right to."""
    return may(by, Act.DECIDE_PAIRS) and (decision.by_id == by.id or may(by, Act.UNDO_OTHERS))


def my_last(by: Member) -> Decision | None:
    """Return the member's last decision that still stands, if it is among their last few."""
    mine = Decision.objects.filter(by=by).exclude(verdict=Verdict.WITHDRAWN).order_by("-id")
    seen = set(
        visible_proposals(by).filter(decisions__in=mine.values("id")[:_LAST]).values_list("id", flat=True)
    )
    for decision in mine.select_related("proposal")[:_LAST]:
        if decision.proposal_id in seen and decision in said_of(decision.proposal).standing:
            return decision
    return None


def looked_at_by(by: Member, proposal: Proposal) -> Member | None:
    """Return the other member who is looking at a pair now."""
    now = Looking.objects.filter(proposal=proposal, until__gt=timezone.now()).exclude(by=by)
    looking = now.select_related("by").first()
    return looking.by if looking else None


def filters(by: Member) -> list[Filter]:
    """Return the filters that a member keeps."""
    require(by, Act.SEE_RECORDS)
    return list(Filter.objects.filter(by=by).order_by(by_alphabet("name")))


def lists(by: Member) -> list[PeopleList]:
    """Return the lists that the queue can be narrowed to, newest first."""
    return list(visible_lists(by).filter(withdrawn_at__isnull=True).order_by("-id")[:200])
