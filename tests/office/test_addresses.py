"""Every address of the office, asked for by a stranger and by each role.

addresses.csv says who is let in: `in` (the page itself answers, be it that there is no such record),
`refused`, `sign-in` (sent there), `401` (a program's token is asked for), `405` (the page answers, and knows no such method). An address that is not
in the table fails here; the failure shows the rows as they are, to be read before they are believed.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kintrace.office.accounts.models import Role

TABLE = Path(__file__).with_name("addresses.csv")
READERS = ("stranger", *Role.values)
METHODS = ("GET", "POST")
SAMPLES = {"IntConverter": 1, "PathConverter": "x", "StringConverter": "x"}


def patterns(inside: URLResolver) -> Iterator[URLPattern]:
    for one in inside.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        else:
            yield one


def addresses() -> dict[str, str]:
    """Name of each address -> a sample of it."""
    found: dict[str, str] = {}
    for one in patterns(get_resolver()):
        assert one.name, f"{one.pattern} has no name"
        assert one.name not in found, f"{one.name} names two addresses"
        samples = {name: SAMPLES[type(kind).__name__] for name, kind in one.pattern.converters.items()}
        found[one.name] = reverse(one.name, kwargs=samples)
    return found


ADDRESSES = addresses()


def declared() -> dict[tuple[str, str], dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {(row.pop("address"), row.pop("method")): row for row in csv.DictReader(file)}


def answer(client: Client, method: str, address: str) -> str:
    response = client.generic(method, address)
    status = response.status_code
    assert status < 500
    if status == 302 and response.headers["Location"].startswith("/sign-in/?next="):
        return "sign-in"
    return {401: "401", 403: "refused", 405: "405"}.get(status, "in")


def test_the_table_has_every_address_and_no_other():
    wanted = {(name, method) for name in ADDRESSES for method in METHODS}
    assert set(declared()) == wanted


def test_the_table_is_sorted_and_has_every_reader():
    rows = declared()
    assert list(rows) == sorted(rows)
    assert {tuple(row) for row in rows.values()} == {READERS}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_an_address_lets_in_those_whom_the_table_names_and_nobody_else(member, client_of, name, method):
    found = {"stranger": answer(Client(), method, ADDRESSES[name])}
    for role in Role.values:
        found[role] = answer(client_of(member(role)), method, ADDRESSES[name])
    row = ",".join([name, method, *found.values()])
    wanted = declared().get((name, method))
    assert found == wanted, f"It is: {row}"


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_whoever_has_shown_no_second_factor_is_sent_to_show_it(member, name):
    client = Client()
    client.force_login(
        member("coordinator", also_administers=True), "django.contrib.auth.backends.ModelBackend"
    )
    early = {"first-administrator", "language", "second-factor", "sign-in", "sign-out"}
    response = client.get(ADDRESSES[name])
    if name.startswith("api-"):
        assert response.status_code == 401
        return
    sent = response.status_code == 302 and response.headers["Location"].startswith("/second-factor/?next=")
    assert sent == (name not in early)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_form_without_its_token_is_refused_everywhere(member, client_of, name):
    signed_in = client_of(member("coordinator", also_administers=True))
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in.cookies
    assert client.post(ADDRESSES[name]).status_code == (401 if name.startswith("api-") else 403)
