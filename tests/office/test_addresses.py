"""Every address of the office, asked for by a stranger and by each role.

addresses.csv says who is let in: `in` (the page itself answers, be it that there is no such record),
`refused`, `sign-in` (sent there), `401` (a program's token is asked for), `405` (the page answers, and knows
no such method). An address that is not in the table fails here; the failure shows the rows as they are, to be
read before they are believed.
"""

import csv
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
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


def asked(client: Client, method: str, address: str) -> HttpResponse:
    """Ask for an address, and leave everything as it was: some note who asked, and one signs out."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, address)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def answer(client: Client, method: str, address: str) -> str:
    response = asked(client, method, address)
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


@pytest.mark.slow
def test_an_address_lets_in_those_whom_the_table_names_and_nobody_else(member, client_of):
    readers = {"stranger": Client()} | {role: client_of(member(role)) for role in Role.values}
    wanted, other = declared(), []
    for name, address in sorted(ADDRESSES.items()):
        for method in METHODS:
            found = {reader: answer(client, method, address) for reader, client in readers.items()}
            if found != wanted.get((name, method)):
                other.append(",".join([name, method, *found.values()]))
    assert other == []


def test_whoever_has_shown_no_second_factor_is_sent_to_show_it(member):
    early = {"first-administrator", "language", "second-factor", "sign-in", "sign-out"}
    client = Client()
    client.force_login(
        member("coordinator", also_administers=True), "django.contrib.auth.backends.ModelBackend"
    )
    open_without = set()
    for name, address in ADDRESSES.items():
        response = asked(client, "GET", address)
        if name.startswith("api-"):
            assert response.status_code == 401
        elif response.status_code != 302 or not response.headers["Location"].startswith(
            "/second-factor/?next="
        ):
            open_without.add(name)
    assert open_without == early


def test_a_form_without_its_token_is_refused_everywhere(member, client_of):
    signed_in = client_of(member("coordinator", also_administers=True))
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in.cookies
    for name, address in ADDRESSES.items():
        assert asked(client, "POST", address).status_code == (401 if name.startswith("api-") else 403), name
