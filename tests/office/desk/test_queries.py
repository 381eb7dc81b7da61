"""What waits for a member."""

from kintrace.office.desk.queries import Waiting, waiting
from kintrace.office.jobs.actions import ask, ask_once
from kintrace.office.tracing.models import PeopleList


def numbers(by) -> dict[str, int]:
    return {one.what: one.number for one in waiting(by)}


def test_what_waits_is_counted(member, organisation):
    by, other = member("coordinator", also_administers=True), member("caseworker", must_change_password=True)
    brought = {"organisation": organisation, "side": "located", "source": "s", "legal_basis": "l"}
    PeopleList.objects.create(brought_by=by, name="one", **brought)
    PeopleList.objects.create(brought_by=by, name="two", state="ready", **brought)
    PeopleList.objects.create(brought_by=other, name="three", **brought)
    ask("import list", by=by, organisation=organisation)
    ask_once("match", by=by, organisation=organisation)
    assert numbers(by) == {
        "lists of yours whose columns wait to be confirmed": 1,
        "jobs in hand": 2,
        "members who have not yet chosen a password": 1,
    }


def test_counting_ends_at_a_thousand():
    assert Waiting(1000, "pairs to look at", "pairs").shown == "1000"
    assert Waiting(1001, "pairs to look at", "pairs").shown == "1000+"
