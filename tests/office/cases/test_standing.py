import ast
import inspect

import pytest

from kintrace.office.cases import refusing, steps
from kintrace.office.cases import standing as core
from kintrace.office.cases.refusing import Refusal
from kintrace.office.cases.standing import Status

from .ledgers import ENOUGH, FAVOURS, MOTHER, TODAY, VERIFIED, WANTS, WAY, Ledger, until

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


def test_the_core_knows_no_database():
    for module in (core, refusing, steps):
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
    ("outcome", "after"), [("well", "closed"), ("concerns", "followed_up"), ("broke_down", "return_ended")]
)
def test_a_case_is_closed_only_when_the_child_is_well(outcome, after):
    ledger = until("reunified")
    assert ledger.add("followed_up", outcome=outcome) is None
    assert ledger.standing.next_kinds() == (after,)


def test_what_comes_next_is_never_refused():
    said = dict(WAY) | {"return_ended": {}, "bid_recorded": FAVOURS, "return_agreed": {"weighed": "so"}}
    seen = set()
    for kind, _ in WAY:
        for extra in (None, *steps.Kind):
            for outcome in steps.OUTCOMES.get(extra, ("",)):
                ledger = until(kind)
                if extra:
                    words = {"evidence": ["a letter"], "weighed": "so", "why": "a baby", "whom": MOTHER}
                    ledger.add(extra, note="so", **words, outcome=outcome)
                for following in ledger.standing.next_kinds():
                    seen.add(following)
                    words = ENOUGH.get(following, {}) | said[following]
                    new = steps.Step(99, following, words.get("on", ""), words, "so")
                    assert refusing.refusal(ledger.steps, new, TODAY) is None, (kind, extra, outcome)
    assert seen == set(said) - {"tracing_began"}  # every ledger here is past it


class TestAReturnThatEnded:
    def test_the_way_begins_again_with_what_still_holds(self):
        ledger = until("followed_up")
        assert ledger.add("return_ended") is None
        assert (ledger.status, ledger.standing.contradictions()) == ("verified", ())
        assert ledger.standing.missing() == ("no_bia", "no_view")
        assert ledger.add("return_agreed") == ledger.add("reunified", on="2026") == Refusal("no_bia")
        assert ledger.add("bia_recorded", **FAVOURS) is None
        assert ledger.add("view_recorded", **WANTS) is None
        assert ledger.add("reunified", on="2026") == Refusal("no_agreement")
        assert ledger.add("return_agreed") is None
        assert ledger.add("reunified", on="2026") is None
        assert ledger.status == "reunified"

    def test_a_relationship_that_does_not_hold_leaves_the_child_located(self):
        ledger = until("reunified")
        ledger.add("relationship_checked", outcome="falsely_attributed")
        assert ledger.add("return_ended") is None
        assert ledger.status == "located"
        assert ledger.add("located") is None

    def test_a_second_return_is_not_before_the_end_of_the_first(self):
        ledger = until("reunified")
        ledger.add("return_ended", on="2026-03")
        for kind, said in (("bia_recorded", FAVOURS), ("view_recorded", WANTS), ("return_agreed", {})):
            assert ledger.add(kind, **said) is None
        assert ledger.add("reunified", on="2026-02") == Refusal("dates_contradict", 9)

    def test_what_is_taken_back_restores_the_return(self):
        ledger = until("followed_up")
        before = ledger.standing
        ledger.add("return_ended")
        assert ledger.back(8) == Refusal("rests_on_it", 9)
        assert ledger.back(10) is None
        assert ledger.standing == before

    def test_a_case_is_not_closed_as_returned_by_the_visit_of_a_return_that_ended(self):
        ledger = until("followed_up")
        ledger.add("return_ended")
        assert ledger.add("closed", outcome="return_followed_up") == Refusal("no_visit")


class TestWhoIsVerified:
    def test_another_who_is_verified_ends_the_agreement(self):
        ledger = until("return_agreed")
        assert ledger.add("relationship_checked", **VERIFIED | {"whom": "Вигадана Ганна"}) is None
        assert (ledger.status, ledger.standing.contradictions()) == ("verified", ("agreement_lapsed",))
        assert ledger.add("reunified", with_whom="Вигадана Ганна") == Refusal("agreement_lapsed")
        assert ledger.add("return_agreed", with_whom="Вигадана Ганна") is None
        assert ledger.add("reunified", with_whom="Вигадана Ганна") is None

    def test_the_same_person_verified_again_does_not(self):
        ledger = until("return_agreed")
        assert ledger.add("relationship_checked", **VERIFIED | {"whom": "вигадана  МАРІЯ"}) is None
        assert ledger.status == "return_agreed"

    def test_another_who_is_verified_after_the_return_is_told(self):
        ledger = until("reunified")
        assert ledger.add("relationship_checked", **VERIFIED | {"whom": "Вигадана Ганна"}) is None
        assert (ledger.status, ledger.standing.contradictions()) == ("reunified", ("returned_to_another",))

    def test_a_check_of_before_that_names_nobody_stands_and_is_compared_with_nothing(self):
        ledger = until("return_agreed")
        check = ledger.steps[3]
        old = {name: text for name, text in check.said.items() if name != "whom"}
        ledger.steps[3] = steps.Step(check.number, check.kind, said=old)
        assert (ledger.status, ledger.standing.verified()) == ("return_agreed", frozenset())
        assert ledger.standing.missing() == ("check_names_nobody",)
        assert ledger.standing.next_kinds() == ("relationship_checked",)
        ledger.steps.append(steps.Step(8, "reunified"))
        assert (ledger.status, ledger.standing.contradictions()) == ("reunified", ())
        ledger.add("followed_up", outcome="well")
        assert ledger.back(9) is None
