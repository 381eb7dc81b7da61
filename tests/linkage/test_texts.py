"""Texts in any script are folded and laid out as one byte a letter."""

from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.linkage import texts


def fold(*values):
    folded, number = texts.fold(pa.array(values, pa.string()))
    return folded.to_pylist(), number.tolist()


def test_capitals_and_punctuation_do_not_tell_texts_apart():
    assert fold("O'Neil ", "o neil", "Café", "café") == (["o neil", "café"], [0, 0, 1, 1])


def test_nothing_but_punctuation_is_nothing():
    assert fold(" - ", None, "x") == (["x"], [-1, -1, 0])


def test_values_are_numbered_in_the_order_they_appear_over_all_chunks():
    column = pa.chunked_array([["b", None], ["a", "b"], []], pa.string())
    values, number = texts.distinct(column)
    assert (values.to_pylist(), number.tolist()) == (["b", "a"], [0, -1, 1, 0])


def test_no_values_have_no_numbers():
    values, number = texts.distinct(pa.chunked_array([], pa.string()))
    assert (len(values), len(number)) == (0, 0)


def laid(*values):
    letters, start = texts.lay_out(pa.array(values, pa.string()))
    return [bytes(letters[a:b]) for a, b in pairwise(start)]


def test_ascii_stays_as_it_is_and_long_texts_are_cut_at_63_letters():
    assert laid("ab", "", "x" * 70) == [b"ab", b"", b"x" * 63]


def test_a_slice_of_a_longer_array_is_laid_out_alone():
    values = pa.array(["one", "two", "three"])[1:]
    letters, start = texts.lay_out(values)
    assert (bytes(letters), start.tolist()) == (b"twothree", [0, 3, 8])


@given(st.lists(st.text("abcабвجمé王😀", max_size=8), min_size=1, max_size=6))
def test_letters_of_any_script_are_one_byte_each_and_equal_only_when_they_are(values):
    encoded = laid(*values)
    assert [len(e) for e in encoded] == [len(v) for v in values]
    for a, one in zip(values, encoded, strict=True):
        for b, two in zip(values, encoded, strict=True):
            assert (a == b) == (one == two)


def test_each_letter_sets_its_bit():
    letters, start = texts.lay_out(pa.array(["ab", "", "b"]))
    assert texts.letters_of(letters, start).tolist() == [0b110, 0, 0b100]  # a is bit 1, b is bit 2
    assert len(texts.letters_of(*texts.lay_out(pa.array([], pa.string())))) == 0


def test_a_value_is_its_own_blocking_key():
    assert texts.dictionary(pa.array(["x", "y"])).keys["same"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Mount Isa", "mount isa", "same"),
        ("mount isa", "mount iza", "one_letter"),
        ("carlton", "caltron", "two_letters"),
        ("ab", "ac", "one_letter"),
        ("a", "b", "different"),
        ("abc", "axy", "different"),
        ("north sydney", "nroht sydnye", "similar"),  # three exchanges in twelve letters
        ("herston", "herston heights", "similar"),  # a long shared beginning
        ("carlton", "fitzroy", "different"),
        ("محمد علي", "محمد علی", "one_letter"),
        ("王小明", "王小明", "same"),
        ("x", None, "missing"),
        (None, None, "missing"),
        ("-", "x", "missing"),
    ],
)
def test_texts_agree_at_a_level(level, left, right, expected):
    assert level("x", left, right, how="text") == expected
    assert level("x", right, left, how="text") == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("AB-123", "ab 123", "same"),
        ("AB123", "AB124", "one_letter"),
        ("AB123", "AB132", "one_letter"),
        ("AB123", "AB12", "one_letter"),
        ("AB123", "AB145", "different"),
        ("12", "13", "different"),  # too short for a slip to mean anything
        ("AB123", None, "missing"),
    ],
)
def test_codes_agree_at_a_level(level, left, right, expected):
    assert level("x", left, right, how="code") == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"), [("m", "m", "same"), ("m", "f", "different"), ("m", None, "missing")]
)
def test_exact_values_are_the_same_or_different(level, left, right, expected):
    assert level("sex", left, right) == expected
