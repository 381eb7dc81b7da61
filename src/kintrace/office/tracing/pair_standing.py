"""What the decisions on a pair add up to: worked out here alone, and stored in Proposal.verdict to ask by.

A pair has two lines of decisions, the first member's and, where the organisation asks for it, the second's.
Each decision follows the one before it on its line; WITHDRAWN takes back the last that stands, so that undo
gives the state before, exactly. The last that stands on a line is its word. A word other than "same" was said
of facts; when these have changed it no longer counts, and the pair is open again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from kintrace.office.accounts.models import Organisation
from kintrace.office.tracing.models import Decision, Proposal, Verdict
from kintrace.office.tracing.pair_holding import hold_pairs

_CHUNK = 500


class Standing(TextChoices):
    """Where a pair stands, as Proposal.verdict has it."""

    OPEN = "", _("open")
    SAME = "same", _("same child")
    DIFFERENT = "different", _("different children")
    UNSURE = "unsure", _("unsure")
    WAITS = "waits", _("waits for a second reviewer")
    CONFLICT = "conflict", _("reviewers disagree")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of decisions: its last one, and its word, if one stands."""

    last: Decision | None
    word: Decision | None


@dataclass(frozen=True, slots=True)
class Words:
    """What has been said of a pair. `facts`: of its records now."""

    first: Line
    second: Line
    facts: str

    def counts(self, word: Decision | None) -> bool:
        """Tell whether a word counts: it stands, and was said of these facts or says "same"."""
        return word is not None and (word.verdict == Verdict.SAME or word.facts == self.facts)

    @property
    def standing(self) -> list[Decision]:
        """The words that stand, whether they still count or not."""
        return [line.word for line in (self.first, self.second) if line.word]

    @property
    def counting(self) -> list[Decision]:
        """The words that count."""
        return [word for word in self.standing if self.counts(word)]

    @property
    def new_facts(self) -> bool:
        """Whether something that stands was said before the facts changed."""
        return any(word.facts != self.facts for word in self.standing)

    def verdict(self, two: bool) -> Standing:
        """Return what the words add up to; `two`: a pair is decided when two members have said the same."""
        said = self.counting
        if not said:
            return Standing.OPEN
        one, *others = said
        if not two:
            return Standing(one.verdict)
        if not others or others[0].by_id == one.by_id:
            return Standing.UNSURE if one.verdict == Verdict.UNSURE else Standing.WAITS
        return Standing(one.verdict) if others[0].verdict == one.verdict else Standing.CONFLICT


def words(decisions: Iterable[Decision], facts: str) -> Words:
    """Return what has been said, from all decisions on one pair."""
    said = list(decisions)
    after = {one.supersedes_id: one for one in said if one.supersedes_id}
    first = next((one for one in said if not one.supersedes_id and not one.second_id), None)
    second = next((one for one in said if one.second_id), None)
    return Words(_line(first, after), _line(second, after), facts)


def _line(decision: Decision | None, after: dict[int, Decision]) -> Line:
    standing: list[Decision] = []
    last = None
    while decision:
        last = decision
        if decision.verdict != Verdict.WITHDRAWN:
            standing.append(decision)
        elif standing:
            standing.pop()
        decision = after.get(decision.id)
    return Line(last, standing[-1] if standing else None)


def settle(proposal: Proposal) -> Words:
    """Store what the decisions on a pair add up to; call it in the transaction that changed them."""
    said = words(proposal.decisions.select_related("by"), proposal.facts)
    proposal.verdict = said.verdict(proposal.organisation.second_reviewer)
    proposal.save(update_fields=["verdict"])
    return said


def settle_all(organisation: Organisation) -> None:
    """Store it for all pairs: when an organisation begins, or ceases, to ask for a second reviewer."""
    hold_pairs(organisation.pk)
    for proposal, right in _checked(Q(organisation=organisation)):
        if proposal.verdict != right:
            Proposal.objects.filter(id=proposal.id).update(verdict=right)


def verify_verdicts() -> list[int]:
    """Return the pairs whose stored verdict is not what their decisions add up to: none, if all is well."""
    return [proposal.id for proposal, right in _checked(Q()) if proposal.verdict != right]


def _checked(which: Q) -> Iterator[tuple[Proposal, Standing]]:
    """Return decided pairs with what their decisions add up to."""
    decided = ~Q(verdict="") | Q(id__in=Decision.objects.values("proposal_id"))
    pairs = Proposal.objects.filter(which, decided).select_related("organisation").order_by("id")
    for proposal in pairs.prefetch_related("decisions").iterator(chunk_size=_CHUNK):
        said = words(proposal.decisions.all(), proposal.facts)
        yield proposal, said.verdict(proposal.organisation.second_reviewer)
