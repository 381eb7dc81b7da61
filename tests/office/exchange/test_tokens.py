"""Tokens of programs."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from kintrace.office.accounts.may import Act, may
from kintrace.office.accounts.models import Member, Organisation
from kintrace.office.accounts.queries import members
from kintrace.office.exchange import tokens
from kintrace.office.exchange.models import Token
from kintrace.office.journal.models import Entry

WANTED = tokens.Wanted("Bridge", ["SEE_RECORDS"], 30, "Red Cross of Nowhere")


@pytest.fixture
def by(member):
    return member("administrator")


def test_the_secret_is_told_once_and_kept_nowhere(by):
    token, secret = tokens.make(by=by, wanted=WANTED)
    assert secret.startswith("kintrace_")
    assert len(secret) == 52
    assert secret not in str(Token.objects.values().get())
    assert tokens.known(secret) == token
    assert tokens.known(secret + "x") is None
    assert Entry.objects.get(act="made token").details == {"acts": ["SEE_RECORDS"], "days": 30}


def test_a_program_may_what_its_token_allows_and_only_with_it(by):
    _token, secret = tokens.make(by=by, wanted=WANTED)
    asking = tokens.known(secret).member
    assert [act for act in Act if may(asking, act)] == [Act.SEE_RECORDS]
    assert [act for act in Act if may(Member.objects.get(pk=asking.pk), act)] == []


def test_a_program_is_no_member_that_can_be_managed_or_signs_in(by, client):
    token, _secret = tokens.make(by=by, wanted=WANTED)
    assert [one.member for one in members(by)] == [by]
    assert not token.member.has_usable_password()
    entered = {"username": token.member.username, "password": "x" * 12}
    assert client.post("/sign-in/", entered).status_code == 200


def test_a_token_ends_by_itself_and_by_hand(by):
    token, secret = tokens.make(by=by, wanted=WANTED)
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert tokens.known(secret) is None
    Token.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert tokens.known(secret) == token
    tokens.revoke(by=by, number=token.pk)
    tokens.revoke(by=by, number=token.pk)
    assert tokens.known(secret) is None
    assert Entry.objects.filter(act="revoked token").count() == 1


@pytest.mark.parametrize("wrong", [{"acts": []}, {"acts": ["MANAGE_MEMBERS"]}, {"days": 0}, {"days": 367}])
def test_a_token_cannot_allow_everything_or_for_ever(by, wrong):
    said = {"name": "x", "acts": ["SEE_RECORDS"], "days": 1, "recipient": "y"} | wrong
    with pytest.raises(ValidationError):
        tokens.make(by=by, wanted=tokens.Wanted(**said))


def test_only_who_manages_members_makes_tokens_and_only_their_own(by, member):
    with pytest.raises(PermissionDenied):
        tokens.make(by=member("coordinator"), wanted=WANTED)
    token, _secret = tokens.make(by=by, wanted=WANTED)
    other = member("administrator", organisation=Organisation.objects.create(name="Another"))
    with pytest.raises(Http404):
        tokens.revoke(by=other, number=token.pk)
    assert tokens.tokens(other) == []


def test_the_page_makes_a_token_shows_it_once_and_revokes_it(by, client_of):
    client = client_of(by)
    form = {
        "name": "Bridge",
        "acts": ["SEE_RECORDS"],
        "days": "30",
        "recipient": "Nowhere",
        "purpose": "sharing",
    }
    page = client.post("/tokens/", form).content.decode()
    assert "kintrace_" in page
    again = client.get("/tokens/").content.decode()
    assert "<code>kintrace_" not in again
    assert "Bridge" in again
    client.post(f"/tokens/{Token.objects.get().pk}/revoke/")
    assert Token.objects.get().revoked_at is not None
    assert "revoked" in client.get("/tokens/").content.decode()


def test_a_token_opens_nothing_once_the_account_of_who_made_it_is_closed(by, member, client_of):
    token, secret = tokens.make(by=by, wanted=WANTED)
    other = member("administrator")
    Member.objects.filter(pk=by.pk).update(is_active=False)
    assert tokens.known(secret) is None
    assert "who made it is closed" in client_of(other).get("/tokens/").content.decode()
    Member.objects.filter(pk=by.pk).update(is_active=True)
    assert tokens.known(secret) == token
