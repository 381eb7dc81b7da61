import ast
import inspect

import pytest

from kintrace.office.cases import standing as core
from kintrace.office.cases import steps
from kintrace.office.cases.standing import Refusal, Status

from .ledgers import FAVOURS, TODAY, VERIFIED, WANTS, WAY, Ledger, until

STATUS_AFTER = [
    *("tracing_in_progress", "located", "verified", "verified", "verified"),
    *("return_agreed", "reunified", "followed_up", "closed"),
]


def test_the_usual_way_goes_through_all_stages():
    ledger, seen = Ledger(), ["open"]
    for (kind, said), status in zip(WAY, STATUS_AFTER, strict=True):
        assert ledger.add(kind, **said) is None
        assert ledger.status == status
        seen.append(status)
    assert set(seen) == {status.value for status in Status}


@pytest.mark.parametrize(
    ("kind", "said", "why"),
    [
        ("opened", {}, "already_opened"),
        ("located", {}, "tracing_not_begun"),
        ("relationship_checked", VERIFIED, "not_located"),
        ("bid_recorded", FAVOURS, "no_bia"),
        ("return_agreed", {}, "no_relationship_check"),
        ("reunified", {}, "no_relationship_check"),
        ("followed_up", {"outcome": "well"}, "not_returned"),
        ("closed", {"outcome": "return_followed_up"}, "no_visit"),
        ("reopened", {"note": "news"}, "is_not_closed"),
    ],
)
def test_a_stage_is_not_skipped(kind, said, why):
    assert Ledger().add(kind, **said) == Refusal(why)


@pytest.mark.parametrize("left_out", ["relationship_checked", "bia_recorded", "view_recorded"])
def test_a_return_without_one_of_its_gates_is_refused(left_out):
    ledger = Ledger()
    for kind, said in WAY[:5]:
        if kind != left_out:
            assert ledger.add(kind, **said) is None
    why = {"relationship_checked": "no_relationship_check", "bia_recorded": "no_bia"}.get(left_out, "no_view")
    assert ledger.add("return_agreed") == ledger.add("reunified") == Refusal(why)


def test_an_unverified_relationship_opens_no_gate():
    ledger = until("view_recorded")
    assert ledger.add("relationship_checked", outcome="falsely_attributed") is None
    assert ledger.status == "located"
    assert ledger.add("return_agreed") == Refusal("relationship_not_verified")


def test_who_is_located_after_the_check_may_be_another_child_and_is_checked_again():
    ledger = until("return_agreed")
    assert ledger.add("located") is None
    assert (ledger.status, ledger.standing.contradictions()) == ("located", ("agreement_lapsed",))
    assert ledger.add("reunified") == ledger.add("return_agreed") == Refusal("located_since_check")
    assert [kind.value for kind in ledger.standing.next_kinds()] == ["relationship_checked"]
    assert ledger.add("relationship_checked", **VERIFIED) is None
    assert ledger.add("return_agreed") is None
    assert ledger.add("reunified") is None


def test_a_child_located_after_another_was_ruled_out_is_to_be_checked():
    ledger = until("located")
    assert ledger.add("relationship_checked", outcome="rejected") is None
    assert ledger.standing.next_kinds() == ()
    assert ledger.add("located") is None
    assert [kind.value for kind in ledger.standing.next_kinds()] == ["relationship_checked"]


def test_a_return_is_not_recorded_before_it_is_agreed():
    assert until("view_recorded").add("reunified") == Refusal("no_agreement")


