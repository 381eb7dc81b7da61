"""The journal tells where it was touched."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from kintrace.office.accounts.models import Organisation
from kintrace.office.journal import actions, queries
from kintrace.office.journal.queries import Broken

TRIGGERS = ("update", "delete")


@pytest.fixture
def three(member):
    by = member("auditor")
    for number in (1, 2, 3):
        actions.write("saw record", by=by, about=("record", number))
    return by


@pytest.fixture
def tamper():
    """Change the table as somebody would who owns the database: the triggers are taken off first."""

    def run(statement: str) -> None:
        with connection.cursor() as cursor:
            on = " ON journal_entry" if connection.vendor == "postgresql" else ""
            for name in TRIGGERS:
                cursor.execute(f"DROP TRIGGER journal_entry_no_{name}{on}")
            cursor.execute(statement)

    return run


def test_a_journal_that_nobody_touched_is_whole(three):
    assert queries.verify() == (3, None)


def test_an_empty_journal_is_whole(db):
    assert queries.verify() == (0, None)


@pytest.mark.parametrize(
    ("statement", "held", "broken"),
    [
        (
            "UPDATE journal_entry SET act = 'nothing' WHERE number = 2",
            1,
            Broken(2, "it is not as it was written"),
        ),
        (
            "UPDATE journal_entry SET subject_id = 9 WHERE number = 3",
            2,
            Broken(3, "it is not as it was written"),
        ),
        ("DELETE FROM journal_entry WHERE number = 2", 1, Broken(2, "an entry is missing")),
        ("DELETE FROM journal_entry WHERE number = 1", 0, Broken(1, "an entry is missing")),
        (
            f"UPDATE journal_entry SET before = '{'f' * 64}' WHERE number = 2",
            1,
            Broken(2, "it does not follow the entry before it"),
        ),
    ],
)
def test_what_was_changed_or_taken_out_is_found(three, tamper, statement, held, broken):
    tamper(statement)
    assert queries.verify() == (held, broken)


def test_a_journal_is_read_newest_first_by_those_who_may(three, member):
    assert [entry.number for entry in queries.entries(three)] == [3, 2, 1]
    with pytest.raises(PermissionDenied):
        queries.entries(member("caseworker"))


def test_another_organisation_reads_nothing_of_it(three, member):
    other = member("auditor", organisation=Organisation.objects.create(name="Other"))
    assert list(queries.entries(other)) == []
    assert looked(other, 1, owned=False) == []


def looked(by, *numbers, **more):
    return [entry.number for entry in queries.who_looked(by, "record", *numbers, **more).entries]


def test_a_record_tells_who_looked_at_it(three):
    assert looked(three, 2, owned=True) == [2]


def test_who_owns_a_record_is_told_of_everybody_and_another_of_its_own_members(three, member):
    other = member("auditor", organisation=Organisation.objects.create(name="Other"))
    actions.write("saw record", by=other, about=("record", 2))
    assert looked(three, 2, owned=True) == [4, 2]
    assert looked(other, 2, owned=False) == [4]


def test_who_looked_earlier_is_told_by_pages(member):
    by = member("auditor")
    for _ in range(60):
        actions.write("saw record", by=by, about=("record", 1))
    first = queries.who_looked(by, "record", 1, owned=True)
    assert (len(first.entries), first.before) == (50, 11)
    assert looked(by, 1, owned=True, before=first.before) == list(range(10, 0, -1))
    assert queries.who_looked(by, "record", 1, owned=True, before=11).before is None
