"""The database refuses to rewrite what is only added to, whichever way one asks."""

import pytest
from django.db import IntegrityError, connection, transaction

from kintrace.office.journal import actions, queries
from kintrace.office.journal.models import Entry


@pytest.fixture
def entry(member):
    return actions.write("saw record", by=member(), about=("record", 1))


def _replace(entry):
    with connection.cursor() as cursor:
        cursor.execute("REPLACE INTO journal_entry SELECT * FROM journal_entry")


def _truncate(entry):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else PostgreSQL refuses for another reason
        cursor.execute("TRUNCATE journal_entry")


WAYS = {
    "update": lambda entry: Entry.objects.update(act="nothing"),
    "save": lambda entry: Entry(number=entry.number, at=entry.at, act="x", before="", sealed="y").save(
        force_update=True
    ),
    "delete": lambda entry: Entry.objects.all().delete(),
    "upsert": lambda entry: Entry.objects.bulk_create(
        [Entry(number=entry.number, at=entry.at, act="x", before="", sealed="y")],
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["act"],
    ),
    "replace": _replace,
    "truncate": _truncate,
}


@pytest.mark.parametrize("way", WAYS)
def test_an_entry_stays_as_it_was(entry, way):
    if way == "replace" and connection.vendor != "sqlite":
        pytest.skip("only SQLite has REPLACE")
    if way == "truncate" and connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    with pytest.raises(IntegrityError, match="journal_entry is only added to"), transaction.atomic():
        WAYS[way](entry)
    assert queries.verify() == (1, None)
    assert Entry.objects.get().act == "saw record"
