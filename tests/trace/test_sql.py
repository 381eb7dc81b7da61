"""Every stage has a name, a question and no text pasted into it."""

from importlib.resources import files
from pathlib import Path
from tempfile import gettempdir

import pytest

from kintrace.trace.sql import STAGES, connect, stage


def test_every_file_is_a_stage_and_every_stage_a_file():
    found = {path.name for path in files("kintrace.trace").joinpath("stages").iterdir()}
    assert found == {f"{name}.sql" for name in STAGES}


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_says_its_name_its_question_and_its_tables(name):
    question, tables, *_ = stage(name).splitlines()
    assert question.startswith(f"-- {name}: ")
    assert question.endswith("?")
    assert tables.startswith("-- tables: ")
    assert "tested on: " in stage(name)


def test_the_database_fetches_nothing_and_puts_aside_only_where_it_may(tmp_path):
    with connect(tmp_path) as db:
        names = ("autoinstall_known_extensions", "autoload_known_extensions", "temp_directory")
        *loading, scratch = (
            db.execute("SELECT current_setting($name)", {"name": n}).fetchone()[0] for n in names
        )
        assert loading == [False, False]
        assert Path(scratch).parent == tmp_path
        assert Path(scratch).stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


def test_what_memory_cannot_hold_is_gone_at_the_end(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "staging").mkdir()
    with connect(tmp_path / "staging") as db:
        db.execute("SET memory_limit = '60MB'; SET threads = 1")
        db.execute("CREATE TABLE t AS SELECT hash(i) AS a, hash(i + 1) AS b FROM range(8000000) r(i)")
        assert [p for p in (tmp_path / "staging").rglob("*") if p.is_file()] != []
    assert [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*")] == ["staging"]


def test_without_a_place_of_its_own_it_uses_the_systems_temporary_folder():
    with connect() as db:
        scratch = Path(db.execute("SELECT current_setting('temp_directory')").fetchone()[0])
        assert scratch.parent == Path(gettempdir())
    assert not scratch.exists()
