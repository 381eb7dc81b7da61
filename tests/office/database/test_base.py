"""Django's backend on SQLCipher: what the office relies on holds in the file itself."""

import pytest
from django.conf import settings
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("postgresql" in settings.DATABASES["default"]["ENGINE"], reason="the embedded one"),
]


def asked(pragma):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {pragma}").fetchone()[0]


def test_the_database_is_sqlcipher():
    assert asked("cipher_version").startswith("4.")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("recursive_triggers", 1),  # else REPLACE would walk past a trigger that forbids to delete
        ("journal_mode", "wal"),
        ("synchronous", 2),  # what was acknowledged is on the disk
        ("temp_store", 2),  # sorting never writes names into a file
    ],
)
def test_the_file_is_held_to(pragma, value):
    assert asked(pragma) == value


def test_queries_take_lists_names_and_percent_signs():
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT %s, 5 %% 3", ["x"]).fetchone() == ("x", 2)
        assert cursor.execute("SELECT %(a)s", {"a": 7}).fetchone() == (7,)
        cursor.execute("CREATE TEMP TABLE t (a)")
        cursor.executemany("INSERT INTO t VALUES (%s)", ([k] for k in range(3)))
        cursor.executemany("INSERT INTO t VALUES (%s)", [])
        assert cursor.execute("SELECT count(*) FROM t").fetchone() == (3,)
