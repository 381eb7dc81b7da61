"""Pages of erasure."""

import pytest
from office.tracing.conftest import brought, import_now, imported

from kintrace.office.cases.case_actions import Facts, open_case
from kintrace.office.exchange.models import Erasure
from kintrace.office.registry.models import Child
from kintrace.office.tracing.models import Record

brought, import_now, imported = brought, import_now, imported  # fixtures of the room next door
SAID = {"basis": "The family withdrew", "why": "Their right", "sure": "on"}


@pytest.fixture
def by(member):
    return member("coordinator")


def test_a_record_is_erased_from_its_page(by, imported, client_of):
    one, client = imported(by).records.first(), client_of(by)
    assert f"/records/{one.pk}/erase/" in client.get(f"/records/{one.pk}/").content.decode()
    page = client.get(f"/records/{one.pk}/erase/").content.decode()
    assert one.name in page
    assert "I checked who asks. It cannot be undone." in page
    answer = client.post(f"/records/{one.pk}/erase/", SAID, follow=True)
    assert answer.redirect_chain == [("/erasures/", 302)]
    shown = answer.content.decode()
    assert "It is erased." in shown
    assert "The family withdrew" in shown
    assert one.name not in shown
    assert client.get(f"/records/{one.pk}/").status_code == 404


def test_whoever_was_shown_less_than_would_go_now_is_shown_it_before_anything_goes(by, entered, client_of):
    one, client = entered(by, name="Вигаданчук Ганна"), client_of(by)
    address = f"/records/{one.pk}/erase/"
    told = SAID | {"told": client.get(address).context["form"]["told"].value()}
    case = open_case(by=by, record=one.pk, facts=Facts())
    again = client.post(address, told)
    assert "Look again at what would go." in again.content.decode()
    assert Record.objects.filter(pk=one.pk).exists()
    now = SAID | {"told": again.context["form"]["told"].value(), "children": [case.child_id]}
    assert client.post(address, now).status_code == 302
    assert not (Record.objects.exists() or Child.objects.exists())


def test_without_saying_that_one_is_sure_nothing_is_erased(by, imported, client_of):
    one = imported(by).records.first()
    client_of(by).post(f"/records/{one.pk}/erase/", SAID | {"sure": ""})
    assert Record.objects.filter(pk=one.pk).exists()


def test_a_refusal_stands_on_the_page(by, imported, client_of):
    one = imported(by).records.first()
    answer = client_of(by).post(f"/records/{one.pk}/erase/", SAID | {"why": one.name})
    assert "Do not write the person&#x27;s name" in answer.content.decode()


def test_a_child_is_erased_from_its_page_with_the_records_of_its_cases(by, full_case, client_of):
    case, client = full_case(by), client_of(by)
    record = case.records.get().record_id
    assert f"/children/{case.child_id}/erase/" in client.get(f"/children/{case.child_id}/").content.decode()
    page = client.get(f"/children/{case.child_id}/erase/").content.decode()
    assert f'name="records" value="{record}"' in page
    client.post(f"/children/{case.child_id}/erase/", SAID | {"records": [record]})
    assert not Child.objects.exists()
    assert not Record.objects.filter(pk=record).exists()


def test_erasures_are_shown_page_by_page(by, client_of):
    for _ in range(51):
        Erasure.objects.create(organisation=by.organisation, by=by, basis="b", why="w")
    first = client_of(by).get("/erasures/").content.decode()
    assert first.count('<th scope="row">') == 50
    then = Erasure.objects.order_by("id")[1].pk
    assert f"?before={then}" in first
    assert client_of(by).get(f"/erasures/?before={then}").content.decode().count('<th scope="row">') == 1
    assert client_of(by).get("/erasures/?before=²").status_code == 200
