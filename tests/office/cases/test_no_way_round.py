"""A state machine over acts, roles and orders: no way to a return without its three gates.

What is expected is worked out here a second time, in other words than the core's.
"""

import datetime as dt
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kintrace.office.accounts.may import may
from kintrace.office.accounts.models import Member, Role
from kintrace.office.cases import words
from kintrace.office.cases.may import ACT_OF
from kintrace.office.cases.refusing import Refusal, refusal
from kintrace.office.cases.standing import Standing, standing
from kintrace.office.cases.steps import OUTCOMES, TO_BE_WEIGHED, Kind, Step

TODAY = dt.date(2026, 6, 1)
DATES = st.sampled_from(["", "2026-05-31", "2026-04", "2025", "2026-06-02", "2099", "soon"])
PEOPLE = st.sampled_from(["", " ; ", "the mother", "The  Mother", "a stranger", "a stranger; the mother"])
TEXTS = st.sampled_from(["", "  ", "because"])
PROGRESS = [kind for kind in Kind if kind not in (Kind.OPENED, Kind.TAKEN_BACK)]
GATES = {Kind.RELATIONSHIP_CHECKED, Kind.BIA_RECORDED, Kind.BID_RECORDED, Kind.VIEW_RECORDED}


def standing_steps(ledger: list[Step]) -> list[Step]:
    gone = {one.takes_back for one in ledger if one.kind == "taken_back"}
    return [one for one in ledger if one.kind != "taken_back" and one.number not in gone]


def last(ledger: list[Step], kind: str) -> Step | None:
    return next((one for one in reversed(standing_steps(ledger)) if one.kind == kind), None)


def since_the_last_return(ledger: list[Step]) -> list[Step]:
    """What stands, without what was about a return that ended."""
    stands = standing_steps(ledger)
    ended = max((at for at, one in enumerate(stands) if one.kind == "return_ended"), default=0)
    lasting = ("opened", "tracing_began", "located", "relationship_checked", "return_ended")
    return [one for at, one in enumerate(stands) if at >= ended or one.kind in lasting]


def may_return(ledger: list[Step], bid_required: bool) -> bool:
    """All three gates are open, in plain words."""
    ledger = since_the_last_return(ledger)
    check, view = last(ledger, "relationship_checked"), last(ledger, "view_recorded")
    bia, bid, opened = last(ledger, "bia_recorded"), last(ledger, "bid_recorded"), last(ledger, "opened")
    if not (check and check.said["outcome"] == "verified" and any(e.strip() for e in check.said["evidence"])):
        return False
    located = last(ledger, "located")
    if located is None or located.number > check.number:
        return False
    if not view or not bia or not opened:
        return False
    if bia.said["outcome"] == "needs_determination":
        return bool(bid and bid.number > bia.number and bid.said["outcome"] == "favours_return")
    if bia.said["outcome"] != "favours_return":
        return False
    if bid:
        return bid.said["outcome"] == "favours_return"
    return not (opened.said.get("bid_needed") or bid_required)


def people(step: Step | None, name: str) -> set[str]:
    """Whom a step names."""
    said = str(step.said.get(name, "")) if step else ""
    return {" ".join(one.lower().split()) for one in said.split(";") if one.strip()}


