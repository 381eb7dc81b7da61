"""A file that is no list is called what it is, whatever its name."""

import zipfile

import pytest

COPY = "Copy its table into a spreadsheet and save that as XLSX."
SAVE = "Open it in a spreadsheet program and save it as XLSX, or as CSV (UTF-8)."
TYPE = "Type the list into a spreadsheet and save that as XLSX."


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"<html><table><tr><td>x</td></tr></table>", f"a web page (HTML), whatever its name. {SAVE}"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML>", f"a web page (HTML), whatever its name. {SAVE}"),
        (b'<?xml version="1.0"?><Workbook/>', f"an XML file, whatever its name. {SAVE}"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", f"a picture (JPEG). {TYPE}"),
        (b"\x89PNG\r\n", f"a picture (PNG). {TYPE}"),
        (b"\0\0\0\x18ftypheic", f"a picture or a film (HEIC, MP4). {TYPE}"),
        (b"{\\rtf1 x}", f"a text document (RTF). {COPY}"),
        (b"%PDF-1.4", f"a PDF document. {COPY}"),
        (b"\x1f\x8b\x08", "compressed. Unpack it (gunzip) and name the list inside."),
    ],
)
def test_a_file_of_another_kind_is_named(tmp_path, refusal, start, said):
    path = tmp_path / "camp.xls"
    path.write_bytes(start)
    assert refusal(path) == f"camp.xls is {said}"


def test_a_text_document_is_named_also_when_it_is_damaged_or_renamed(tmp_path, refusal):
    said = f"is a text document, not a spreadsheet. {COPY}"
    renamed, damaged = tmp_path / "camp.xlsx", tmp_path / "camp.docx"
    with zipfile.ZipFile(renamed, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refusal(renamed) == f"camp.xlsx {said}"
    damaged.write_bytes(b"PK\x03\x04")
    assert refusal(damaged) == f"camp.docx {said}"
    old = tmp_path / "camp.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0" * 512)
    assert refusal(old) == f"camp.doc {said}"
