"""Every stage has a name, a question and no text pasted into it."""

from importlib.resources import files

import pytest

from kintrace.trace.sql import STAGES, stage


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
