"""From weights to probabilities and a one-to-one assignment."""

import numpy as np
import pytest

from kintrace.linkage.choose import choose, compete
from kintrace.linkage.pairs import Found


def found(*pairs):
    left, right, weight = zip(*pairs, strict=True) if pairs else ((), (), ())
    return Found(np.array(left, np.int32), np.array(right, np.int32), np.array(weight, np.float64))


def odds(left, right, values, sizes):
    return compete(np.array(left, np.int32), np.array(right, np.int32), np.array(values), sizes)


def test_a_pair_without_a_rival_keeps_its_odds():
    assert odds([0, 1], [0, 1], [8.0, 0.25], (2, 2)).tolist() == [8.0, 0.25]


def test_two_equal_candidates_of_one_record_share_its_one_truth():
    # Each says 8 : 1, but only one can be true: 8 against 1 + 8.
    assert odds([0, 0], [0, 1], [8.0, 8.0], (1, 2)) == pytest.approx([8 / 9, 8 / 9])
    assert odds([0, 1], [0, 0], [8.0, 8.0], (2, 1)) == pytest.approx([8 / 9, 8 / 9])


def test_a_rival_that_has_a_better_partner_counts_for_little():
    # 0-0 and 1-1 are near certain; 0-1 is a sibling that looks like both.
    sure, sibling = 2.0**20, 2.0**10
    result = odds([0, 0, 1], [0, 1, 1], [sure, sibling, sure], (2, 2))
    assert result[1] < 1e-5
    assert result[0] == pytest.approx(sure, rel=0.01)


def test_competition_only_lowers_the_odds():
    random = np.random.default_rng(3)
    left, right = random.integers(0, 9, 40), random.integers(0, 9, 40)
    values = np.exp2(random.normal(0, 5, 40))
    assert (odds(left, right, values, (9, 9)) <= values * (1 + 1e-9)).all()


def test_probability_follows_from_weight_and_prior_where_a_person_may_be_listed_often():
    chosen = choose(found((0, 0, 5.0), (0, 1, 7.0)), -5.0, (1, 2), None, False)
    assert chosen.right.tolist() == [1, 0]
    assert chosen.weight.tolist() == [7.0, 5.0]
    assert chosen.probability.tolist() == [0.8, 0.5]  # odds 4 and 1


def test_within_one_list_candidates_do_not_compete():
    chosen = choose(found((0, 1, 7.0), (0, 2, 7.0)), -5.0, (3, 3), None, True)
    assert chosen.probability.tolist() == [0.8, 0.8]


def test_each_record_is_assigned_once_and_the_best_pair_first():
    pairs = found((0, 0, 20.0), (0, 1, 30.0), (1, 1, 25.0), (2, 2, 9.0))
    chosen = choose(pairs, -2.0, (3, 3), np.zeros(4), False)
    kept = {
        (int(a), int(b)) for a, b, yes in zip(chosen.left, chosen.right, chosen.assigned, strict=True) if yes
    }
    assert (2, 2) in kept
    assert len({a for a, _ in kept}) == len({b for _, b in kept}) == len(kept)
    best = (int(chosen.left[0]), int(chosen.right[0]))
    assert best in kept


def test_pairs_come_best_first_and_ties_by_record_number():
    chosen = choose(found((1, 0, 3.0), (0, 1, 3.0), (0, 0, 3.0), (1, 1, 4.0)), 0.0, (2, 2), None, False)
    assert list(zip(chosen.left.tolist(), chosen.right.tolist(), strict=True)) == [
        (1, 1),
        (0, 0),
        (0, 1),
        (1, 0),
    ]
    assert (np.diff(chosen.probability) <= 0).all()


def test_weights_beyond_all_measure_stay_probabilities():
    chosen = choose(found((0, 0, 5000.0), (1, 1, -5000.0)), 0.0, (2, 2), np.zeros(2), False)
    assert ((chosen.probability >= 0) & (chosen.probability <= 1)).all()
    assert chosen.probability[0] > 0.999 > 0.001 > chosen.probability[1]


@pytest.mark.parametrize("one_list", [False, True])
def test_no_pairs_are_no_fault(one_list):
    chosen = choose(
        found(), -5.0, (0, 0) if one_list else (3, 0), None if one_list else np.zeros(0), one_list
    )
    assert len(chosen.left) == len(chosen.probability) == len(chosen.assigned) == 0
