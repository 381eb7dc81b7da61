"""Where a case stands, and what may be done next: worked out from its ledger alone, without a database.

Steps are played one after another; those taken back are left out, so that taking back restores what stood
before, exactly. The last step of a kind is the one in force. A return is agreed only while three gates are
open: a relationship check that says verified, best interests that favour the return, and the child's view.
A later step that shuts a gate, or a check that verifies somebody else, ends the agreement; it has to be made
anew. A return that ended lets the way begin again: best interests, the child's view and the agreement were
about that return, and are made anew. Checks of before say no name: they stand, and are compared with nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kintrace.office.cases.steps import TO_BE_WEIGHED, Kind, Step, is_before, people_named


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

    def verified(self) -> frozenset[str]:
        """Return who the check in force says is verified: nobody, where it says no name."""
        check = self.latest.get(Kind.RELATIONSHIP_CHECKED)
        return people_named(check.said.get("whom")) if check and check.outcome == "verified" else frozenset()

    def is_strange(self, home: Step) -> bool:
        """Tell whether a return names somebody whom the check in force, which names others, does not."""
        known = self.verified()
        return bool(known) and not people_named(home.said.get("with_whom")) <= known

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
            Status.RETURN_AGREED: self.gates_lack(bid_required)
            or ("not_returned" if self.verified() else "check_names_nobody",),
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
            return (Kind.RETURN_ENDED if visit.outcome == "broke_down" else Kind.FOLLOWED_UP,)
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
        home = self.latest.get(Kind.REUNIFIED)
        if self.lapsed and not self.returned:
            found.append("agreement_lapsed")
        if self.returned and self.gates_lack():
            found.append("returned_but_gate_shut")
        if home and self.is_strange(home):
            found.append("returned_to_another")
        view = self.latest.get(Kind.VIEW_RECORDED)
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
        now = following(now, step)
    return now


def changed_by(steps: Iterable[Step]) -> Step | None:
    """Return the step in force that changed the tracing status last, None when none did since the opening.

    >>> changed_by([Step(1, "opened"), Step(2, "tracing_began"), Step(3, "view_recorded")]).number
    2
    """
    now, last = Standing(), None
    for step in in_force(steps):
        then = following(now, step)
        now, last = then, last if then.status is now.status else step
    return last


def following(now: Standing, step: Step) -> Standing:
    """Return where a case stands after one more step, which is not asked whether it may be taken."""
    after = replace(now, latest={**now.latest, step.kind: step})
    if step.kind == Kind.RETURN_ENDED:
        kept = {kind: one for kind, one in after.latest.items() if kind not in OF_ONE_RETURN}
        return replace(after, latest=kept, agreed=None, lapsed=None)
    if step.kind == Kind.RETURN_AGREED:
        return replace(after, agreed=step, lapsed=None)
    if step.kind in (Kind.CLOSED, Kind.REOPENED):
        return replace(after, closed=step if step.kind == Kind.CLOSED else None)
    if after.agreed and not after.returned:
        unheard = step.kind == Kind.VIEW_RECORDED and after.to_be_weighed()
        others = after.verified() and now.verified() != after.verified()
        if unheard or others or after.gates_lack(bool(after.agreed.said.get("bid_required"))):
            return replace(after, agreed=None, lapsed=after.agreed)
    return after


_SUPPLIES = {
    "tracing_not_begun": Kind.TRACING_BEGAN,
    "not_located": Kind.LOCATED,
    "no_relationship_check": Kind.RELATIONSHIP_CHECKED,
    "relationship_not_verified": Kind.RELATIONSHIP_CHECKED,
    "located_since_check": Kind.RELATIONSHIP_CHECKED,
    "check_names_nobody": Kind.RELATIONSHIP_CHECKED,
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
OF_ONE_RETURN = (
    *(Kind.BIA_RECORDED, Kind.BID_RECORDED, Kind.VIEW_RECORDED),
    *(Kind.RETURN_AGREED, Kind.REUNIFIED, Kind.FOLLOWED_UP),
)
"""Kinds that say nothing of another return."""
BEFORE_RETURN = (Kind.TRACING_BEGAN, Kind.LOCATED, Kind.RETURN_AGREED, Kind.REUNIFIED)
