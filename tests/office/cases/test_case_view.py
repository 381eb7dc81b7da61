import pytest
from django.utils import timezone
from office.exchange.conftest import SECRETS, consented, entered, full_case, photo_file

from kintrace.office.cases import case_view, search
from kintrace.office.cases.case_actions import Facts, change_case
from kintrace.office.cases.code_lists import FIELDS
from kintrace.office.cases.family_actions import add_task
from kintrace.office.cases.move_actions import Sending, send
from kintrace.office.cases.step_actions import Word, record
from kintrace.office.cases.steps import Kind

consented, entered, full_case, photo_file = (
    consented,
    entered,
    full_case,
    photo_file,
)  # fixtures of the room next door


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


def test_who_assessed_and_who_visited_are_called_so(member, brought):
    by = member()
    case = brought(by, "reunified")
    for kind, outcome in ((Kind.BIA_RECORDED, "favours_return"), (Kind.FOLLOWED_UP, "well")):
        record(by=by, number=case.pk, word=Word(kind, "", {"outcome": outcome, "by_whom": "W"}))
    told = [one["said"] for one in case_view.shown(by, case)["history"][:2]]
    assert told == [[("Who visited", "W")], [("Who assessed", "W")]]


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


WORDED = {
    "wishes": ["wants to return", "not want to return"],
    "interests": ["favours the return", "high risk"],
    "separation": ["deportation", "separated"],
    "relatives": ["they are related"],
    "steps": ["tracing began", "relationship verified", "case plan"],
}
"""Field of consent -> what the page says of it that is in no planted word."""


@pytest.fixture
def referred(member, another, full_case, consented):
    """A case in which something stands everywhere, seen by another organisation that it was referred to."""

    def refer(withheld):
        by = member()
        case = full_case(by)
        for kind, said in (
            (Kind.VIEW_RECORDED, {"outcome": "against_return", "child_says": "Wishova"}),
            (Kind.RETURN_AGREED, {"with_whom": "Relativov", "weighed": "Wishova"}),
        ):
            record(by=by, number=case.pk, word=Word(kind, "2024", said, ""))
        change_case(
            by=by, number=case.pk, facts=Facts("separated", "high", "2022", "deportation", "", "case_plan")
        )
        today = timezone.localdate()
        add_task(by=by, number=case.pk, keeper=by.pk, kind="trace", due_on=today, note=" ".join(PLANTED))
        consented(by, case, withheld=[withheld])
        send(by=by, number=case.pk, sending=Sending("refer", another.organisation_id, "the family is there"))
        return case

    return refer


PLANTED = [word for words in SECRETS.values() for word in words]


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_the_page_shows_another_organisation_nothing_that_is_withheld_from_it(
    referred, another, client_of, field
):
    case = referred(field)
    browser = client_of(another)
    page = browser.get(f"/cases/{case.pk}/").content.decode()
    never = [*SECRETS.get(field, []), *WORDED.get(field, [])]
    assert [word for word in never if word in page] == []
    table = browser.get("/cases/").content.decode().partition("<tbody>")[2]
    assert [word for word in ("Plantedanna", "return agreed") if word in table] == [
        *(["Plantedanna"] if field != "name" else []),
        *(["return agreed"] if field != "steps" else []),
    ]


@pytest.mark.parametrize(("field", "shown"), [("separation", False), ("interests", True)])
def test_what_was_said_before_a_change_is_hidden_as_what_is_said_now(
    referred, another, client_of, field, shown
):
    page = client_of(another).get(f"/cases/{referred(field).pk}/").content.decode()
    assert ("Where they were separated, before: Stationivka" in page) == shown
    assert "Workflow, before: new" in page


@pytest.mark.parametrize(("field", "shown"), [("facility", False), ("birth", True)])
def test_a_note_is_not_shown_where_it_may_name_what_is_withheld(referred, another, client_of, field, shown):
    page = client_of(another).get(f"/cases/{referred(field).pk}/").content.decode()
    assert ("Stepnotova" in page) == shown
    assert ("Notes are not shown: they may tell what is withheld." in page) != shown


def test_cases_of_others_are_not_found_by_what_may_be_withheld(referred, another):
    case = referred("interests")
    assert search.cases(another, search.Asked(), 1).cases == [case]
    assert search.cases(another, search.Asked(risk_level="high"), 1).cases == []
    assert search.cases(another, search.Asked(tracing_status="return_agreed"), 1).cases == []
