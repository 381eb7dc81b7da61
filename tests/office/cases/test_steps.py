import pytest

from kintrace.office.cases.steps import OUTCOMES, Kind, Step, ill_said, is_before

from .ledgers import TODAY


@pytest.mark.parametrize("on", ["2024-02-30", "soon"])
def test_what_is_no_date_is_not_read(on):
    assert ill_said(Step(1, "located", on), TODAY) == "date_unreadable"


@pytest.mark.parametrize("on", ["", "2026", "2026-06", "2026-06-01"])
def test_a_date_that_may_be_past_is_allowed(on):
    assert ill_said(Step(1, "located", on), TODAY) == ""


@pytest.mark.parametrize("on", ["2027", "2026-07", "2026-06-02"])
def test_a_date_that_is_surely_to_come_is_refused(on):
    assert ill_said(Step(1, "located", on), TODAY) == "in_the_future"


def test_only_what_is_sure_is_before():
    assert is_before("2024-01", "2024-02-01")
    assert not is_before("2024", "2024-12-31")
    assert not is_before("soon", "2024")


@pytest.mark.parametrize("evidence", [None, [], [""], ["  "]])
def test_a_verified_relationship_needs_a_word_of_evidence(evidence):
    said = {"outcome": "verified", "evidence": evidence}
    assert ill_said(Step(1, "relationship_checked", said=said), TODAY) == "no_evidence"


def test_who_was_not_heard_needs_a_reason():
    said = {"outcome": "not_heard"}
    assert ill_said(Step(1, "view_recorded", said=said), TODAY) == "not_heard_without_reason"
    assert ill_said(Step(1, "view_recorded", said=said | {"why": "an infant"}), TODAY) == ""


@pytest.mark.parametrize("kind", sorted(OUTCOMES))
def test_an_outcome_is_one_of_those_known(kind):
    assert ill_said(Step(1, kind, said={"outcome": "splendid"}), TODAY) == "outcome_unknown"
    assert ill_said(Step(1, kind), TODAY) == "outcome_unknown"


@pytest.mark.parametrize("kind", [Kind.TAKEN_BACK, Kind.REOPENED])
def test_taking_back_and_reopening_say_why(kind):
    assert ill_said(Step(1, kind, note=" "), TODAY) == "no_reason"


def test_closing_for_another_reason_says_which():
    assert ill_said(Step(1, "closed", said={"outcome": "other"}), TODAY) == "no_reason"
    assert ill_said(Step(1, "closed", said={"outcome": "not_found"}), TODAY) == ""
