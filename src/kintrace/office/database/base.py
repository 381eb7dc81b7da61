"""Django's SQLite backend on SQLCipher.

The key is given inside `connect`, before anything is read: Django looks into the file before `init_command`.
"""

import sqlite3
from typing import Any

from django.db.backends.sqlite3 import base as plain
from django.db.backends.sqlite3._functions import register as register_functions
from django.utils.asyncio import async_unsafe
from sqlcipher3 import dbapi2 as cipher

from kintrace.office.database import alphabet
from kintrace.office.database.opening import connect

cipher.register_converter("bool", b"1".__eq__)
for _name, _converter in sqlite3.converters.items():
    cipher.register_converter(_name, _converter)
for (_kind, _), _adapter in sqlite3.adapters.items():
    cipher.register_adapter(_kind, _adapter)


class Cursor(cipher.Cursor):  # type: ignore[misc]  # written in C, without types
    """Django's cursor, whose queries hold %s where SQLite wants ?."""

    execute_plainly = cipher.Cursor.execute

    def execute(self, query: str, params: Any = None) -> Any:
        """Run a query."""
        if params is None:
            return super().execute(query)
        query, params = _prepared(self, query, params)
        return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run a query for each row of parameters."""
        rows = iter(param_list)
        first = next(rows, None)
        if first is None:
            return self
        query, _ = _prepared(self, query, first)
        return super().executemany(query, [first, *rows])


def _prepared(cursor: Any, query: str, params: Any) -> tuple[str, Any]:
    names = list(params) if isinstance(params, dict) else None
    converted = plain.SQLiteCursorWrapper.convert_query(cursor, query, param_names=names)
    return converted, params


class DatabaseWrapper(plain.DatabaseWrapper):
    """The connection; `cipher` stands where the standard library's driver stood."""

    Database = cipher

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file, with its key if there is one."""
        connection = connect(conn_params.pop("database"), **conn_params)
        register_functions(connection)
        alphabet.register(connection)
        for pragma in (
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "legacy_alter_table = OFF",
            "secure_delete = ON",  # what is erased is written over
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor that reads Django's queries."""
        return self.connection.cursor(factory=Cursor)
