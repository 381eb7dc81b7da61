"""A sheet is opened by any program, and no cell of it runs."""

import csv
import io

import pytest
from django.utils.translation import gettext, override

from kintrace.lists.reading import beginning_of
from kintrace.office import sheets


def read(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_a_sheet_begins_with_its_mark_and_has_a_row_for_each():
    content = b"".join(sheets.pieces(["number", "name"], [[1, "Вигадана Олена"], [2, 'а "б", в']]))
    assert content.startswith(b"\xef\xbb\xbfnumber,name\r\n")
    assert read(content) == [["number", "name"], ["1", "Вигадана Олена"], ["2", 'а "б", в']]


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "\u00a0=", "\u3000@"]
)
def test_no_cell_begins_a_formula(sign):
    content = b"".join(sheets.pieces([f"{sign}header"], [[f"{sign}cmd|' /C calc'!A0"]]))
    assert read(content) == [[f"'{sign}header"], [f"'{sign}cmd|' /C calc'!A0"]]


def test_numbers_of_the_office_stay_numbers():
    assert read(b"".join(sheets.pieces(["bits"], [[-3.5], [7]]))) == [["bits"], ["-3.5"], ["7"]]


def test_a_sheet_is_written_while_its_rows_are_made():
    made = []

    def rows():
        for number in range(2_000):
            made.append(number)
            yield [number]

    content = sheets.pieces(["number"], rows())
    assert made == []
    first = next(content)
    assert len(made) == 499
    assert len(read(first + b"".join(content))) == 2_001


def test_rows_speak_the_language_in_which_the_sheet_was_asked_for():
    with override("uk"):
        content = sheets.pieces(["x"], ([gettext("unsure")] for _ in range(1)))
    with override("ru"):
        assert read(b"".join(content))[1] == ["є сумніви"]
        assert gettext("unsure") == "есть сомнения"


def test_our_own_reader_takes_a_sheet_back_and_loses_nothing(tmp_path):
    names = ["=HYPERLINK(1)", "+380 50", "Коваль; =1", "@SUM", "О'Коннор", "'Іван"]
    path = tmp_path / "sheet.csv"
    path.write_bytes(b"".join(sheets.pieces(["№", "ПІБ"], ([k, name] for k, name in enumerate(names)))))
    table, _ = beginning_of(path)
    back = table.column("ПІБ").to_pylist()
    assert back == ["'=HYPERLINK(1)", "'+380 50", "Коваль;' =1", "'@SUM", "О'Коннор", "'Іван"]


def test_a_sheet_is_handed_out_as_a_file():
    response = sheets.answer(sheets.pieces(["x"], []), "рішення.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert b"".join(response.streaming_content) == b"\xef\xbb\xbfx\r\n"
