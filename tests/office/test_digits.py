"""One way to read a number: a row's number has at most 18 digits, so a database takes whatever is read."""

import pytest

from kintrace.office import digits


@pytest.mark.parametrize(
    ("said", "number"),
    [("0", 0), ("007", 7), ("12", 12), ("9" * 18, 999_999_999_999_999_999), ("1" + "0" * 17, 10**17)],
)
def test_digits_are_a_number(said, number):
    assert digits.read(said) == number < 2**63


@pytest.mark.parametrize(
    "said", [None, "", "-1", "+1", " 1", "1 ", "1.0", "1_000", "٣", "²", "1\0", "9" * 19, "1" * 5_000]
)
def test_whatever_else_is_none(said):
    assert digits.read(said) is None


def test_a_number_above_the_most_is_the_most():
    assert (digits.read("11", 10), digits.read("9" * 18, 10), digits.read("9", 10)) == (10, 10, 9)
