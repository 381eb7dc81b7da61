"""Who holds the pairs of an organisation keeps others from it, and nobody of another organisation."""

import psycopg
import pytest
from django.db import connection, transaction

from kintrace.office.tracing.pair_holding import _LOCK, hold_pairs

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="embedded, one writes at a time"),
]


def may_hold(organisation: int) -> bool:
    """Ask beside the connection of the test."""
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
        asked = other.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, organisation])
        return asked.fetchone()[0]


def test_one_holds_the_pairs_of_an_organisation_until_the_transaction_ends():
    with transaction.atomic():
        hold_pairs(7)
        assert (may_hold(7), may_hold(8)) == (False, True)
