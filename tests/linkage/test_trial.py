"""Rules are tried on a sample: what each makes is counted right, and enough of them are used."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.linkage.encode import encode
from kintrace.linkage.fields import choose_fields
from kintrace.linkage.rules import Rule, keys_of
from kintrace.linkage.trial import cover, trial

texts = st.lists(st.tuples(*[st.sampled_from(["a", "b", "c", None])] * 2), min_size=1, max_size=12)


def encoded(people, left, right):
    def table(rows):
        return people(other_x=[x for x, _ in rows], other_y=[y for _, y in rows])

    one = table(left)
    two = None if right is None else table(right)
    return encode(one, two, choose_fields(one, two or one, {"x": "text", "y": "text"}), True)


def slow_pairs(found, rules):
    """For each pair that some rule makes: which rules make it."""
    left, right = keys_of(found, found.left, rules), keys_of(found, found.right, rules)
    made = {}
    for i, own in enumerate(left):
        for j, other in enumerate(right):
            which = ((own == other) & (own > 0)).tolist()
            if any(which) and not (found.one_list and j <= i):
                made[i, j] = which
    return made


@settings(max_examples=50)
@given(texts, st.none() | texts)
def test_the_pairs_of_a_trial_are_those_of_the_slow_twin(people, left, right):
    found = encoded(people, left, right)
    tried = trial(found)
    slow = slow_pairs(found, tried.rules)
    pairs = zip(tried.left.tolist(), tried.right.tolist(), strict=True)
    assert {pair: made.tolist() for pair, made in zip(pairs, tried.made, strict=True)} == slow


def test_a_rule_knows_about_how_many_pairs_it_makes_and_the_cheapest_comes_first(people):
    left = [("a", "p"), ("a", "q"), ("b", "q")]
    tried = trial(encoded(people, left, [("a", "q"), ("a", "r"), ("c", "q")]))
    costs = {str(rule): rule.pairs for rule in tried.rules + tried.also}
    assert costs == {"other:x + other:y": 1, "other:x": 4, "other:y": 4}
    assert [rule.pairs for rule in tried.rules] == sorted(rule.pairs for rule in tried.rules)


def test_lists_without_a_common_value_make_no_pairs(people):
    tried = trial(encoded(people, [("a", None)], [("b", None)]))
    assert (tried.rules, len(tried.left), tried.made.shape[0]) == ((), 0, 0)


def rules(*costs):
    return tuple(Rule(((f"field {k}", "same"),), pairs=cost) for k, cost in enumerate(costs))


@pytest.mark.parametrize(
    ("costs", "made", "probability", "used"),
    [
        # The dear rule finds both pairs, the cheap one only one of them: the cheap one is needless.
        ((10, 800), [[1, 1], [0, 1]], [0.9, 0.9], [1]),
        # Two cheap rules find all that the dear one finds.
        ((10, 20, 8000), [[1, 0, 1], [0, 1, 1]], [0.9, 0.9], [0, 1]),
        # What only the dear rule finds is hardly ever true.
        ((10, 8000), [[1, 1], [0, 1]], [1.0, 0.0001], [0]),
        ((10, 20), [[0, 0]], [0.9], []),
    ],
)
def test_the_rules_used_find_nearly_all_likely_pairs_at_least_cost(costs, made, probability, used):
    assert cover(rules(*costs), np.array(made, bool), np.array(probability)) == used
