"""`kintrace columns` prints a mapping to edit."""

import argparse

import pytest

from kintrace import lists
from kintrace.cli import columns
from kintrace.errors import ListUnreadable


def run(*words):
    door = argparse.ArgumentParser()
    columns.add(door.add_subparsers())
    args = door.parse_args(["columns", *map(str, words)])
    return args.run(args)


def test_what_is_printed_is_a_mapping_of_the_list(tmp_path, capsys):
    camp = tmp_path / "camp.csv"
    camp.write_text("№;ПІБ\n1;Лис Яна\n", encoding="utf-8")
    assert run(camp) == 0
    written = tmp_path / "columns.toml"
    written.write_text(capsys.readouterr().out, encoding="utf-8")
    assert lists.read_mapping(written).columns == {"id": ["№"], "name": ["ПІБ"]}


def test_a_list_without_a_column_of_names_says_so(tmp_path, capsys):
    camp = tmp_path / "camp.csv"
    camp.write_text("a,b\n1,2\n", encoding="utf-8")
    assert run(camp) == 0
    said = capsys.readouterr()
    assert "[columns]" in said.out
    assert said.err == (
        f"No column of {camp} is known to hold names. Fill in `name` before you use the mapping.\n"
    )


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ListUnreadable, match="There is no file"):
        run(tmp_path / "no.csv")