class WayHome(RuleBasedStateMachine):
    """Members of every role record any step, in any order, well said or not, and take any back."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self.stood: dict[int, Standing] = {}
        self.kept: list[Step] = []

    @initialize(bid_needed=st.booleans())
    def open(self, bid_needed: bool) -> None:
        self.try_step(Kind.OPENED, said={"bid_needed": bid_needed})
        assert len(self.steps) == 1

    def try_step(self, kind: str, **more: Any) -> Refusal | None:
        new = Step(len(self.steps) + 1, kind, **more)
        before = standing(self.steps)
        refused = refusal(self.steps, new, TODAY)
        if refused:
            assert str(words.REFUSALS[refused.why])
            return refused
        self.stood[new.number] = before
        self.steps.append(new)
        return None

    def record(self, role: str, kind: Kind, **more: Any) -> None:
        if not may(Member(role=role), ACT_OF[kind]):
            return
        refused = self.try_step(kind, **more)
        if kind is Kind.REUNIFIED and refused is None:
            self.was_returned_rightly()

    def was_returned_rightly(self) -> None:
        home = self.steps[-1]
        assert may_return(self.steps[:-1], bool(home.said.get("bid_required")))
        now = since_the_last_return(self.steps)
        agreed, view = last(now, "return_agreed"), last(now, "view_recorded")
        assert agreed and view
        assert home.on and people(agreed, "with_whom")
        assert people(home, "with_whom")
        check = last(self.steps, "relationship_checked")
        assert people(home, "with_whom") <= people(check, "whom")
        stood = [one for one in standing_steps(self.steps) if one.number < agreed.number]
        before = last(stood, "relationship_checked")
        assert people(before, "whom") == people(check, "whom")
        if view.said["outcome"] != "not_heard":
            assert view.said["child_says"].strip() or view.said["heard_by"].strip()
        if view.said["outcome"] in TO_BE_WEIGHED:
            assert agreed.number > view.number
            assert agreed.said["weighed"].strip()

    @rule(
        role=st.sampled_from(Role.values),
        kind=st.sampled_from(PROGRESS),
        on=DATES,
        note=TEXTS,
        words_said=st.fixed_dictionaries(
            dict.fromkeys(("weighed", "why", "child_says", "heard_by"), TEXTS)
            | {"evidence": st.lists(TEXTS, max_size=2), "whom": PEOPLE, "with_whom": PEOPLE}
        ),
        bid_required=st.booleans(),
        choice=st.integers(0, 9),
    )
    def record_anything(self, role, kind, on, note, words_said, bid_required, choice) -> None:
        every = (*OUTCOMES.get(kind, ("",)), "nonsense") if choice == 9 else OUTCOMES.get(kind, ("",))
        said = words_said | {"outcome": every[choice % len(every)], "bid_required": bid_required}
        self.record(role, kind, on=on, note=note, said=said)

    @rule(kind=st.sampled_from(PROGRESS), outcome=st.integers(0, 1), whom=st.sampled_from(["A", "A; B"]))
    def record_well(self, kind, outcome, whom="A") -> None:
        """As a coordinator who says all that is asked, so that cases come far."""
        every = OUTCOMES.get(kind, ("",))
        said = {"outcome": every[outcome % len(every)], "evidence": ["a letter"], "weighed": "with care"}
        said |= {"why": "too young", "child_says": "", "heard_by": "a guardian", "with_whom": "A"}
        self.record(Role.COORDINATOR, kind, on="2025", note="because", said=said | {"whom": whom})

    @precondition(lambda self: len(self.steps) > 1)
    @rule(back=st.integers(1, 6), note=TEXTS)
    def take_back(self, back, note) -> None:
        taken = self.steps[max(0, len(self.steps) - back)]
        standing_now = standing_steps(self.steps)
        refused = self.try_step(Kind.TAKEN_BACK, takes_back=taken.number, note=note)
        if refused and refused.why == "rests_on_it":
            resting = next(one for one in standing_now if one.number == refused.step)
            assert resting.number > taken.number
        if refused is None and taken == self.steps[-2]:
            assert standing(self.steps) == self.stood[taken.number]

    @invariant()
    def history_only_grows(self) -> None:
        assert self.steps[: len(self.kept)] == self.kept
        self.kept = list(self.steps)

    @invariant()
    def a_standing_return_stands_on_gates_that_were_open(self) -> None:
        """Whatever was taken back since: play what stands up to the return, and its gates are open."""
        stands = standing_steps(self.steps)
        for at, one in enumerate(stands):
            if one.kind == "reunified":
                assert may_return(stands[:at], bool(one.said.get("bid_required")))

    @invariant()
    def an_agreed_return_has_its_gates_open(self) -> None:
        if self.steps and standing(self.steps).status == "return_agreed":
            assert may_return(self.steps, False)

    @invariant()
    def what_is_missing_and_what_is_wrong_has_words(self) -> None:
        now = standing(self.steps)
        assert set(now.missing()) <= set(words.REFUSALS)
        assert set(now.contradictions()) <= set(words.CONTRADICTIONS)
        assert set(now.warnings()) <= set(words.WARNINGS)


TestWayHome = WayHome.TestCase
TestWayHome.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)


def test_the_mediator_records_none_of_the_gates():
    assert not any(may(Member(role=Role.MEDIATOR), ACT_OF[kind]) for kind in GATES)


def test_the_machine_comes_as_far_as_a_return():
    """Else it would prove nothing: the usual way, by the machine's own rules."""
    machine = WayHome()
    machine.open(bid_needed=False)
    for kind in ("tracing_began", "located", "relationship_checked", "bia_recorded", "view_recorded"):
        machine.record_well(Kind(kind), 0)
    machine.record_well(Kind.RETURN_AGREED, 0)
    machine.record_well(Kind.REUNIFIED, 0)
    assert standing(machine.steps).status == "reunified"
    machine.record_well(Kind.RETURN_ENDED, 0)
    assert standing(machine.steps).status == "verified"
    for kind in (Kind.BIA_RECORDED, Kind.VIEW_RECORDED, Kind.RETURN_AGREED, Kind.REUNIFIED):
        machine.record_well(kind, 0)
    assert standing(machine.steps).status == "reunified"
