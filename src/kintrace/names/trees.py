"""Weigh rows of numbers with small decision trees, all rows at once.

Each tree has at most eight leaves, numbered from the left. A row starts with all leaves possible; every
split whose bound the row exceeds rules out the leaves on its left; the leftmost leaf that remains is the
row's. That is a few byte operations per split over the whole column (the idea is QuickScorer: Lucchese et
al., SIGIR 2015).
"""

import json
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

__all__ = ["columns", "weigh"]

_Tree = tuple[list[tuple[int, np.float32, np.uint8]], NDArray[np.float32]]


def _value_by_mask(leaves: list[float]) -> NDArray[np.float32]:
    """Return for each set of remaining leaves the value of its leftmost."""
    masks = np.arange(256)
    lowest = np.log2(np.maximum(masks & -masks, 1)).astype(int)
    values: NDArray[np.float32] = np.array(leaves + [0.0] * (8 - len(leaves)), dtype=np.float32)[lowest]
    return values


@cache
def _model() -> tuple[tuple[str, ...], list[_Tree]]:
    raw = json.loads(files("kintrace.names").joinpath("data/weights.json").read_text(encoding="utf-8"))
    trees: list[_Tree] = []
    for tree in raw["trees"]:
        splits = [(column, np.float32(bound), np.uint8(left)) for column, bound, left in tree["splits"]]
        trees.append((splits, _value_by_mask(tree["leaves"])))
    return tuple(raw["columns"]), trees


def columns() -> tuple[str, ...]:
    """Return the names of the columns that the trees were fitted on, in order."""
    return _model()[0]


def weigh(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return one score in 0..1 for each row of `columns()`."""
    total = np.zeros(len(rows), dtype=np.float32)
    by_column = np.asfortranarray(rows)
    for splits, values in _model()[1]:
        left = np.full(len(rows), 255, dtype=np.uint8)
        for column, bound, ruled_out in splits:
            left &= ~((by_column[:, column] > bound).view(np.uint8) * ruled_out)
        total += values[left]
    return (1 / (1 + np.exp(-total))).astype(np.float32)
