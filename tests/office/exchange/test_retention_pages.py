"""The pages of retention: no name on any of them."""

import re

import pytest
from django.utils import timezone
from office.exchange.retained import ago, by, close, days_ago, periods
from office.tracing.conftest import brought, import_now, imported

from kintrace.office.exchange.models import Keeping, Period
from kintrace.office.exchange.retention_actions import keep_list
from kintrace.office.jobs import worker
from kintrace.office.jobs.models import Job
from kintrace.office.registry.models import Child
from kintrace.office.tracing.models import Record

by = by  # a fixture of all tests of retention
brought, import_now, imported = brought, import_now, imported  # of the room next door
NAMES = ("Шевченко", "Коваль", "Бондар", "Nameova", "Plantedanna")


@pytest.fixture(autouse=True)
def unwiped(monkeypatch):
    """Leave the database's file as it is: a test is in a transaction."""
    monkeypatch.setitem(worker.WORK, "wipe", lambda job, tell: "Nothing to do.")


@pytest.fixture
def page(by, client_of):
    """Ask for a page, follow where it leads, and return its text, in which nobody is named."""
    client = client_of(by)

    def ask(address, said=None):
        answer = client.post(address, said, follow=True) if said is not None else client.get(address)
        shown = answer.content.decode()
        main = shown[shown.index("<main") :]
        assert not [name for name in NAMES if name in main]
        return " ".join(re.sub(r"<[^>]*>", " ", main).split())

    return ask


@pytest.fixture
def old(by, imported):
    """A list of three that was imported two years ago."""
    with days_ago(730):
        return imported(by)


@pytest.fixture
def child(by, full_case):
    """A child whose case was closed three years ago; its record is not due."""
    with days_ago(1095):
        case = full_case(by)
        close(by, case)
    return case.child


def test_without_a_period_the_page_says_that_nothing_is_due(page, old):
    shown = page("/retention/")
    assert "No period is set, so nothing is due." in shown
    assert "Tracing requests" not in shown
    assert "Retention periods" in page("/erasures/")


def test_a_period_is_set_on_the_page_and_what_is_due_appears(by, page, old, child):
    shown = page("/retention/period/", {"kind": "record", "months": "12"})
    assert "It is stored." in shown
    assert "12 months" in shown
    assert "Due now: 4 people of lists, 0 children of the registry." in shown
    assert "Tracing requests 3" in shown
    page("/retention/period/", {"kind": "child", "months": "24"})
    assert "C-000001" in page("/retention/")
    assert f"{by.name}: people of lists, 12 months" in page("/retention/")
    assert "Nobody asked for these erasures, so no mark is left" in page("/retention/")


def test_a_period_that_is_refused_stands_on_the_page_with_why(page):
    assert "greater than or equal to 1" in page("/retention/period/", {"kind": "record", "months": "0"})
    assert not Period.objects.exists()


def test_a_list_is_looked_at_by_row_and_kept_longer(by, page, old):
    periods(by)
    shown = page(f"/lists/{old.pk}/retention/")
    assert "Row 1 Row 2 Row 3" in shown or "Row 2 Row 3 Row 4" in shown
    day = timezone.localdate(ago(-30)).isoformat()
    refused = page(f"/lists/{old.pk}/retention/", {"until": "2020-01-01", "why": "A court"})
    assert "Choose a day to come." in refused
    shown = page(f"/lists/{old.pk}/retention/", {"until": day, "why": "A court asked for it"})
    assert f"Tracing requests {day} A court asked for it {by.name}" in shown
    assert "Due now: 0 people of lists" in shown
    assert "Nobody of this list is due." in page(f"/lists/{old.pk}/retention/")
    shown = page(f"/retention/keepings/{Keeping.objects.get().pk}/end/", {})
    assert "Due now: 3 people of lists" in shown


def test_a_child_is_kept_longer(by, page, child):
    periods(by, record=None)
    assert "C-000001" in page(f"/children/{child.pk}/retention/")
    day = timezone.localdate(ago(-30)).isoformat()
    shown = page(f"/children/{child.pk}/retention/", {"until": day, "why": "A court asked for it"})
    assert f"C-000001 {day} A court asked for it" in shown
    assert "0 children of the registry" in shown


def test_what_would_go_is_shown_confirmed_and_gone(by, page, old, child):
    periods(by)
    shown = page(f"/retention/confirm/?lists={old.pk}&children={child.pk}&lists=x")
    assert "People of lists 3" in shown
    assert "Their cases 1" in shown
    assert "It cannot be undone." in shown
    said = {"lists": [old.pk], "children": [child.pk], "told": "3-0-0-1-1-1", "why": "Over"}
    assert "This field is required." in page("/retention/confirm/", said)
    changed = page("/retention/confirm/", said | {"told": "9-0-0-1-1-1", "sure": "on"})
    assert "What is due has changed meanwhile." in changed
    assert Record.objects.filter(list=old).count() == 3
    shown = page("/retention/confirm/", said | {"sure": "on"})
    assert "It is being erased." in shown
    assert "See what would go" not in shown
    assert "What was confirmed is being erased. (waiting)" in shown
    while worker.work_once():
        pass
    shown = page("/retention/")
    assert "Erased because their retention period was over: records 3, children 1." in shown
    assert not Record.objects.filter(list=old).exists()
    assert not Child.objects.exists()
    assert "The retention period of records was over: 12 months." in page("/erasures/")


def test_nothing_chosen_is_said(by, page, old):
    periods(by)
    assert "Nothing that you chose is due." in page("/retention/confirm/")


def test_it_can_be_stopped(by, page, old):
    periods(by)
    said = {"lists": [old.pk], "told": "3-0-0-0-0-0", "why": "Over", "sure": "on"}
    page("/retention/confirm/", said)
    assert "It was stopped." in page("/retention/stop/", {})
    assert Record.objects.filter(list=old).count() == 3
    assert Job.objects.get(work="retention").state == "cancelled"


def test_children_are_shown_page_by_page(by, page, child, monkeypatch):
    from kintrace.office.exchange import retention_queries
    from kintrace.office.registry import actions as registry

    periods(by)
    with days_ago(1095):
        registry.add_child(by=by, said=registry.ChildSaid("Plantedanna Second", "A witness"))
    monkeypatch.setattr(retention_queries, "PAGE", 1)
    first, second = page("/retention/"), page(f"/retention/?after={child.pk}")
    assert ("C-000001" in first, "C-000002" in first, "Next" in first) == (True, False, True)
    assert ("C-000001" in second, "C-000002" in second, "Next" in second) == (False, True, False)


def test_another_organisation_sees_nothing_of_it(member, client_of, by, old, child):
    from kintrace.office.accounts.models import Organisation

    theirs = member("coordinator", organisation=Organisation.objects.create(name="Another"))
    periods(theirs, record=1, child=1)
    kept = keep_list(by=by, number=old.pk, until=timezone.localdate(ago(-30)), why="A court")
    client = client_of(theirs)
    for address in (f"/lists/{old.pk}/retention/", f"/children/{child.pk}/retention/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"until": "2099-01-01", "why": "A court"}).status_code == 404
    assert client.post(f"/retention/keepings/{kept.pk}/end/").status_code == 404
    shown = client.get(f"/retention/confirm/?lists={old.pk}&children={child.pk}").content.decode()
    assert "Nothing that you chose is due." in shown
    assert "A court" not in client.get("/retention/").content.decode()
    assert Keeping.objects.filter(ended_at__isnull=True).count() == 1
