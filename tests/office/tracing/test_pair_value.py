"""The order of the queue, and where in it pairs of some probability stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.office.tracing.pair_value import between, value

PROBABILITIES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("probability", "assigned", "worth"),
    [(0.0, False, 0.0), (0.5, False, 1.0), (0.5, True, 2.0), (1.0, False, 1.0), (1.0, True, 2.0)],
)
def test_worth_by_hand(probability, assigned, worth):
    assert value(probability, assigned) == worth


def test_likely_but_unsure_comes_before_sure_and_sure_before_doubtful():
    ranked = sorted((0.1, 0.5, 0.8, 0.95, 0.999), key=lambda p: -value(p, False))
    assert ranked == [0.8, 0.95, 0.999, 0.5, 0.1]


@given(st.tuples(PROBABILITIES, PROBABILITIES, PROBABILITIES).map(sorted), st.booleans())
def test_pairs_between_two_probabilities_are_worth_what_between_says(three, assigned):
    least, probability, most = three
    low, high = between(least, most)
    assert low - 1e-12 <= value(probability, assigned) <= high + 1e-12
