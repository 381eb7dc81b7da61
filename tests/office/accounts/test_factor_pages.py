"""The second factor: enrolled, shown, recovered from."""

import re
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from kintrace.office.accounts import own_actions
from kintrace.office.journal.models import Entry


@pytest.fixture
def signed_in(member):
    """A member who has signed in by password alone, and their browser."""
    one, client = member(username="olha"), Client()
    client.force_login(one, "django.contrib.auth.backends.ModelBackend")
    return one, client


def code_of(device: TOTPDevice) -> str:
    made = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    made.time = time.time()
    return f"{made.token():06d}"


def wrong_code_of(device: TOTPDevice) -> str:
    return f"{(int(code_of(device)) + 500_000) % 1_000_000:06d}"


def enrolled(one) -> tuple[TOTPDevice, list[str]]:
    device = own_actions.offer_second_factor(one)
    device.confirmed = True
    device.save()
    return device, own_actions.make_recovery_codes(one)


def test_a_telephone_learns_its_key_and_confirms_it(signed_in):
    one, client = signed_in
    page = client.get("/second-factor/").content.decode()
    device = TOTPDevice.objects.get(user=one, confirmed=False)
    assert own_actions.spelled(device) in page
    assert 'src="data:image/svg+xml' in page

    page = client.post("/second-factor/", {"code": code_of(device)}).content.decode()
    codes = re.findall(r"<code>([a-z2-7]{8})</code>", page)
    assert len(set(codes)) == 10
    assert client.get("/me/").status_code == 200
    acts = list(Entry.objects.order_by("number").values_list("act", flat=True))
    assert acts == ["enrolled second factor", "made recovery codes"]


def test_recovery_codes_are_shown_once(signed_in):
    one, client = signed_in
    device = own_actions.offer_second_factor(one)
    page = client.post("/second-factor/", {"code": code_of(device)}).content.decode()
    codes = re.findall(r"<code>([a-z2-7]{8})</code>", page)
    later = "".join(client.get(a).content.decode() for a in ("/second-factor/", "/recovery-codes/", "/me/"))
    assert [code for code in codes if code in later] == []


def test_a_wrong_code_confirms_nothing(signed_in):
    one, client = signed_in
    device = own_actions.offer_second_factor(one)
    assert client.post("/second-factor/", {"code": wrong_code_of(device)}).status_code == 200
    assert not TOTPDevice.objects.filter(user=one, confirmed=True).exists()
    assert client.get("/me/").status_code == 302


def test_whoever_has_the_password_alone_cannot_enrol_a_telephone_of_their_own(signed_in):
    one, client = signed_in
    device, _codes = enrolled(one)
    page = client.get("/second-factor/").content.decode()
    assert "data:image/svg" not in page
    second = TOTPDevice.objects.create(user=one, name="telephone", confirmed=False)
    client.post("/second-factor/", {"code": code_of(second)})
    assert list(TOTPDevice.objects.filter(user=one, confirmed=True)) == [device]
    assert client.get("/me/").status_code == 302


def test_the_code_of_the_day_opens_the_office_and_a_new_session(signed_in):
    one, client = signed_in
    device, _codes = enrolled(one)
    before = client.session.session_key
    response = client.post("/second-factor/", {"code": code_of(device), "next": "/me/"})
    assert response.headers["Location"] == "/me/"
    assert client.session.session_key != before
    assert client.get("/me/").status_code == 200


def test_a_code_opens_once(signed_in):
    one, client = signed_in
    device, _codes = enrolled(one)
    code = code_of(device)
    assert client.post("/second-factor/", {"code": code}).status_code == 302
    other = Client()
    other.force_login(one, "django.contrib.auth.backends.ModelBackend")
    assert other.post("/second-factor/", {"code": code}).status_code == 200
    assert other.get("/me/").status_code == 302


def test_a_recovery_code_opens_once_however_it_is_typed(signed_in):
    one, client = signed_in
    _device, codes = enrolled(one)
    typed = f" {codes[0][:4].upper()}-{codes[0][4:]} "
    assert client.post("/second-factor/", {"code": typed}).status_code == 302
    assert client.get("/me/").status_code == 200
    assert StaticDevice.objects.get(user=one).token_set.count() == 9
    other = Client()
    other.force_login(one, "django.contrib.auth.backends.ModelBackend")
    assert other.post("/second-factor/", {"code": codes[0]}).status_code == 200
    assert other.get("/me/").status_code == 302


def test_whoever_guesses_codes_must_wait_even_with_the_right_one(signed_in):
    one, client = signed_in
    device, _codes = enrolled(one)
    client.post("/second-factor/", {"code": wrong_code_of(device)})
    device.refresh_from_db()
    device.throttling_failure_count = 6
    device.save()
    response = client.post("/second-factor/", {"code": code_of(device)})
    assert "Too many wrong codes. Try again in 32 seconds." in response.content.decode()
    device.throttling_failure_timestamp -= timedelta(seconds=33)
    device.save()
    assert client.post("/second-factor/", {"code": code_of(device)}).status_code == 302
    assert Entry.objects.filter(act="gave a wrong code").count() == 1


def test_new_recovery_codes_end_the_old_ones(member, client_of):
    one = member()
    client = client_of(one)
    old = own_actions.make_recovery_codes(one)
    page = client.post("/recovery-codes/").content.decode()
    new = re.findall(r"<code>([a-z2-7]{8})</code>", page)
    left = set(StaticDevice.objects.get(user=one).token_set.values_list("token", flat=True))
    assert (len(new), left) == (10, set(new))
    assert not left & set(old)


def test_a_trial_office_asks_for_no_second_factor(signed_in, monkeypatch):
    _one, client = signed_in
    assert client.get("/me/").status_code == 302
    monkeypatch.setattr(settings, "DEMO", True)
    assert client.get("/me/").status_code == 200
    assert client.get("/recovery-codes/").headers["Location"] == "/second-factor/"
