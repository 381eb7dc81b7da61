"""Where a case stands, and what may be done next: worked out from its ledger alone, without a database.

Steps are played one after another; those taken back are left out, so that taking back restores what stood
before, exactly. The last step of a kind is the one in force. A return is agreed only while three gates are
open: a relationship check that says verified, best interests that favour the return, and the child's view.
A later step that shuts a gate ends the agreement; it has to be made anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kintrace.office.cases.steps import TO_BE_WEIGHED, Kind, Step, contradicted, ill_said, is_before


class Status(StrEnum):
    """The tracing status of a case, in the order of the way home."""

    OPEN = "open"
    TRACING_IN_PROGRESS = "tracing_in_progress"
    LOCATED = "located"
    VERIFIED = "verified"
    RETURN_AGREED = "return_agreed"
    REUNIFIED = "reunified"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"


class Refusal(NamedTuple):
    """Why a step is refused, a key of `words.REFUSALS`.

    step: the one that rests on one to be taken back, or whose date a date contradicts.
    """

    why: str
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the steps add up to.

    latest: kind -> the step in force. agreed: the agreement in force; lapsed: one that a later step ended.
    """

    latest: Mapping[str, Step] = field(default_factory=dict)
    agreed: Step | None = None
    lapsed: Step | None = None
    closed: Step | None = None

    @property
    def status(self) -> Status:
        """Return the tracing status."""
        if self.closed:
            return Status.CLOSED
        for kind in (Kind.FOLLOWED_UP, Kind.REUNIFIED):
            if kind in self.latest:
                return Status(kind.value)
        if self.agreed:
            return Status.RETURN_AGREED
        if not self.relationship_lacks():
            return Status.VERIFIED
        if Kind.LOCATED in self.latest:
            return Status.LOCATED
        return Status.TRACING_IN_PROGRESS if Kind.TRACING_BEGAN in self.latest else Status.OPEN

    @property
    def returned(self) -> bool:
        """Tell whether the child is with the family."""
        return Kind.REUNIFIED in self.latest

    def relationship_lacks(self) -> str:
        """Return why the relationship is not verified, "" if it is."""
        check, located = self.latest.get(Kind.RELATIONSHIP_CHECKED), self.latest.get(Kind.LOCATED)
        if check is None:
            return "no_relationship_check"
        if located and located.number > check.number:
            return "located_since_check"  # it may be another child
        return "" if check.outcome == "verified" else "relationship_not_verified"

    def interests_lack(self, bid_required: bool = False) -> str:
        """Return why best interests are not known to favour a return, "" if they are."""
        bia, bid = self.latest.get(Kind.BIA_RECORDED), self.latest.get(Kind.BID_RECORDED)
        if bia is None:
            return "no_bia"
        if bia.outcome == "against_return":
            return "bia_against"
        asked = bia.outcome == "needs_determination"
        if bid is None or (asked and bid.number < bia.number):
            return "no_bid" if asked or bid_required or self._needs_bid() else ""
        return "" if bid.outcome == "favours_return" else "bid_against"

    def gates_lack(self, bid_required: bool = False) -> tuple[str, ...]:
        """Return what a return still lacks, gate by gate: nothing, when all three are open."""
        view = "" if Kind.VIEW_RECORDED in self.latest else "no_view"
        every = (self.relationship_lacks(), self.interests_lack(bid_required), view)
        return tuple(filter(None, every))

    def to_be_weighed(self) -> bool:
        """Tell whether the child's view is against a return, or undecided."""
        view = self.latest.get(Kind.VIEW_RECORDED)
        return view is not None and view.outcome in TO_BE_WEIGHED

    def missing(self, bid_required: bool = False) -> tuple[str, ...]:
        """Return what the next stage still lacks, as keys of `words.REFUSALS`."""
        relationship = self.relationship_lacks()
        agreement = "agreement_lapsed" if self.lapsed else "no_agreement"
        return {
            Status.OPEN: ("tracing_not_begun",),
            Status.TRACING_IN_PROGRESS: ("not_located",),
            Status.LOCATED: (relationship,),
            Status.VERIFIED: self.gates_lack(bid_required) or (agreement,),
            Status.RETURN_AGREED: self.gates_lack(bid_required) or ("not_returned",),
            Status.REUNIFIED: ("no_visit",),
            Status.FOLLOWED_UP: ("not_closed",),
            Status.CLOSED: (),
        }[self.status]

    def next_kinds(self, bid_required: bool = False) -> tuple[Kind, ...]:
        """Return the kinds of step that would bring the child nearer home now; none where people must think.

        So it is when best interests are against the return, or the family is not the child's.
        """
        check, visit = self.latest.get(Kind.RELATIONSHIP_CHECKED), self.latest.get(Kind.FOLLOWED_UP)
        if self.status is Status.FOLLOWED_UP and visit and visit.outcome != "well":
            return (Kind.FOLLOWED_UP,)
        lacking = self.missing(bid_required)
        judged = check and check.outcome in NOT_THIS_FAMILY and not self.returned
        if judged and "located_since_check" not in lacking:
            return ()
        if {"bia_against", "bid_against"} & set(lacking):
            return ()
        return tuple(dict.fromkeys(_SUPPLIES[key] for key in lacking))

    def contradictions(self) -> tuple[str, ...]:
        """Return what in the ledger speaks against itself, as keys of `words.CONTRADICTIONS`."""
        found = []
        if self.lapsed and not self.returned:
            found.append("agreement_lapsed")
        if self.returned and self.gates_lack():
            found.append("returned_but_gate_shut")
        view = self.latest.get(Kind.VIEW_RECORDED)
        home = self.latest.get(Kind.REUNIFIED)
        if home and view and self.to_be_weighed() and view.number > home.number:
            found.append("returned_against_wishes")
        visit = self.latest.get(Kind.FOLLOWED_UP)
        if visit and visit.outcome == "broke_down":
            found.append("return_broke_down")
        return tuple(found)

    def warnings(self) -> tuple[str, ...]:
        """Return what looks like a slip of the pen, as keys of `words.WARNINGS`; it is not refused."""
        check, home = self.latest.get(Kind.RELATIONSHIP_CHECKED), self.latest.get(Kind.REUNIFIED)
        visit = self.latest.get(Kind.FOLLOWED_UP)
        found = []
        if check and home and is_before(home.on, check.on):
            found.append("returned_before_check")
        if home and visit and is_before(visit.on, home.on):
            found.append("visit_before_return")
        return tuple(found)

    def _needs_bid(self) -> bool:
        opened = self.latest.get(Kind.OPENED)
        return bool(opened and opened.said.get("bid_needed"))


