"""A trial office: one member of each role, to look around as."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client

from kintrace.office.accounts.models import Member, Role
from kintrace.office.accounts.trial import TRIAL_PASSWORD, open_trial_office, trial_members


def test_a_trial_office_has_a_member_of_each_role_and_is_made_once(db, monkeypatch):
    monkeypatch.setattr(settings, "DEMO", True)
    first = open_trial_office()
    assert (first.role, open_trial_office()) == ("coordinator", first)
    assert {one.role for one in trial_members()} == set(Role.values)
    assert Member.objects.count() == 7


def test_one_click_signs_in_and_leaves_the_language_to_the_browser(db, monkeypatch):
    monkeypatch.setattr(settings, "DEMO", True)
    open_trial_office()
    client = Client()
    page = client.get("/sign-in/").content.decode()
    assert page.count(f'value="{TRIAL_PASSWORD}"') == 7
    response = client.post("/sign-in/", {"username": "reviewer", "password": TRIAL_PASSWORD})
    assert response.headers["Location"] == "/"
    assert "language" not in response.cookies
    assert client.get("/").status_code == 200


def test_a_real_office_has_none_of_them(member):
    with pytest.raises(PermissionDenied):
        open_trial_office()
    member("coordinator", username="coordinator")
    assert trial_members() == []
    assert TRIAL_PASSWORD not in Client().get("/sign-in/").content.decode()
