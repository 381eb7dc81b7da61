from kintrace.office.cases import case_view
from kintrace.office.cases.steps import Kind


def test_the_way_home_is_shown_stage_by_stage(member, brought):
    by = member()
    shown = case_view.shown(by, brought(by, "relationship_checked"))
    assert [one["done"] for one in shown["stages"]] == [True] * 3 + [False] * 5
    assert [one["here"] for one in shown["stages"]].index(True) == 3
    assert [bool(one["lacks"]) for one in shown["gates"]] == [False, True, True]


def test_only_what_a_member_may_record_is_offered(member, opened):
    case = opened(member())
    offered = {one["address"] for one in case_view.shown(member("reviewer"), case)["acts_now"]}
    assert offered == {"case-relationship-checked", "case-bia-recorded", "case-bid-recorded"}


def test_a_closed_case_offers_to_be_reopened(member, brought):
    by = member()
    shown = case_view.shown(by, brought(by, "closed"))
    assert [one["address"] for one in shown["acts_now"]] == [case_view.address_of(Kind.REOPENED)]
    assert [one["first"] for one in shown["acts_now"]] == [False]


def test_the_step_that_comes_next_stands_first_of_those_a_member_may_record(member, brought):
    by = member()
    case = brought(by, "relationship_checked")
    first = {}
    for role in ("coordinator", "reviewer", "caseworker", "mediator"):
        acts = case_view.shown(member(role), case)["acts_now"]
        first[role] = [one["address"] for one in acts if one["first"]]
        assert [one["first"] for one in acts].index(True) == 0 if first[role] else True
    assert first == {
        "coordinator": ["case-bia-recorded"],
        "reviewer": ["case-bia-recorded"],
        "caseworker": ["case-view-recorded"],
        "mediator": [],
    }
