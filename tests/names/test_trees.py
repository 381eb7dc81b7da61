"""Trees give what walking them by hand gives."""

import json
from importlib.resources import files

import numpy as np

from kintrace.names import scores, trees

MODEL = json.loads(files("kintrace.names").joinpath("data/weights.json").read_text(encoding="utf-8"))


def slow(row):
    """Drop the leaves that each exceeded split rules out; the leftmost that stays is the row's."""
    total = 0.0
    for tree in MODEL["trees"]:
        out = 0
        for column, bound, ruled_out in tree["splits"]:
            out |= ruled_out if row[column] > np.float32(bound) else 0
        total += next(value for leaf, value in enumerate(tree["leaves"]) if not out >> leaf & 1)
    return 1 / (1 + np.exp(-total))


def test_the_fast_way_gives_what_the_slow_way_gives():
    chance = np.random.default_rng(5)
    rows = chance.integers(-2, 6, size=(200, len(trees.columns()))).astype(np.float32)
    np.testing.assert_allclose(trees.weigh(rows), [slow(row) for row in rows], atol=1e-5)


def test_the_trees_were_fitted_on_the_columns_that_are_described():
    assert trees.columns() == scores.COLUMNS


def test_a_tree_has_at_most_eight_leaves():
    assert max(len(tree["leaves"]) for tree in MODEL["trees"]) <= 8
