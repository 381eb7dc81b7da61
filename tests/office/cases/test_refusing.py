import pytest

from kintrace.office.cases import steps
from kintrace.office.cases.refusing import Refusal

from .ledgers import FAVOURS, MOTHER, VERIFIED, WANTS, WAY, Ledger, until


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
        ("return_ended", {}, "not_returned"),
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


def checked_without_a_name(upto: int) -> Ledger:
    """A case whose relationship was checked before a check had to say who was verified."""
    ledger = Ledger()
    for kind, said in WAY[:upto]:
        if kind == "relationship_checked":
            old = {"outcome": "verified", "evidence": ["birth certificate"]}
            ledger.steps.append(steps.Step(len(ledger.steps) + 1, kind, "", old))
        else:
            assert ledger.add(kind, **said) is None
    return ledger


def test_an_agreement_lapses_when_a_check_that_named_nobody_is_followed_by_one_that_names_another():
    ledger = checked_without_a_name(6)
    assert ledger.standing.agreed
    assert ledger.add("relationship_checked", **VERIFIED | {"whom": "Вигадана Інна"}) is None
    assert ledger.standing.agreed is None
    assert ledger.add("reunified", with_whom="Вигадана Інна") == Refusal("agreement_lapsed")


def test_the_check_that_named_whom_a_child_returned_to_is_not_taken_back_from_under_the_return():
    ledger = checked_without_a_name(5)
    assert ledger.add("relationship_checked", **VERIFIED) is None
    assert ledger.add("return_agreed") is None
    assert ledger.add("reunified") is None
    assert ledger.back(7) == Refusal("rests_on_it", 9)


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


class TestWithWhom:
    def test_nobody_returns_to_whom_the_check_did_not_verify(self):
        ledger = until("return_agreed")
        assert ledger.add("reunified", with_whom="a stranger") == Refusal("returned_to_stranger")
        both = f"{MOTHER}; a stranger"
        assert ledger.add("reunified", with_whom=both) == Refusal("returned_to_stranger")
        assert ledger.add("relationship_checked", **VERIFIED | {"whom": both}) is None
        assert ledger.add("return_agreed") is None
        assert ledger.add("reunified", with_whom="A  Stranger") is None

    def test_a_return_needs_a_check_that_names_somebody(self):
        ledger = until("return_agreed")
        ledger.steps[3] = steps.Step(4, "relationship_checked", said={"outcome": "verified"})
        assert ledger.add("reunified") == Refusal("check_names_nobody")

    def test_what_a_shut_gate_lacks_is_said_before_what_a_form_lacks(self):
        ledger = until("located")
        assert ledger.add("reunified", on="", with_whom="") == Refusal("no_relationship_check")

    def test_the_check_that_verified_whom_the_child_returned_to_is_not_taken_back(self):
        ledger = until("located")
        ledger.add("relationship_checked", **VERIFIED | {"whom": "Вигадана Ганна"})
        ledger.add("relationship_checked", **VERIFIED)
        for kind, said in WAY[3:7]:
            assert ledger.add(kind, **said) is None
        assert ledger.back(4) is None
        assert ledger.back(5) == Refusal("rests_on_it", 8)