class TestBestInterests:
    def test_a_case_that_needs_a_determination_waits_for_it(self):
        ledger = until("view_recorded", bid_needed=True)
        assert ledger.add("return_agreed") == Refusal("no_bid")
        assert ledger.add("bid_recorded", **FAVOURS) is None
        assert ledger.add("return_agreed") is None

    def test_so_does_one_whose_assessment_asks_for_it(self):
        ledger = until("view_recorded")
        ledger.add("bid_recorded", **FAVOURS)
        ledger.add("bia_recorded", outcome="needs_determination")
        assert ledger.add("return_agreed") == Refusal("no_bid")
        ledger.add("bid_recorded", **FAVOURS)
        assert ledger.add("return_agreed") is None

    def test_so_does_every_case_where_the_organisation_asks_for_it(self):
        ledger = until("view_recorded")
        assert ledger.standing.missing() == ("no_agreement",)
        assert ledger.standing.missing(bid_required=True) == ("no_bid",)
        assert ledger.add("return_agreed", bid_required=True) == Refusal("no_bid")
        assert ledger.add("return_agreed") is None
        assert ledger.add("reunified", bid_required=True) == Refusal("no_bid")

    @pytest.mark.parametrize(
        ("kind", "why"), [("bia_recorded", "bia_against"), ("bid_recorded", "bid_against")]
    )
    def test_a_result_against_the_return_shuts_the_gate(self, kind, why):
        ledger = until("view_recorded")
        ledger.add(kind, outcome="against_return")
        assert ledger.add("return_agreed") == Refusal(why)

    def test_a_second_assessment_replaces_the_first_which_stays_in_the_ledger(self):
        ledger = until("view_recorded")
        ledger.add("bia_recorded", outcome="against_return")
        ledger.add("bia_recorded", **FAVOURS)
        assert ledger.add("return_agreed") is None
        assert [step.outcome for step in ledger.steps if step.kind == "bia_recorded"] == [
            *("favours_return", "against_return", "favours_return"),
        ]


class TestTheChildsView:
    @pytest.mark.parametrize("view", ["against_return", "undecided"])
    def test_a_view_against_a_return_has_to_be_weighed(self, view):
        ledger = until("view_recorded")
        ledger.add("view_recorded", outcome=view)
        assert ledger.add("return_agreed", weighed=" ") == Refusal("view_not_weighed")
        assert ledger.add("return_agreed", weighed="Both parents live; visits first") is None

    def test_a_child_too_young_to_be_heard_may_return(self):
        ledger = until("bia_recorded")
        assert ledger.add("view_recorded", outcome="not_heard", why="eight months old") is None
        assert ledger.add("return_agreed") is None

    def test_who_changes_their_mind_ends_the_agreement(self):
        ledger = until("return_agreed")
        ledger.add("view_recorded", outcome="against_return")
        assert (ledger.status, ledger.standing.contradictions()) == ("verified", ("agreement_lapsed",))
        assert ledger.add("reunified") == Refusal("agreement_lapsed")

    def test_who_is_unhappy_after_the_return_is_not_overheard(self):
        ledger = until("reunified")
        ledger.add("view_recorded", outcome="against_return")
        assert (ledger.status, ledger.standing.contradictions()) == (
            "reunified",
            ("returned_against_wishes",),
        )


@pytest.mark.parametrize(
    ("kind", "said", "falls_to"),
    [
        ("relationship_checked", {"outcome": "rejected"}, "located"),
        ("bia_recorded", {"outcome": "against_return"}, "verified"),
        ("bid_recorded", {"outcome": "against_return"}, "verified"),
    ],
)
def test_a_gate_that_shuts_ends_the_agreement_until_it_is_made_anew(kind, said, falls_to):
    ledger = until("return_agreed")
    assert ledger.add(kind, **said) is None
    assert (ledger.status, ledger.standing.contradictions()) == (falls_to, ("agreement_lapsed",))
    assert ledger.add("reunified") is not None
    assert ledger.add(kind, **(VERIFIED if kind == "relationship_checked" else FAVOURS)) is None
    assert ledger.add("reunified") == Refusal("agreement_lapsed")
    assert ledger.standing.missing() == ("agreement_lapsed",)
    assert ledger.add("return_agreed") is None
    assert (ledger.status, ledger.standing.contradictions()) == ("return_agreed", ())


