"""The page that opens an office."""

import stat

import pytest
from django.test import Client

from kintrace.office.accounts import queries
from kintrace.office.accounts.may import Act, may
from kintrace.office.accounts.models import Member
from kintrace.office.home import home
from kintrace.office.journal.models import Entry

ENTERED = {
    "organisation": "Rodyna",
    "name": "Olha",
    "username": "Olha",
    "password": "seven herons on the old pier",
    "again": "seven herons on the old pier",
}


@pytest.fixture
def address(db):
    yield f"/first/{home().first_token()}/"
    (home().folder / "first-token").unlink(missing_ok=True)


def test_the_token_is_made_once_for_its_owner_alone(address):
    path = home().folder / "first-token"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert home().first_token() == path.read_text() == address.split("/")[2]
    assert len(path.read_text()) == 43


def test_the_first_member_coordinates_and_administers(address):
    client = Client()
    assert client.get(address).status_code == 200
    assert client.post(address, ENTERED).headers["Location"] == "/"
    one = Member.objects.get()
    assert (one.username, one.organisation.name, one.role) == ("olha", "Rodyna", "coordinator")
    assert may(one, Act.DECIDE_PAIRS)
    assert may(one, Act.MANAGE_MEMBERS)
    assert client.get("/").headers["Location"] == "/second-factor/?next=/"
    assert list(Entry.objects.values_list("act", flat=True)) == ["opened the office"]


def test_the_page_opens_once(address):
    Client().post(address, ENTERED)
    assert Client().get(address).status_code == 404
    assert Client().post(address, ENTERED | {"username": "evil", "organisation": "Evil"}).status_code == 404
    assert Member.objects.count() == 1
    assert not (home().folder / "first-token").exists()


@pytest.mark.parametrize("token", ["x", "token", "..", "%00", "ї"])
def test_another_token_opens_nothing(address, token):
    assert Client().get(f"/first/{token}/").status_code == 404


def test_no_token_opens_an_office_that_has_members(member):
    member()
    assert not queries.may_open_office(home().first_token())
    (home().folder / "first-token").unlink()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"again": "another"}, "The two passwords differ."),
        ({"password": "short", "again": "short"}, "too short"),
        ({"organisation": ""}, "required"),
        ({"username": "herons on the old pier"}, "too similar"),
    ],
)
def test_a_form_that_is_filled_in_wrong_opens_nothing(address, wrong, told):
    response = Client().post(address, ENTERED | wrong)
    assert response.status_code == 200
    assert told in response.content.decode()
    assert not Member.objects.exists()
