"""What members do with pairs: look, decide, undo, keep a filter. Nothing said is ever changed or removed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from kintrace.office.accounts.holding import hold
from kintrace.office.accounts.may import Act, may, require
from kintrace.office.accounts.models import Member
from kintrace.office.journal.actions import Told, write, write_all
from kintrace.office.tracing import contradictions, pair_news, pair_queries, record_queries
from kintrace.office.tracing.identities import Identity, identity
from kintrace.office.tracing.models import Decision, Proposal, Reason, Record, Verdict
from kintrace.office.tracing.pair_queries import Asked
from kintrace.office.tracing.pair_standing import Line, Words, settle
from kintrace.office.tracing.queue_models import Filter, Looking

LEASE = timedelta(minutes=5)
"""For so long nobody else is given a pair that a member has opened."""

MOST_FILTERS = 50
_MOST_TRIES = 20


class Conflict(Exception):
    """Something was said of the pair, or a record corrected, since it was seen. Nothing was stored."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a member wants to say of a pair: for what reason, and what they had seen of it.

    seen: the last decision on the pair that their page showed, None while there was none. facts: the pair's
    facts that it showed; "" when it is not known what was shown.
    """

    verdict: str
    reason: str
    note: str = ""
    seen: int | None = None
    facts: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a word goes: after the last of a line, or as the first of the second line."""

    supersedes: Decision | None = None
    second: Decision | None = None
    takes_from: Decision | None = None
    """The word of another member whose place it takes."""


def look(by: Member, number: int) -> Proposal:
    """Open a pair: journal whom it shows, brothers and sisters too; nobody else is given it for a while."""
    require(by, Act.SEE_RECORDS)
    with transaction.atomic():
        proposal = pair_queries.pair(by, number)
        if may(by, Act.DECIDE_PAIRS):
            _lease(by, proposal.id)
        pair, told = {"pair": proposal.id}, []
        for record in (proposal.left, proposal.right):
            told.append(Told("saw record", ("record", record.id), pair))
            for one in record_queries.household(by, record):
                told.append(Told("saw record", ("record", one["id"]), {**pair, "beside": record.id}))
        write_all([Told("saw pair", ("pair", proposal.id)), *told], by=by)  # last, as in every act
    return proposal


def take_next(by: Member, after: int | None = None, asked: Asked | None = None) -> int | None:
    """Take the pair that is worth most, of those asked for, so that nobody else is given it; as `next_pair`.

    Whom another was faster than asks again: of two who come at once each is given a pair of their own.
    """
    number = None
    for _try in range(_MOST_TRIES):
        number = pair_queries.next_pair(by, after, asked or Asked())
        if number is None:
            return None
        with transaction.atomic():
            if _lease(by, number):
                return number
    return number


def look_through(by: Member, asked: Asked, page: int) -> tuple[list[Proposal], bool]:
    """Look through a page of pairs: journal which; return them, and whether there are more.

    Who looks through all open pairs of their own records has seen those that were new.
    """
    require(by, Act.SEE_RECORDS)
    with transaction.atomic():
        if asked == Asked(mine=True):
            pair_news.look(by, pair_queries.newest(by))
        found, more = pair_queries.queue(by, asked, page)
        write("saw pairs", by=by, pairs=[proposal.id for proposal in found])
    return found, more


def look_elsewhere(by: Member) -> list[Record]:
    """Look at which records of one's own have a pair that waits with a reviewer: journal each."""
    require(by, Act.SEE_RECORDS)
    with transaction.atomic():
        found = pair_queries.records_elsewhere(by)
        write_all([Told("saw record", ("record", one.id)) for one in found], by=by)
    return found


def look_at_identity(by: Member, number: int) -> Identity:
    """Look at who is who around a record: journal it for each record that is shown."""
    require(by, Act.SEE_RECORDS)
    with transaction.atomic():
        found = identity(by, number)
        around = {"identity_of": number}
        write_all([Told("saw record", ("record", one.id), around) for one in found.records], by=by)
    return found


def look_at_contradictions(by: Member) -> list[Record]:
    """Look at which identities contradict themselves: journal the record by which each is named."""
    require(by, Act.DECIDE_PAIRS)
    with transaction.atomic():
        found = contradictions.contradicting(by)
        write_all([Told("saw record", ("record", one.id), {"identity_of": one.id}) for one in found], by=by)
    return found


def decide(*, by: Member, number: int, word: Word) -> Decision:
    """Say same, different or unsure of a pair.

    The first word wins: raises Conflict when anything was said, or corrected, that they had not seen. Raises
    ValidationError when a note is missing, Http404 when the pair is not theirs to see.
    """
    require(by, Act.DECIDE_PAIRS)
    if (
        word.verdict not in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
        or word.reason not in Reason.values
    ):
        raise ValidationError(_("Say same, different or unsure, and why."))
    try:
        with transaction.atomic():
            proposal = _locked(by, number)
            said = pair_queries.said_of(proposal)
            if _last(proposal) != word.seen or word.facts not in ("", proposal.facts):
                raise Conflict
            place = _place(by, word.verdict, said, proposal.organisation.second_reviewer)
            if (word.reason == Reason.MISTAKE or place.takes_from) and not word.note.strip():
                raise ValidationError(_("Add a note: say what was wrong, or why you say otherwise."))
            return _add(by, proposal, word, place)
    except IntegrityError:
        raise Conflict from None


