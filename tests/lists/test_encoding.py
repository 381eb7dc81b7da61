"""A text is read in the encoding it was written in, or refused with the line that makes no sense."""

import pytest

from kintrace.errors import ListUnreadable
from kintrace.lists.encoding import LONGEST_LINE, shape_of

TEXT = "№;ПІБ;Місце\r\n1;Їжакевич Ґалаґан;Єланець\r\n2;Ёлкин Пётр;«Сонечко»\r\n"


def shape(tmp_path, content):
    path = tmp_path / "camp.csv"
    path.write_bytes(content)
    return shape_of(path, content[: 1 << 16])


def refused(tmp_path, content):
    with pytest.raises(ListUnreadable) as raised:
        shape(tmp_path, content)
    return str(raised.value)


@pytest.mark.parametrize(
    ("codec", "encoding", "mark"),
    [
        ("utf-8", "utf-8", 0),
        ("utf-8-sig", "utf-8", 3),
        ("utf-16-le", "utf-16-le", 0),
        ("utf-16-be", "utf-16-be", 0),
        ("utf-16", "utf-16-le", 2),
        ("cp1251", "cp1251", 0),
    ],
)
def test_an_encoding_is_told_from_the_bytes(tmp_path, codec, encoding, mark):
    text = TEXT.replace("№", "N") if codec.startswith("utf-16-") else TEXT
    found = shape(tmp_path, text.encode(codec))
    assert (found.encoding, found.mark) == (encoding, mark)


def test_upper_case_cp1251_is_not_taken_for_koi8(tmp_path):
    assert shape(tmp_path, "ПІБ\nШЕВЧЕНКО ТАРАС\nЛИС ЯНА\n".encode("cp1251")).encoding == "cp1251"


def test_utf8_is_checked_to_the_end(tmp_path):
    content = b"name\n" + b"Ivan\n" * 300_000 + "Шевченко Іван\n".encode("cp1251")
    assert shape(tmp_path, content).encoding == "cp1251"
    cut = b"name\n" + b"x" * ((1 << 20) - 6) + "Ґ\n".encode()  # a letter across two blocks
    assert shape(tmp_path, cut).encoding == "utf-8"


@pytest.mark.parametrize(
    ("codec", "guessed"),
    [("koi8-u", " It looks like KOI8."), ("cp866", " It looks like CP866, of DOS."), ("shift_jis", "")],
)
def test_other_encodings_are_refused_with_line_and_byte_and_named_when_known(tmp_path, codec, guessed):
    text = "name\nШевченко Иван Петрович\nКоваленко Мария\n"
    assert refused(tmp_path, text.encode(codec)) == (
        "camp.csv is written neither in UTF-8 nor in Windows-1251: line 2, byte 1 is wrong."
        f"{guessed} Open it where it was made and save it as CSV (UTF-8) or XLSX."
    )


def test_utf8_with_one_broken_letter_is_refused_with_its_place(tmp_path):
    content = "ПІБ\nЛис Яна\nКоваль ".encode() + b"\xd0\n"
    assert "line 3, byte 14 is wrong" in refused(tmp_path, content)


def test_a_text_cut_inside_a_letter_is_refused(tmp_path):
    assert "neither in UTF-8 nor" in refused(tmp_path, "ПІБ\nЛис Яна".encode()[:-1])


def test_nul_bytes_are_refused_with_their_line(tmp_path):
    assert refused(tmp_path, b"name\nIvan\nO\0lga\n") == (
        "camp.csv, line 3, holds a NUL byte: the file is damaged or is not text. "
        "Save it again as CSV (UTF-8) or XLSX."
    )


def test_the_longest_line_is_measured_across_blocks(tmp_path):
    long = b"y" * (3 << 20)
    assert shape(tmp_path, b"name\n" + long + b"\nz\n").longest_line == len(long) + 1
    assert shape(tmp_path, b"name\nIvan\n").longest_line == 5


def test_a_line_longer_than_any_row_is_refused(tmp_path):
    assert refused(tmp_path, b"name\n" + b"x" * (LONGEST_LINE + 1)) == (
        "camp.csv, line 2, runs on for more than 16 MB. "
        "This is not a table with one person per line; save it again as CSV or XLSX."
    )


def test_utf16_that_breaks_off_is_refused(tmp_path):
    assert refused(tmp_path, "ПІБ\nЛис Яна\n".encode("utf-16")[:-1]) == (
        "camp.csv begins as UTF-16-LE text but is damaged further on. "
        "Open it where it was made and save it as CSV (UTF-8) or XLSX."
    )
