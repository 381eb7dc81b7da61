"""An organisation, members of any role, and browsers that are signed in as them. Everybody here is invented."""

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


LIST = """№;ПІБ дитини;Дата народження;Стать;Місце народження;Мати;Заклад
R-1;Шевченко Олена Іванівна;07.03.2015;ж;м. Маріуполь, Донецька обл.;Шевченко Марія Петрівна;
R-2;Коваль Олексій Петрович;31.02.2014;ч;м. Херсон;Коваль Ганна Іванівна;Лікарня № 4
R-3;Бондар Микита Сергійович;11.11.2016;ч;м. Мелітополь;;
"""


def quiet(stage, share):
    """Listen to how far a job is, and say nothing."""


@pytest.fixture
def brought():
    """Bring a list: `brought(member)`, or with other text or facts about it."""

    def bring(by, text=LIST, columns=None, **said):
        from kintrace.office.tracing import list_actions, list_queries

        what = {
            "side": "requests",
            "name": "Tracing requests",
            "source": "A hotline",
            "legal_basis": "consent",
        }
        what |= {"file_name": "requests.csv"} | said
        raw = text if isinstance(text, bytes) else text.encode()
        one = list_actions.bring(by=by, what=list_actions.Brought(**what), pieces=[raw])
        columns = columns or list_queries.beginning(by, one.id).guess.mapping.columns
        return list_actions.confirm_columns(by=by, number=one.id, columns=columns)

    return bring


@pytest.fixture
def imported(brought):
    """Bring a list and import it: as `brought`."""

    def bring(by, *args, **said):
        from kintrace.office.tracing import importing

        one = brought(by, *args, **said)
        importing.import_list(one.job, quiet)
        one.refresh_from_db()
        return one

    return bring
