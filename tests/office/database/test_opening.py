"""A file opens with its key, and with no other."""

from contextlib import closing

import pytest
from sqlcipher3 import dbapi2 as cipher

from kintrace.office.database.opening import connect


def make(path):
    with closing(connect(path)) as database:
        database.execute("CREATE TABLE child (name TEXT)")
        database.execute("INSERT INTO child VALUES ('Вигадана Соломія')")
        database.commit()


def names(path):
    with closing(connect(path)) as database:
        return database.execute("SELECT name FROM child").fetchall()


def test_with_a_key_nothing_can_be_read_without_it(tmp_path, monkeypatch):
    monkeypatch.setenv("KINTRACE_KEY", "5a" * 32)
    make(tmp_path / "x.db")
    assert names(tmp_path / "x.db") == [("Вигадана Соломія",)]
    assert "Вигадана".encode() not in (tmp_path / "x.db").read_bytes()
    for key in ("5b" * 32, ""):
        monkeypatch.setenv("KINTRACE_KEY", key)
        with pytest.raises(cipher.DatabaseError, match="not a database"):
            names(tmp_path / "x.db")


def test_without_a_key_the_file_is_plain(tmp_path, monkeypatch):
    monkeypatch.delenv("KINTRACE_KEY", raising=False)
    make(tmp_path / "x.db")
    assert "Вигадана".encode() in (tmp_path / "x.db").read_bytes()


def test_a_key_is_hexadecimal_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setenv("KINTRACE_KEY", "00'; ATTACH 'x' AS y; --")
    with pytest.raises(ValueError, match="hexadecimal"):
        connect(tmp_path / "x.db")
