import pytest

from kintrace.office.cases.steps import (
    OUTCOMES,
    Kind,
    Step,
    contradicted,
    ill_said,
    is_before,
    people_named,
    same_name,
)

from .ledgers import MOTHER, TODAY, VERIFIED, WANTS


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


def test_of_the_steps_it_rests_on_the_newest_that_a_date_contradicts_is_named():
    latest = {"located": Step(2, "located", "2026-02"), "return_agreed": Step(3, "return_agreed", "2026-03")}
    assert contradicted(latest, Step(4, "reunified", "2026-01-31")) == latest["return_agreed"]
    assert contradicted(latest, Step(4, "reunified", "2026-02")) == latest["return_agreed"]
    assert contradicted(latest, Step(4, "reunified", "2026-03-01")) is None


@pytest.mark.parametrize("on", ["", "2026", "2026-02", "2026-02-28"])
def test_a_date_that_overlaps_or_none_contradicts_nothing(on):
    assert contradicted({"located": Step(2, "located", "2026-02")}, Step(3, "reunified", on)) is None
    assert contradicted({"located": Step(2, "located")}, Step(3, "reunified", on)) is None


@pytest.mark.parametrize(
    ("kind", "earlier"),
    [
        *(("relationship_checked", "located"), ("located", "tracing_began"), ("return_agreed", "located")),
        *(("bid_recorded", "bia_recorded"), ("view_recorded", "located")),
    ],
)
def test_what_may_have_happened_in_any_order_contradicts_nothing(kind, earlier):
    assert contradicted({earlier: Step(2, earlier, "2026")}, Step(3, kind, "2025")) is None


@pytest.mark.parametrize(
    ("kind", "earlier"),
    [
        *(("reunified", "located"), ("reunified", "return_agreed"), ("followed_up", "reunified")),
        *(("followed_up", "located"), ("closed", "reunified"), ("closed", "followed_up")),
        *(("closed", "tracing_began"), ("reopened", "closed"), ("closed", "reopened")),
    ],
)
def test_what_surely_follows_contradicts_a_later_date(kind, earlier):
    before = Step(2, earlier, "2026")
    assert contradicted({earlier: before}, Step(3, kind, "2025")) == before


@pytest.mark.parametrize("evidence", [None, [], [""], ["  "]])
def test_a_verified_relationship_needs_a_word_of_evidence(evidence):
    said = {"outcome": "verified", "evidence": evidence}
    assert ill_said(Step(1, "relationship_checked", said=said), TODAY) == "no_evidence"


def test_who_was_not_heard_needs_a_reason():
    said = {"outcome": "not_heard"}
    assert ill_said(Step(1, "view_recorded", said=said), TODAY) == "not_heard_without_reason"
    assert ill_said(Step(1, "view_recorded", said=said | {"why": "an infant"}), TODAY) == ""


@pytest.mark.parametrize(
    ("kind", "on", "said", "why"),
    [
        ("relationship_checked", "", VERIFIED | {"whom": " ; "}, "nobody_verified"),
        ("relationship_checked", "", {"outcome": "rejected"}, ""),
        ("view_recorded", "", {"outcome": "wants_return"}, "view_of_nobody"),
        ("view_recorded", "", {"outcome": "undecided", "child_says": " "}, "view_of_nobody"),
        ("view_recorded", "", {"outcome": "undecided", "heard_by": "a guardian"}, ""),
        ("view_recorded", "", WANTS, ""),
        ("return_agreed", "", {}, "nobody_agreed"),
        ("reunified", "", {"with_whom": MOTHER}, "return_without_date"),
        ("reunified", "2025", {"with_whom": ""}, "return_to_nobody"),
        ("reunified", "2025", {"with_whom": MOTHER}, ""),
        ("return_ended", "", {}, "end_without_date"),
        ("return_ended", "2025", {}, "no_reason"),
    ],
)
def test_who_was_verified_heard_agreed_and_returned_to_is_said(kind, on, said, why):
    assert ill_said(Step(1, kind, on, said), TODAY) == why


@pytest.mark.parametrize("other", ["вигадана  марія ", "ВИГАДАНА МАРІЯ"])
def test_a_name_is_the_same_whatever_its_capitals_and_spaces(other):
    assert people_named(other) == people_named(MOTHER)


def test_apostrophes_of_all_kinds_are_one():
    assert len({same_name(f"Мар{sign}яна") for sign in "'’ʼ`"}) == 1


def test_nobody_is_named_by_nothing():
    assert people_named(None) == people_named(" ;; ") == frozenset()


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
