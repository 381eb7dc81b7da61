"""Make the database itself refuse to rewrite or remove rows, on SQLite and PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class AppendOnly(migrations.operations.base.Operation):
    """A migration that shuts a table, or some columns of it, against changes and removal.

    columns: those that may never change; without them, no row may change at all.
    """

    reversible = True
    reduces_to_sql = False

    def __init__(self, table: str, columns: tuple[str, ...] = ()) -> None:
        """Take the table's name in the database."""
        self.table, self.columns = table, columns

    def state_forwards(self, app_label: str, state: object) -> None:
        """Change no model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        """Add the triggers."""
        for statement in self._statements(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        """Take the triggers away."""
        on = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        for name in ("update", "delete", "truncate")[: 3 if on else 2]:
            schema_editor.execute(f"DROP TRIGGER {self.table}_no_{name}{on}")

    def describe(self) -> str:
        """Say what is done."""
        return f"Shut {self.table} against changes"

    def _statements(self, vendor: str) -> list[str]:
        said, of = f"{self.table} is only added to", f" OF {', '.join(self.columns)}" if self.columns else ""
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.table}_no_{name} BEFORE {event} ON {self.table} "
                f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
                for name, event in (("update", f"UPDATE{of}"), ("delete", "DELETE"))
            ]
        function = f"{self.table}_is_only_added_to"
        return [
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            *(
                f"CREATE TRIGGER {self.table}_no_{name} BEFORE {event} ON {self.table} "
                f"FOR EACH {row} EXECUTE FUNCTION {function}()"
                for name, event, row in (
                    ("update", f"UPDATE{of}", "ROW"),
                    ("delete", "DELETE", "ROW"),
                    ("truncate", "TRUNCATE", "STATEMENT"),
                )
            ),
        ]


class Removable(migrations.operations.base.Operation):
    """A migration that lets rows of an append-only table go when a condition on OLD, in SQL, holds."""

    reversible = True
    reduces_to_sql = False

    def __init__(self, table: str, when: str, before: str = "FALSE") -> None:
        """Take the table's name in the database, and when its rows may go; and when they might before."""
        self.table, self.when, self.before = table, when, before

    def state_forwards(self, app_label: str, state: object) -> None:
        """Change no model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        """Put a trigger that looks first in the place of the one that always refuses."""
        self._replace(schema_editor, self.when)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        """Refuse again what was refused before."""
        self._replace(schema_editor, self.before)

    def describe(self) -> str:
        """Say what is done."""
        return f"Let some rows of {self.table} be removed"

    def _replace(self, schema_editor: BaseDatabaseSchemaEditor, when: str) -> None:
        for statement in self._statements(schema_editor.connection.vendor, when):
            schema_editor.execute(statement)

    def _statements(self, vendor: str, when: str) -> list[str]:
        table, said = self.table, f"{self.table} is only added to"
        on = f" ON {table}" if vendor == "postgresql" else ""
        drop = f"DROP TRIGGER {table}_no_delete{on}"
        trigger = f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
        if vendor == "sqlite":
            return [drop, f"{trigger} WHEN NOT ({when}) BEGIN SELECT RAISE(ABORT, '{said}'); END"]
        return [
            f"CREATE OR REPLACE FUNCTION {table}_may_go() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {when} THEN RETURN OLD; END IF; "
            f"RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            drop,
            f"{trigger} FOR EACH ROW EXECUTE FUNCTION {table}_may_go()",
        ]
