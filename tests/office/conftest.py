"""An organisation, members of any role, and browsers signed in as them. Everybody here is invented."""

from collections.abc import Callable
from itertools import count

import pytest
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from kintrace.office.accounts.models import Member, Organisation

PASSWORD = "green lantern over the weir"


@pytest.fixture
def organisation(db) -> Organisation:
    """The organisation that members belong to unless a test says otherwise."""
    return Organisation.objects.create(name="Rodyna")


@pytest.fixture
def member(organisation) -> Callable[..., Member]:
    """Make a member: `member()` is a coordinator; `member("auditor", scope="own", username="olha")`."""
    numbers = count(1)

    def make(role: str = "coordinator", **more) -> Member:
        number = next(numbers)
        more = {"username": f"{role}{number}", "name": f"{role.capitalize()} {number}"} | more
        made = Member(role=role, **({"organisation": organisation} | more))
        made.set_password(PASSWORD)
        made.save()
        return made

    return make


@pytest.fixture
def client_of() -> Callable[[Member], Client]:
    """Return a browser in which a member is signed in and has shown the second factor."""

    def sign_in(member: Member) -> Client:
        client = Client()
        client.force_login(member, "django.contrib.auth.backends.ModelBackend")
        device, _ = TOTPDevice.objects.get_or_create(user=member, name="telephone", confirmed=True)
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
        return client

    return sign_in
