"""Cells become clean text, whole columns at a time; clean columns stay where they are."""

import csv
import datetime as dt
import io
import unicodedata

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace import lists
from kintrace.lists.texts import FORMULA, clean, to_text


def cleaned(*texts):
    return clean(pa.chunked_array([pa.array(texts, pa.string())])).to_pylist()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  Іван ", "Іван"),
        ("Іван  Франко", "Іван Франко"),
        ("Іван\u00a0Франко", "Іван Франко"),
        ("Іван\u2009\u3000Франко", "Іван Франко"),
        ("Іван\r\n Франко\t", "Іван Франко"),
        ("Ма\u200bрія\ufeff", "Марія"),
        ("\u202eМарія\u00ad", "Марія"),
        ("Анд\u0000рій", "Анд рій"),
        ("Сергі\u0438\u0306", "Сергій"),  # й in two parts, as a Mac writes it
        ("Стьопа\u007f", "Стьопа"),
        ("ТОВ «Мрія» № 5", "ТОВ «Мрія» № 5"),
        ("О’Ніл", "О’Ніл"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(written, read):
    assert cleaned("Яна", written, None) == ["Яна", read, None]


@pytest.mark.parametrize(
    "word",
    [
        "",
        " ",
        "-",
        "—",
        "невідомо",
        "Невідомо",
        "НЕВІДОМО",
        " н/д ",
        "unknown",
        "NULL",
        "#N/A",
        "NaN",
        "нет данных",
    ],
)
def test_a_cell_that_only_says_not_known_is_empty(word):
    assert cleaned(word, "Яна") == [None, "Яна"]


@pytest.mark.parametrize("name", ["Null", "Nan", "Na", "Х", "X", "Неля", "Нета"])
def test_a_name_that_looks_like_no_value_stays(name):
    assert cleaned(name) == [name]


def test_a_clean_column_is_returned_itself():
    column = pa.chunked_array([["Іван", None], ["О’Ніл «Мрія» № 5"]])
    assert clean(column) is column


def test_only_the_rows_asked_for_are_cleaned():
    column = pa.chunked_array([["  Іван", "Яна ", "Оля", None]]).slice(1, 2)
    assert clean(column).to_pylist() == ["Яна", "Оля"]


def test_empty_columns_are_clean():
    assert clean(pa.chunked_array([], pa.string())).to_pylist() == []
    assert clean(pa.chunked_array([pa.nulls(2, pa.string())])).to_pylist() == [None, None]


# Without the letters that exist twice in Unicode (Chinese signs, ohm, Angstrom): no list of ours has them.
once_only = st.characters(codec="utf-8").filter(
    lambda sign: unicodedata.combining(sign) or unicodedata.is_normalized("NFC", sign)
)


@given(st.lists(st.text(once_only) | st.none(), max_size=20))
def test_cleaning_twice_is_cleaning_once(texts):
    once = cleaned(*texts)
    assert cleaned(*once) == once
    for text in once:
        assert text is None or (text == " ".join(text.split()) and unicodedata.is_normalized("NFC", text))


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (
            pa.array([7.0, 7.5, None, float("nan"), float("inf"), 20150307.0]),
            ["7", "7.5", None, None, None, "20150307"],
        ),
        (pa.array([1, None]), ["1", None]),
        (pa.array([True, None]), ["true", None]),
        (pa.array(["a", "b"]).dictionary_encode(), ["a", "b"]),
        (pa.array(["a"], pa.large_string()), ["a"]),
        (pa.array([dt.date(2015, 3, 7)]), ["2015-03-07"]),
        (
            pa.array(np.array(["2015-03-07", "2015-03-07T10:00"], "M8[us]")),
            ["2015-03-07", "2015-03-07 10:00:00.000000"],
        ),
        (pa.array([["Іван", "Яна"], None]), ['["Іван", "Яна"]', None]),
        (pa.array([{"a": 1}]), ['{"a": 1}']),
        (pa.array([b"\xd0\x86", b"\xff", None]), ["І", "\ufffd", None]),
        (pa.nulls(2), [None, None]),
    ],
    ids=lambda values: str(getattr(values, "type", "")),
)
def test_values_of_any_type_become_the_text_a_person_sees(values, texts):
    assert to_text(pa.chunked_array([values])).to_pylist() == texts


@pytest.mark.parametrize(
    "start",
    [
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        " =",
        "＝",
        "＠",
        "\u00a0=",
        "\u3000＝",
        "\ufeff=",
        "\u200b+",
        "﹦",
        "−",
    ],
)
def test_exported_text_never_starts_a_formula(start):
    assert lists.safe_cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


@pytest.mark.parametrize("text", ["", "Іван", "'=1", "7-8", "«=»"])
def test_other_text_is_exported_as_it_is(text):
    assert lists.safe_cell(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("шрам; =1+1", "шрам;' =1+1"),
        ("a,@SUM(1)", "a,'@SUM(1)"),
        ('a;"=1"', 'a;\'"=1"'),
        ("a\r\n=1", "a\r\n'=1"),
        ("=a\t=1", "'=a\t'=1"),
        ("a; '=1", "a; '=1"),
        ("Київ, вул. Миру, 5-а", "Київ, вул. Миру, 5-а"),
    ],
)
def test_no_piece_of_exported_text_starts_a_formula_where_another_delimiter_is_expected(text, safe):
    assert lists.safe_cell(text) == safe
    assert lists.safe_cell(safe) == safe


@given(st.text(alphabet="=+-@;,|\t\r\n \"'\u00a0\u200b＝a", max_size=12))
def test_whatever_the_delimiter_no_cell_of_safe_text_starts_a_formula(text):
    found = pc.match_substring_regex(pa.array([text]), FORMULA)[0].as_py()
    safe = lists.safe_cell(text)
    assert found or safe == text
    written = io.StringIO(newline="")
    csv.writer(written).writerows([[safe, safe], ["a", safe]])
    for delimiter in (",", ";", "\t", "|"):
        read = csv.reader(io.StringIO(written.getvalue(), newline=""), delimiter=delimiter)
        begun = [cell.lstrip(" \r\n\t\u00a0\u200b") for row in read for cell in row]
        assert [cell for cell in begun if cell.startswith(("=", "+", "-", "@", "＝"))] == []


@given(st.text())
def test_safe_text_begins_with_nothing_a_spreadsheet_runs(text):
    assert not lists.safe_cell(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
