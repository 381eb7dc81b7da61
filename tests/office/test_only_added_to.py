"""Every table that is only added to keeps its rows as they are, whichever way one asks the database."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from office.test_objects import things

from kintrace.office.accounts.models import Organisation
from kintrace.office.cases import case_actions
from kintrace.office.cases.models import Case
from kintrace.office.exchange import erasure_actions, retention_actions
from kintrace.office.journal.append_only import AppendOnly
from kintrace.office.registry import actions as registry_actions


@pytest.fixture
def shut() -> dict[str, tuple[str, ...]]:
    """Tables that migrations shut -> the columns that may not change."""
    acts = [one for made in MigrationLoader(None).disk_migrations.values() for one in made.operations]
    found = {one.table: one.columns for one in acts if isinstance(one, AppendOnly)}
    with connection.cursor() as cursor:
        for table, columns in found.items():
            every = connection.introspection.get_table_description(cursor, table)
            found[table] = columns or tuple(connection.ops.quote_name(one.name) for one in every)
    return found


@pytest.fixture
def filled(member) -> None:
    """Rows in each of them: of an organisation, and of another that erased what it had."""
    by = member("coordinator")
    other = member("coordinator", organisation=Organisation.objects.create(name="Other"))
    things(by, "Vidoma")
    things(other, "Invidoma")
    case = Case.objects.get(organisation=by.organisation)
    case_actions.change_case(by=by, number=case.pk, facts=case_actions.Facts(risk_level="high"))
    said = registry_actions.ChildSaid(name="Another", source="Vidoma")
    registry_actions.change_child(by=by, number=case.child_id, said=said, why="Put right")
    retention_actions.set_period(by=by, kind="record", months=60)
    asked = erasure_actions.Asked("The family withdrew", "Article 17")
    erasure_actions.erase_child(
        by=other, number=Case.objects.get(organisation=other.organisation).child_id, asked=asked
    )
    connection.check_constraints()  # PostgreSQL empties no table while there is something to check


def rows(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
        return cursor.fetchall()


def test_no_row_of_them_changes_or_goes(filled, shut):
    only_here = {"sqlite": "REPLACE INTO {0} SELECT * FROM {0}", "postgresql": "TRUNCATE {0} CASCADE"}
    assert len(shut) >= 15
    for table, columns in shut.items():
        before = rows(table)
        assert before, table
        changes = [f"UPDATE {table} SET {name} = {name}" for name in columns]
        for asked in [f"DELETE FROM {table}", only_here[connection.vendor].format(table), *changes]:
            with (
                pytest.raises(IntegrityError, match="is only added to"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(asked)
        assert rows(table) == before
