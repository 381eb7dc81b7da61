"""The evaluator on tables worked by hand."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bench import evaluate
from bench.evaluate import Truth, best_quality, grouped_quality, one_to_one, quality_of, score_pairs
from hypothesis import given
from hypothesis import strategies as st


def truth(left, right=None):
    """Return the truth of persons given as letters; ids are l0, l1 ... and r0, r1 ..."""
    link = right is not None
    people = sorted(set(left) | set(right or ""))
    codes = [np.array([people.index(who) for who in side]) for side in (left, right or left)]
    ids = [
        pa.array([f"{mark}{place}" for place in range(len(side))])
        for mark, side in zip("lr", codes, strict=True)
    ]
    return Truth(ids[0], ids[1] if link else ids[0], codes[0], codes[1], link)


def pairs(*rows):
    """Return a table of (left_id, right_id, score)."""
    left, right, score = zip(*rows, strict=True)
    return pa.table({"left_id": left, "right_id": right, "score": pa.array(score, pa.float64())})


FOUR = truth("abcd", "abcx")
# True pairs: l0-r0, l1-r1, l2-r2. Scored: two true ones above a false one, the third below it.
SCORED = pairs(("l0", "r0", 9), ("l1", "r1", 7), ("l3", "r3", 5), ("l2", "r2", 3), ("l0", "r1", 1))


def test_true_pairs_of_two_lists_are_counted_person_by_person():
    assert truth("aab", "abb").pairs == 2 * 1 + 1 * 2


def test_true_pairs_of_one_list_are_the_pairs_within_each_person():
    assert truth("aaabb").pairs == 3 + 1


def test_the_best_threshold_is_where_f1_is_highest():
    best = best_quality(score_pairs(SCORED, FOUR), 3)
    # Four taken, three of them true: precision 3/4, recall 1, F1 6/7.
    assert (best.precision, best.recall, best.threshold) == (0.75, 1.0, 3.0)
    assert best.f1 == pytest.approx(6 / 7)


def test_at_a_threshold_pairs_that_score_exactly_it_are_taken():
    assert quality_of(score_pairs(SCORED, FOUR), 3, 7).recall == pytest.approx(2 / 3)
    assert quality_of(score_pairs(SCORED, FOUR), 3, 7.01).recall == pytest.approx(1 / 3)


def test_equal_scores_are_taken_together_or_not_at_all():
    tied = pairs(("l0", "r0", 5), ("l3", "r3", 5))
    best = best_quality(score_pairs(tied, FOUR), 3)
    assert (best.precision, best.recall) == (0.5, pytest.approx(1 / 3))


def test_one_to_one_takes_the_best_pair_and_frees_nobody_twice():
    # l0-r0 takes both; l0-r1 and l1-r0 fall; l1-r1 is free again although it is the weakest.
    rows = pairs(("l0", "r0", 9), ("l0", "r1", 8), ("l1", "r0", 7), ("l1", "r1", 6))
    taken = one_to_one(score_pairs(rows, FOUR))
    assert list(zip(taken.left.tolist(), taken.right.tolist(), strict=True)) == [(0, 0), (1, 1)]


def test_a_pair_given_twice_counts_once_with_its_better_score():
    twice = score_pairs(pairs(("l0", "r0", 2), ("l0", "r0", 4)), FOUR)
    assert twice.score.tolist() == [4.0]


def test_in_one_list_the_order_within_a_pair_does_not_matter_and_a_record_is_no_pair_with_itself():
    one = truth("aab")
    found = score_pairs(pairs(("l0", "l1", 4), ("l1", "l0", 2), ("l2", "l2", 9)), one)
    assert (found.left.tolist(), found.right.tolist(), found.score.tolist()) == ([0], [1], [4.0])


def test_grouping_adds_the_pairs_that_a_chain_implies():
    # Three records of one person, tied by two pairs: the third pair follows.
    one = truth("aaabb")
    chained = score_pairs(pairs(("l0", "l1", 3), ("l1", "l2", 3)), one)
    grouped = grouped_quality(chained, one, 1)
    assert (grouped.precision, grouped.recall) == (1.0, 0.75)


def test_grouping_pays_for_a_false_bridge():
    one = truth("aabb")
    bridged = score_pairs(pairs(("l0", "l1", 3), ("l2", "l3", 3), ("l1", "l2", 3)), one)
    grouped = grouped_quality(bridged, one, 1)
    # All six pairs of four records, two of them true.
    assert (grouped.precision, grouped.recall) == (pytest.approx(1 / 3), 1.0)


def test_a_long_chain_becomes_one_group():
    size = 300
    one = truth("a" * 1 + "b" * (size - 1))
    chain = score_pairs(pairs(*((f"l{place}", f"l{place + 1}", 1) for place in range(size - 1))), one)
    assert grouped_quality(chain, one, 0).recall == 1.0


def test_what_a_contender_delivers_is_judged_without_a_threshold():
    table = SCORED.append_column("proposed", pa.array([True, False, True, False, False]))
    figures = evaluate.evaluate(score_pairs(table, FOUR), FOUR, 0)
    assert figures.delivered is not None
    assert (figures.delivered.precision, figures.delivered.recall) == (0.5, pytest.approx(1 / 3))


def test_recall_kept_counts_true_pairs_whatever_their_score():
    figures = evaluate.evaluate(score_pairs(pairs(("l0", "r0", -30), ("l3", "r0", 8)), FOUR), FOUR, 0)
    assert figures.kept_recall == pytest.approx(1 / 3)


def test_an_unknown_record_id_is_refused():
    with pytest.raises(ValueError, match="1 record ids"):
        score_pairs(pairs(("l0", "nobody", 1)), FOUR)


def test_truth_is_read_from_the_lists(tmp_path):
    pq.write_table(pa.table({"rec_id": ["a", "b"], "entity_id": ["x", "y"]}), tmp_path / "left.parquet")
    pq.write_table(pa.table({"rec_id": ["c", "d"], "entity_id": ["y", "z"]}), tmp_path / "right.parquet")
    found = evaluate.read_truth(tmp_path / "left.parquet", tmp_path / "right.parquet")
    assert (found.link, found.pairs) == (True, 1)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(-9, 9)), min_size=1, max_size=40))
def test_rounds_of_mutual_bests_equal_going_through_pair_by_pair(rows):
    six = truth("abcdef", "abcdef")
    scored = score_pairs(pairs(*((f"l{left}", f"r{right}", score) for left, right, score in rows)), six)
    free_left, free_right, expected = set(range(6)), set(range(6)), []
    for left, right in zip(scored.left.tolist(), scored.right.tolist(), strict=True):
        if left in free_left and right in free_right:
            expected.append((left, right))
            free_left.remove(left)
            free_right.remove(right)
    taken = one_to_one(scored)
    assert list(zip(taken.left.tolist(), taken.right.tolist(), strict=True)) == expected


def test_the_best_groups_leave_out_the_false_bridge():
    one = truth("aabb")
    bridged = score_pairs(pairs(("l0", "l1", 5), ("l2", "l3", 4), ("l1", "l2", 1)), one)
    assert evaluate.best_grouped(bridged, one).f1 == 1.0


def test_nobody_proposed_means_no_quality():
    one = truth("aabb")
    nothing = score_pairs(pairs(("l0", "l0", 1)), one)
    assert evaluate.best_grouped(nothing, one).f1 == 0.0
    assert best_quality(nothing, 2).f1 == 0.0


def test_recall_by_kind_counts_a_pair_under_each_of_its_kinds():
    kinds = pa.table({
        "left_id": ["l0", "l0", "l1", "l2"],
        "right_id": ["r0", "r0", "r1", "r2"],
        "kind": ["typo", "latin", "typo", "initials"],
    })  # fmt: skip
    found = evaluate.recall_by_kind(score_pairs(SCORED, FOUR), FOUR, 7, kinds)
    assert found == (("initials", 1, 0.0), ("latin", 1, 1.0), ("typo", 2, 1.0))
