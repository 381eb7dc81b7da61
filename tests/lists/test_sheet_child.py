"""Cells become text as a person reads them, and formulas are counted wherever they stand."""

import datetime as dt
import io

import pytest

from kintrace.lists import sheet_child
from kintrace.lists.sheet_child import as_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Лис Яна", "Лис Яна"),
        (7.0, "7"),
        (7.25, "7.25"),
        (-3.0, "-3"),
        (1e300, "1e+300"),
        (7, "7"),
        (True, "TRUE"),
        (False, "FALSE"),
        (None, ""),
        (dt.datetime.fromisoformat("2015-03-07"), "2015-03-07"),
        (dt.datetime.fromisoformat("2015-03-07T10:30"), "2015-03-07 10:30:00"),
        (dt.date(2015, 3, 7), "2015-03-07"),
        (dt.time(10, 30), "10:30:00"),
    ],
)
def test_a_cell_is_the_text_a_person_reads(value, text):
    assert as_text(value) == text


def test_a_cell_longer_than_spreadsheets_allow_is_refused():
    with pytest.raises(ValueError, match="one cell holds 50,001 characters"):
        as_text("x" * 50_001)


def test_a_pattern_across_two_blocks_is_counted_once(monkeypatch):
    monkeypatch.setattr(sheet_child, "_CHUNK", 5)
    content = b"<c><f>1</f></c><c><f>2</f><v>2</v></c></f>"
    pieces = list(sheet_child._overlapping(io.BytesIO(content)))
    assert sum(sheet_child._new(piece, b"</f>") for piece in pieces) == 3
    assert sum(sheet_child._new(piece, b"</f></c>") for piece in pieces) == 1
