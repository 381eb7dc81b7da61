"""JSON lines and arrays are read whole, with numbers as they are written."""

import json

import pytest

from kintrace import lists


def write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "camp.jsonl"
    path.write_text(text, encoding=encoding)
    return path


ROWS = [
    {"ID": 1, "ПІБ": "Лис Яна", "Дата народження": 20150307},
    {"ID": "2", "ПІБ": "Бо Олег", "Стать": "ч", "Мати": None},
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("form", ["lines", "array", "pretty array"])
def test_lines_and_arrays_give_the_same_list(tmp_path, encoding, form):
    text = {
        "lines": "\n\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS) + "\n",
        "array": json.dumps(ROWS, ensure_ascii=False),
        "pretty array": json.dumps(ROWS, ensure_ascii=False, indent=2),
    }[form]
    read = lists.read(write(tmp_path, text, encoding))
    assert read.table.to_pylist() == [
        {"row": 1, "id": "1", "name": "Лис Яна", "sex": None, "birth": "2015-03-07", "mother": None},
        {"row": 2, "id": "2", "name": "Бо Олег", "sex": "m", "birth": None, "mother": None},
    ]


def test_numbers_and_nested_values_are_kept_as_they_are_written(tmp_path):
    text = (
        '{"ID": 00017, "name": "x"}\n'.replace("000", "")
        + '{"ID": 1.50, "name": "y", "phones": ["1", "2"]}\n'
    )
    digits = "9" * 5000
    read = lists.read(write(tmp_path, text + f'{{"ID": {digits}, "name": "z"}}\n'))
    assert read.table["id"].to_pylist() == ["17", "1.50", digits]
    assert read.as_written["phones"].to_pylist() == [None, '["1", "2"]', None]


def test_a_few_lines_that_are_no_objects_are_set_aside_with_their_numbers(tmp_path):
    lines = [json.dumps({"id": row, "name": "Lys"}) for row in range(1, 401)]
    lines[6], lines[299] = '{"id": 7, "name"', "[1]"
    read = lists.read(write(tmp_path, "\n".join(lines)))
    assert [(bad["row"], bad["value"].strip(), bad["why"]) for bad in read.rejected.to_pylist()] == [
        (7, '{"id": 7, "name"', "not JSON: Expecting ':' delimiter: line 2 column 1 (char 17)"),
        (300, "[1]", "not an object {...}"),
    ]
    assert read.table["row"].to_pylist() == [row for row in range(1, 401) if row not in (7, 300)]


def test_many_lines_that_are_no_objects_refuse_the_list(tmp_path, refusal):
    assert refusal(write(tmp_path, '{"name": "Lys"}\n{"name": \n[1]\n')) == (
        "Row 2 of camp.jsonl is not a JSON object (not JSON: Expecting value: line 2 column 1 (char 10)); "
        "rows like that: 2 of 3. Write one object per line, or an array of objects."
    )


def test_an_array_that_does_not_end_is_refused(tmp_path, refusal):
    assert refusal(write(tmp_path, '[{"name": "Lys"},')).startswith("camp.jsonl is not whole JSON (")


def test_an_array_of_other_things_is_refused(tmp_path, refusal):
    assert "Row 1 of camp.jsonl is not a JSON object (not an object {...})" in refusal(
        write(tmp_path, "[1, 2]")
    )


def test_an_empty_array_has_no_columns(tmp_path, refusal):
    assert refusal(write(tmp_path, "[]")) == (
        "camp.jsonl has no columns. It should be a table with a header row."
    )


def test_more_keys_than_any_list_has_are_refused(tmp_path, refusal):
    text = "\n".join(json.dumps({f"k{n}-{k}": 1 for k in range(100)}) for n in range(30))
    assert "camp.jsonl has more than 2,000 keys by row 21" in refusal(write(tmp_path, text))
