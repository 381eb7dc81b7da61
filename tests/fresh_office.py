"""A whole office of its own for one test: a folder, a key, a database, and processes that run in it."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SERVER = os.environ.get("KINTRACE_TEST_DATABASE", "")

SETUP = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "kintrace.office.settings"
import django
django.setup()
from django.db import connection, transaction
from kintrace.office.accounts.models import Member, Organisation
from kintrace.office.jobs import actions, worker
from kintrace.office.jobs.models import Job, State
from kintrace.office.jobs.work import register
from kintrace.office.journal import actions as journal
from kintrace.office.journal.models import Entry

def tables():
    "Every table with the SHA-256 of its rows, in the order of all their columns."
    import hashlib
    found = {}
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            columns = [c.name for c in connection.introspection.get_table_description(cursor, name)]
            quoted = ", ".join(map(connection.ops.quote_name, columns))
            cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(name)}")
            rows = sorted(map(repr, cursor.fetchall()))
            found[name] = [len(rows), hashlib.sha256("\\n".join(rows).encode()).hexdigest()]
    return found
"""


@dataclass
class FreshOffice:
    """An office in a folder; on PostgreSQL when KINTRACE_TEST_DATABASE names a server."""

    folder: Path
    key: str = "5a" * 32
    database: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        plain = {
            name: value for name, value in os.environ.items() if not name.startswith(("KINTRACE_", "DJANGO_"))
        }
        named = {"KINTRACE_HOME": str(self.folder), "KINTRACE_DATABASE": self.database}
        named["KINTRACE_PROCESSES"] = "1"
        return {**plain, **named, **({"KINTRACE_KEY": self.key} if self.key else {}), **self.more}

    def python(self, program: str, *words: str, **options: Any) -> Any:
        """Run a program in the office and return what it printed as JSON."""
        done = subprocess.run(
            [sys.executable, "-c", SETUP + program, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            **options,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.strip() or "null")

    def spawn(self, program: str, *words: str, **options: Any) -> subprocess.Popen[str]:
        """Start a program in the office."""
        command = [sys.executable, "-c", SETUP + program, *words]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True, **options)

    def command(self, *words: object, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run `kintrace office ...`."""
        return subprocess.run(
            [sys.executable, "-m", "kintrace", "office", *map(str, words)],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            **options,
        )

    def tables(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = self.python("print(json.dumps(tables()))")
        return found


@contextmanager
def fresh_office(folder: Path, *, key: str = "5a" * 32, filled: str | None = "") -> Iterator[FreshOffice]:
    """Make an office that a program has filled, and take its database away afterwards; None: an empty folder.

    Each filling is done once in a process of tests; the offices are copies.
    """
    office = FreshOffice(folder, key)
    if filled is not None:
        shutil.copytree(_filled(key, filled).folder, folder)
    if not SERVER:
        yield office
        return
    office.database = _database(_filled(key, filled).database if filled is not None else "/template1")
    try:
        yield office
    finally:
        _drop(office.database)


@cache
def _filled(key: str, program: str) -> FreshOffice:
    folder = Path(tempfile.mkdtemp(prefix="kintrace-test-"))
    office = FreshOffice(folder, key, _database("/template1") if SERVER else "")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if SERVER:
        atexit.register(_drop, office.database)
    office.python(
        "from kintrace.office import start; start.quiet(); start.prepare()\n" + program + "\nprint()"
    )
    return office


def _named(name: str) -> str:
    front, _, rest = SERVER.rpartition("/office")
    return f"{front}/{name}{rest}"


def _server(statement: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(statement.encode())


def _database(template: str) -> str:
    name = f"fresh_{uuid.uuid4().hex}"
    _server(f"CREATE DATABASE {name} TEMPLATE {_name_in(template)}")
    return _named(name)


def _drop(database: str) -> None:
    _server(f"DROP DATABASE {_name_in(database)} WITH (FORCE)")


def _name_in(address: str) -> str:
    return urlsplit(address).path.strip("/")