def in_force(steps: Iterable[Step]) -> list[Step]:
    """Return the steps that stand: without those taken back, and without the taking back.

    >>> [step.number for step in in_force([Step(1, "opened"), Step(2, "tracing_began"),
    ...     Step(3, "taken_back", note="wrong case", takes_back=2)])]
    [1]
    """
    every = list(steps)
    back = {step.takes_back for step in every if step.kind == Kind.TAKEN_BACK}
    return [step for step in every if step.kind != Kind.TAKEN_BACK and step.number not in back]


def standing(steps: Iterable[Step]) -> Standing:
    """Return what the steps of a case, oldest first, add up to.

    >>> standing([Step(1, "opened"), Step(2, "tracing_began")]).status.value
    'tracing_in_progress'
    """
    now = Standing()
    for step in in_force(steps):
        now = _after(now, step)
    return now


def refusal(steps: Sequence[Step], new: Step, today: date) -> Refusal | None:
    """Return why a step may not be added to a case, None if it may.

    >>> day = date(2026, 1, 1)
    >>> refusal([Step(1, "opened")], Step(2, "reunified"), day)
    Refusal(why='no_relationship_check', step=None)
    >>> refusal([Step(1, "opened")], Step(2, "tracing_began"), day) is None
    True
    """
    why = ill_said(new, today)
    if not why and new.kind == Kind.TAKEN_BACK:
        return _taking_back(steps, new)
    now = standing(steps)
    why = why or _barred(now, new)
    if why:
        return Refusal(why)
    later = contradicted(now.latest, new)
    return Refusal("dates_contradict", later.number) if later else None


