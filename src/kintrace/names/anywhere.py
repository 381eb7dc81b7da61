"""Compare names from anywhere: match their words two by two, whatever their order and number.

Used when a name does not look East Slavic (no patronymic, no given name we know, no such surname): English,
Arabic, Korean names. There are no roles here, only words. Every word of the shorter name takes the likest
free word of the longer one, and the score is the likeness of the word that fits worst: one word replaced
makes another person, a word left out does not. (On public test pairs a model of more columns did no better.)
"""

import numpy as np
from numpy.typing import NDArray

from kintrace.names import pairs

__all__ = ["likeness", "matched"]

MOST_OF_ANOTHER = 0.3  # what two words can reach at most that are two known names

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]


def _of_words(left: Ids, right: Ids) -> Floats:
    """Return for pairs of words how surely they are one: 1 the same sound, 0 unlike or absent."""
    found = np.zeros(left.shape, dtype=np.float32)
    both = (left >= 0) & (right >= 0)
    rows = pairs.compare_words(left[both], right[both])
    column = {name: rows[:, place] for place, name in enumerate(pairs.FEATURES)}
    like = np.clip((column["likeness"] - 0.25) / 0.75, 0, 1) * 0.95
    like = np.where(column["length"] < 4, 0.9 * like, like)  # one sign of three is too much
    like = np.where(column["level"] >= pairs.SAME_COARSE, 0.97, like)
    like = np.where(column["level"] == pairs.SAME_SOUND, 1, like)
    like = np.where(column["classes"] == pairs.SHARED, np.maximum(like, 0.95), like)
    like = np.where(column["classes"] == pairs.SHARED_LOOSELY, np.maximum(like, 0.85), like)
    apart = column["classes"] == pairs.OTHER  # two known names
    like = np.where(apart | (column["classes"] == pairs.CASE_OF), np.minimum(like, MOST_OF_ANOTHER), like)
    found[both] = np.where(column["initial"] > 0, 0.8, np.where(column["initial"] < 0, 0, like))
    return found


def matched(left: Ids, right: Ids) -> tuple[Floats, Ids, Ids]:
    """Match the words of names, given as tables of word numbers (rows padded with -1), the likest pair first.

    Returns for each name and turn the likeness and which words they are; turns without words are left at 1.
    """
    count, width = left.shape
    grid = _of_words(np.repeat(left[:, :, None], width, axis=2), np.repeat(right[:, None, :], width, axis=1))
    few = np.minimum((left >= 0).sum(axis=1), (right >= 0).sum(axis=1))
    like = np.ones((count, width), dtype=np.float32)
    places = np.full((2, count, width), -1, dtype=np.int64)
    rows = np.arange(count)
    for turn in range(width):
        best = grid.reshape(count, -1).argmax(axis=1)
        i, j = best // width, best % width
        asked = turn < few
        like[asked, turn] = np.maximum(grid[rows, i, j], 0)[asked]
        places[:, asked, turn] = np.stack([i, j])[:, asked]
        grid[rows, i, :] = -1
        grid[rows, :, j] = -1
    return like, places[0], places[1]


def likeness(left: Ids, right: Ids) -> Floats:
    """Return the score of pairs of names: how like the words are that fit worst, 0 where there are none."""
    like, matched_left, _ = matched(left, right)
    worst: Floats = np.where(matched_left[:, 0] >= 0, like.min(axis=1), 0).astype(np.float32)
    return worst