def undo(*, by: Member, number: int, note: str = "") -> Decision:
    """Take a decision back: what stood before it stands again, exactly.

    number: the decision. Raises Conflict when it no longer stands.
    """
    require(by, Act.DECIDE_PAIRS)
    try:
        with transaction.atomic():
            decision = pair_queries.decision(by, number)
            proposal = _locked(by, decision.proposal_id)
            said = pair_queries.said_of(proposal)
            if decision not in said.standing:
                raise Conflict
            line = said.first if said.first.word == decision else said.second
            if decision.by_id != by.id:
                require(by, Act.UNDO_OTHERS)
                if not note.strip():
                    raise ValidationError(_("Add a note: say why you take back what another member said."))
            word = Word(Verdict.WITHDRAWN, Reason.MISTAKE, note)
            return _add(by, proposal, word, _Place(supersedes=line.last))
    except IntegrityError:
        raise Conflict from None


def save_filter(*, by: Member, name: str, query: dict[str, Any]) -> Filter:
    """Keep a filter under a name; one of that name is replaced."""
    require(by, Act.SEE_RECORDS)
    with transaction.atomic():
        kept, made = Filter.objects.update_or_create(by=by, name=name, defaults={"query": query})
        if made and Filter.objects.filter(by=by).count() > MOST_FILTERS:
            raise ValidationError(_("You keep as many filters as there can be: drop one first."))
    return kept


def drop_filter(*, by: Member, name: str) -> None:
    """Keep a filter no longer."""
    require(by, Act.SEE_RECORDS)
    Filter.objects.filter(by=by, name=name).delete()


def _locked(by: Member, number: int) -> Proposal:
    """Return a pair that the member sees, held until the transaction ends: words come one after another.

    The organisation is held too: how many reviewers a pair needs does not change meanwhile.
    """
    hold(pair_queries.pair(by, number).organisation_id)
    held = Proposal.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    return get_object_or_404(held, id=number)  # it may have been erased while we waited for it


def _last(proposal: Proposal) -> int | None:
    return proposal.decisions.order_by("-id").values_list("id", flat=True).first()


def _place(by: Member, verdict: str, said: Words, two: bool) -> _Place:
    """Say where a word goes: in the place of one's own, else where nobody spoke, else of who contradicts."""
    for line in (said.first, said.second):
        if line.word and line.word.by_id == by.id:
            return _Place(supersedes=line.last)
    if not said.counts(said.first.word):
        return _Place(supersedes=said.first.last)
    if two and not said.counts(said.second.word):
        if said.second.last:
            return _Place(supersedes=said.second.last)
        return _Place(second=said.first.word)
    contradicting: Line = said.first
    if two and said.first.word and said.first.word.verdict == verdict:
        contradicting = said.second
    return _Place(supersedes=contradicting.last, takes_from=contradicting.word)


def _add(by: Member, proposal: Proposal, word: Word, place: _Place) -> Decision:
    """Write a decision, what the pair now adds up to, and the journal."""
    decision = Decision.objects.create(
        proposal=proposal,
        by=by,
        verdict=word.verdict,
        reason=word.reason,
        note=word.note.strip(),
        facts=proposal.facts,
        supersedes=place.supersedes,
        second=place.second,
    )
    settle(proposal)
    Looking.objects.filter(proposal=proposal, by=by).delete()
    write(
        "took back a decision" if word.verdict == Verdict.WITHDRAWN else "decided",
        by=by,
        about=("pair", proposal.id),
        why=word.reason,
        decision=decision.id,
        verdict=word.verdict,
        adds_up_to=proposal.verdict,
        records=[proposal.left_id, proposal.right_id],
    )
    return decision


def _lease(by: Member, proposal: int) -> bool:
    """Give a pair to a member unless another has it, and tell whether they have it; one pair at a time.

    Of two at once one is first: a pair is looked at once, and whoever waits for the other then sees it.
    """
    now = timezone.now()
    ended = Q(proposal=proposal, until__lte=now) | (Q(by=by) & ~Q(proposal=proposal))
    over = Looking.objects.select_for_update(skip_locked=True).filter(ended)  # two take from one another
    Looking.objects.filter(pk__in=list(over.values_list("pk", flat=True))).delete()
    looking, made = Looking.objects.get_or_create(
        proposal_id=proposal, defaults={"by": by, "until": now + LEASE}
    )
    if not made and looking.by_id == by.id:
        looking.until = now + LEASE
        looking.save(update_fields=["until"])
    return looking.by_id == by.id