def test_a_gate_that_shuts_after_the_return_is_shown_and_hides_nothing():
    ledger = until("reunified")
    ledger.add("relationship_checked", outcome="falsely_attributed")
    assert (ledger.status, ledger.standing.contradictions()) == ("reunified", ("returned_but_gate_shut",))


def test_a_return_that_broke_down_is_shown():
    ledger = until("reunified")
    ledger.add("followed_up", outcome="broke_down")
    assert ledger.standing.contradictions() == ("return_broke_down",)


class TestTakingBack:
    @pytest.mark.parametrize("number", range(2, 11))
    def test_the_last_step_is_taken_back_and_what_stood_before_stands_again(self, number):
        ledger = Ledger()
        for kind, said in WAY[: number - 2]:
            ledger.add(kind, **said)
        before = ledger.standing
        ledger.add(WAY[number - 2][0], **WAY[number - 2][1])
        assert ledger.back(number) is None
        assert ledger.standing == before
        assert len(ledger.steps) == number + 1

    @pytest.mark.parametrize(("taken", "rests"), [(2, 3), (3, 4), (4, 7), (5, 7), (6, 7), (7, 8), (8, 9)])
    def test_a_step_on_which_another_rests_is_not_and_which_is_said(self, taken, rests):
        assert until("followed_up").back(taken) == Refusal("rests_on_it", rests)

    def test_nothing_below_the_closing_is_taken_back(self):
        ledger = until("bia_recorded")
        ledger.add("closed", outcome="not_found")
        assert ledger.back(5) == Refusal("rests_on_it", 6)
        assert ledger.back(6) is None
        assert ledger.back(5) is None

    def test_after_reopening_the_earlier_closing_holds_nothing(self):
        ledger = until("bia_recorded")
        ledger.add("closed", outcome="not_found")
        assert ledger.add("reopened", note="the aunt wrote") is None
        assert ledger.back(6) == Refusal("rests_on_it", 7)
        assert ledger.back(5) is None
        assert ledger.status == "verified"

    def test_a_superseded_assessment_holds_nothing_any_more(self):
        ledger = until("bia_recorded")
        ledger.add("bia_recorded", **FAVOURS)
        ledger.add("view_recorded", **WANTS)
        ledger.add("return_agreed")
        assert ledger.back(5) is None
        assert ledger.back(6) == Refusal("rests_on_it", 8)

    def test_taking_back_what_shut_a_gate_restores_the_agreement(self):
        ledger = until("return_agreed")
        before = ledger.standing
        ledger.add("relationship_checked", outcome="rejected")
        assert ledger.back(8) is None
        assert ledger.standing == before
        assert ledger.add("reunified") is None

    def test_a_step_is_taken_back_once_and_the_taking_back_not_at_all(self):
        ledger = until("located")
        assert ledger.back(3) is None
        assert ledger.back(3) == ledger.back(4) == ledger.back(99) == Refusal("not_in_force")

    def test_the_opening_stays(self):
        assert Ledger().back(1) == Refusal("opening_stays")


def test_a_closed_case_takes_no_step_until_it_is_reopened():
    ledger = until("closed")
    assert ledger.add("followed_up", outcome="well") == Refusal("is_closed")
    assert ledger.add("reopened", note="a visit is due") is None
    assert ledger.status == "followed_up"
    assert ledger.add("followed_up", outcome="concerns") is None


def test_who_is_home_is_not_sought_any_more():
    assert until("reunified").add("tracing_began") == Refusal("already_returned")


def test_a_return_before_the_check_is_told_and_not_refused():
    ledger = until("located")
    ledger.add("relationship_checked", on="2026-03", **VERIFIED)
    ledger.add("bia_recorded", **FAVOURS), ledger.add("view_recorded", **WANTS), ledger.add("return_agreed")
    assert ledger.add("reunified", on="2026-02-28") is None
    assert ledger.standing.warnings() == ("returned_before_check",)


