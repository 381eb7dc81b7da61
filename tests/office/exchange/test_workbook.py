"""Spreadsheets: every text is text, numbers are numbers, nothing stays behind."""

import io
import zipfile

import openpyxl
import pytest

from kintrace.office import files
from kintrace.office.exchange import workbook

pytestmark = pytest.mark.django_db


def opened(header, rows):
    return openpyxl.load_workbook(io.BytesIO(b"".join(workbook.pieces(header, rows)))).active


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "а; =1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_begins_like_a_formula_stays_text_whoever_edits_it(text):
    cell = opened(["Name"], [[text]])["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix is True


def test_an_address_is_no_link_and_a_number_in_a_text_no_number():
    sheet = opened(["A", "B"], [["https://example.org", "0042"]])
    assert [cell.value for cell in sheet[2]] == ["https://example.org", "0042"]
    assert sheet["A2"].hyperlink is None


def test_numbers_stay_numbers_and_an_empty_text_an_empty_cell():
    assert [cell.value for cell in opened(["A", "B"], [[-1.5, ""]])[2]] == [-1.5, None]


def test_ukrainian_letters_stay_as_they_are():
    assert opened(["Ім’я"], [["Єва Ґудзь-Їжакевич"]])["A2"].value == "Єва Ґудзь-Їжакевич"


def test_nothing_plain_stays_where_it_was_written():
    before = set(files.passing().iterdir())
    b"".join(workbook.pieces(["A"], [["x"]] * 2_000))
    assert set(files.passing().iterdir()) == before


def test_no_cell_of_the_file_holds_a_formula():
    written = b"".join(workbook.pieces(["A"], [[text] for text in FORMULAS]))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