def _after(now: Standing, step: Step) -> Standing:
    after = replace(now, latest={**now.latest, step.kind: step})
    if step.kind == Kind.RETURN_AGREED:
        return replace(after, agreed=step, lapsed=None)
    if step.kind in (Kind.CLOSED, Kind.REOPENED):
        return replace(after, closed=step if step.kind == Kind.CLOSED else None)
    if after.agreed and not after.returned:
        unheard = step.kind == Kind.VIEW_RECORDED and after.to_be_weighed()
        if unheard or after.gates_lack(bool(after.agreed.said.get("bid_required"))):
            return replace(after, agreed=None, lapsed=after.agreed)
    return after


def _taking_back(steps: Sequence[Step], new: Step) -> Refusal | None:
    """Play the ledger again without the step: the first later one that would be refused rests on it."""
    standing_now = in_force(steps)
    taken = next((step for step in standing_now if step.number == new.takes_back), None)
    if taken is None:
        return Refusal("not_in_force")
    if taken.kind == Kind.OPENED:
        return Refusal("opening_stays")
    now, ending = Standing(), standing(steps).closed
    for step in standing_now:
        if step.number == taken.number:
            continue
        if step.number > taken.number and (step == ending or _barred(now, step)):
            return Refusal("rests_on_it", step.number)
        now = _after(now, step)
    return None


def _barred(now: Standing, new: Step) -> str:
    """Return why a step does not follow from where the case stands, "" if it does."""
    kind = Kind(new.kind)
    if kind is Kind.OPENED:
        return "already_opened" if now.latest else ""
    if not now.latest:
        return "not_opened"
    if now.closed or kind is Kind.REOPENED:
        return "" if now.closed and kind is Kind.REOPENED else "is_closed" if now.closed else "is_not_closed"
    if now.returned and kind in BEFORE_RETURN:
        return "already_returned"
    if kind in (Kind.RETURN_AGREED, Kind.REUNIFIED):
        return _return_barred(now, new)
    needed, why = _NEEDS.get(kind, (Kind.OPENED, ""))
    if kind is Kind.CLOSED and new.outcome == "return_followed_up":
        needed, why = Kind.FOLLOWED_UP, "no_visit"
    return "" if needed in now.latest else why


_SUPPLIES = {
    "tracing_not_begun": Kind.TRACING_BEGAN,
    "not_located": Kind.LOCATED,
    "no_relationship_check": Kind.RELATIONSHIP_CHECKED,
    "relationship_not_verified": Kind.RELATIONSHIP_CHECKED,
    "located_since_check": Kind.RELATIONSHIP_CHECKED,
    "no_bia": Kind.BIA_RECORDED,
    "no_bid": Kind.BID_RECORDED,
    "no_view": Kind.VIEW_RECORDED,
    "no_agreement": Kind.RETURN_AGREED,
    "agreement_lapsed": Kind.RETURN_AGREED,
    "not_returned": Kind.REUNIFIED,
    "no_visit": Kind.FOLLOWED_UP,
    "not_closed": Kind.CLOSED,
}
"""What a stage lacks -> the kind of step that supplies it."""
NOT_THIS_FAMILY = ("falsely_attributed", "rejected")
BEFORE_RETURN = (Kind.TRACING_BEGAN, Kind.LOCATED, Kind.RETURN_AGREED, Kind.REUNIFIED)
_NEEDS = {
    Kind.LOCATED: (Kind.TRACING_BEGAN, "tracing_not_begun"),
    Kind.RELATIONSHIP_CHECKED: (Kind.LOCATED, "not_located"),
    Kind.BID_RECORDED: (Kind.BIA_RECORDED, "no_bia"),
    Kind.FOLLOWED_UP: (Kind.REUNIFIED, "not_returned"),
}
"""Kind -> the kind that has to stand before it, and what is said when it does not."""


def _return_barred(now: Standing, new: Step) -> str:
    lacking = now.gates_lack(bool(new.said.get("bid_required")))
    if lacking:
        return lacking[0]
    if new.kind == Kind.REUNIFIED:
        return "" if now.agreed else "agreement_lapsed" if now.lapsed else "no_agreement"
    weighed = str(new.said.get("weighed", "")).strip()
    return "view_not_weighed" if now.to_be_weighed() and not weighed else ""