def test_a_step_is_not_dated_before_the_one_it_rests_on():
    ledger = until("tracing_began")
    ledger.add("located", on="2026-02")
    for kind, said in WAY[2:6]:
        assert ledger.add(kind, **said) is None
    assert ledger.add("reunified", on="2025") == Refusal("dates_contradict", 3)
    assert ledger.add("reunified", on="2026") is None
    assert ledger.add("followed_up", on="2026-01", outcome="well") == Refusal("dates_contradict", 3)
    assert ledger.add("followed_up", on="2026-02", outcome="well") is None
    assert ledger.standing.warnings() == ()


def test_dates_that_contradict_since_earlier_are_told_and_keep_nothing_from_being_taken_back():
    ledger = until("return_agreed")
    home, visit = (8, "reunified", "2026-02"), (9, "followed_up", "2025", {"outcome": "well"})
    ledger.steps += [steps.Step(*home), steps.Step(*visit)]
    assert ledger.standing.warnings() == ("visit_before_return",)
    assert ledger.back(9) is None


def test_a_step_taken_back_contradicts_no_date():
    ledger = until("return_agreed")
    assert ledger.add("reunified", on="2026") is None
    assert ledger.back(8) is None
    assert ledger.add("reunified", on="2025") is None


def test_the_core_knows_no_database():
    for module in (core, steps):
        told = [n for n in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(n, ast.ImportFrom)]
        assert [n.module for n in told if "django" in (n.module or "")] == []


def test_what_would_bring_the_child_nearer_home_is_the_step_that_comes_next():
    ledger = Ledger()
    for kind, said in WAY:
        assert ledger.standing.next_kinds()[0] == kind
        assert ledger.add(kind, **said) is None
    assert ledger.standing.next_kinds() == ()


def test_of_several_gates_any_may_come_next():
    ledger = until("relationship_checked")
    assert ledger.standing.next_kinds() == ("bia_recorded", "view_recorded")
    assert ledger.add("bia_recorded", outcome="needs_determination") is None
    assert ledger.standing.next_kinds() == ("bid_recorded", "view_recorded")
    assert until("bia_recorded").standing.next_kinds(bid_required=True) == ("bid_recorded", "view_recorded")


@pytest.mark.parametrize(
    ("kind", "said", "after"),
    [
        ("bia_recorded", {"outcome": "against_return"}, ()),
        ("relationship_checked", {"outcome": "falsely_attributed"}, ()),
        ("relationship_checked", {"outcome": "rejected"}, ()),
        ("relationship_checked", {"outcome": "pending_verification"}, ("relationship_checked",)),
        ("view_recorded", {"outcome": "against_return"}, ("return_agreed",)),
    ],
)
def test_where_people_must_think_no_step_comes_next(kind, said, after):
    ledger = until("view_recorded")
    assert ledger.add(kind, **said) is None
    assert ledger.standing.next_kinds() == after


@pytest.mark.parametrize(
    ("outcome", "after"), [("well", "closed"), ("concerns", "followed_up"), ("broke_down", "followed_up")]
)
def test_a_case_is_closed_only_when_the_child_is_well(outcome, after):
    ledger = until("reunified")
    assert ledger.add("followed_up", outcome=outcome) is None
    assert ledger.standing.next_kinds() == (after,)


def test_what_comes_next_is_never_refused():
    said = dict(WAY) | {"bid_recorded": FAVOURS, "return_agreed": {"weighed": "so"}}
    seen = set()
    for kind, _ in WAY:
        for extra in (None, *steps.Kind):
            for outcome in steps.OUTCOMES.get(extra, ("",)):
                ledger = until(kind)
                if extra:
                    words = {"evidence": ["a letter"], "weighed": "so", "why": "a baby"}
                    ledger.add(extra, note="so", **words, outcome=outcome)
                for following in ledger.standing.next_kinds():
                    seen.add(following)
                    new = steps.Step(99, following, said=said[following])
                    assert core.refusal(ledger.steps, new, TODAY) is None, (kind, extra, outcome)
    assert seen == set(said) - {"tracing_began"}  # every ledger here is past it
