"""Numbers are written as a reader of each language writes them, and never promise more than they know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.report.figures import decimal, percent, whole


@pytest.mark.parametrize(
    ("value", "uk", "en"),
    [
        (3.25, "+3,2", "+3.2"),
        (-12.0, "−12,0", "−12.0"),
        (-0.04, "0,0", "0.0"),
        (float("-inf"), "−∞", "−∞"),
        (float("nan"), "?", "?"),
    ],
)
def test_a_weight_has_a_sign_and_one_decimal(value, uk, en):
    assert decimal(value, "uk", signed=True) == uk
    assert decimal(value, "en", signed=True) == en


def test_thousands_stand_apart():
    assert whole(183204) == "183\u202f204"
    assert decimal(5231.5, "ru") == "5\u202f231,5"


@given(st.floats(min_value=0, max_value=1))
def test_a_probability_is_never_certainty(probability):
    assert percent(probability, "en") not in {"100.0\xa0%", "0.0\xa0%", "-0.0\xa0%"}
