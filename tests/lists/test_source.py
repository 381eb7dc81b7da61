"""Rows keep their numbers and columns their names, whatever is left out."""

import pyarrow as pa
import pytest

from kintrace.errors import ListUnreadable
from kintrace.lists.source import one_line, row_numbers, unique_headers, without_empty_nameless


def test_rows_that_were_not_read_leave_a_gap_in_the_numbers():
    assert row_numbers(4).to_pylist() == [1, 2, 3, 4]
    assert row_numbers(4, [1, 3]).to_pylist() == [2, 4, 5, 6]
    assert row_numbers(0).to_pylist() == []


def test_a_header_is_one_line_without_marks_that_cannot_be_seen():
    assert one_line(" П.І.Б.\r\n\u00a0дитини\ufeff ") == "П.І.Б. дитини"


def test_nameless_and_repeated_columns_get_names_of_their_own():
    notes = []
    assert unique_headers(["ПІБ", "", "ПІБ", " ПІБ"], notes) == ["ПІБ", "column 2", "ПІБ (2)", "ПІБ (3)"]
    assert notes == [
        'The header "ПІБ" is repeated: column 3 is called "ПІБ (2)".',
        'The header "ПІБ" is repeated: column 4 is called "ПІБ (3)".',
    ]


def test_names_given_to_columns_do_not_collide():
    assert len(set(unique_headers(["a", "a (2)", "a", "", "column 4", "column 5", ""], []))) == 7


def test_a_table_wider_than_any_list_is_refused():
    with pytest.raises(ListUnreadable, match="The list has 2,001 columns"):
        unique_headers(["x"] * 2001, [])


def test_the_empty_margin_of_a_sheet_is_dropped():
    table = pa.table({"a": ["1", None], "b": ["", None], "c": ["", ""], "d": ["", "x"]})
    assert without_empty_nameless(table, ["A", "B", " ", ""]).column_names == ["a", "b", "d"]
