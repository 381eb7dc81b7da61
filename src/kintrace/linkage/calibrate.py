"""Correct probabilities by what one-to-one lists show about false pairs.

The model takes errors as independent; in real lists they come together, so that a pair with several
differences is more often true than the model says. Where each list names a person once, the lists
themselves say how often false pairs reach a weight: a record that surely has its partner has no other,
so all its further candidates are false. Scaled to the records that are still open, they are the false
pairs to be expected among the open ones; what is seen beyond them is true. The scale is read off where
nearly all pairs are false, with its trend: relatives are rarer or commoner among open records.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kintrace.linkage.kernel import Floats, Ints
from kintrace.linkage.weights import falling

SURE_BITS = 7.0
"""Log2 odds at which a pair counts as surely true (0.992)."""

BELIEF = 8.0
"""Pairs' worth of belief in the model at each weight."""

MOST_BITS = 4.0
"""The most that a correction adds to the odds, in bits."""

_LOWEST, _HIGHEST = -14, 14
_CAP = 12.0
_ALL_FALSE = -5.0
_SPREAD, _SPREAD_OF_SCALE, _SPREAD_OF_TREND = 0.2, 0.7, 0.2


@dataclass(frozen=True, slots=True)
class Calibration:
    """Log2 odds as the model says them (`said`, ascending) and as they turned out (`seen`, never falling)."""

    said: Floats
    seen: Floats

    def __call__(self, bits: Floats) -> Floats:
        """Return corrected log2 odds; beyond the ends the correction of the end is kept."""
        inside = np.clip(bits, self.said[0], self.said[-1])
        return np.interp(inside, self.said, self.seen) + (bits - inside)


def calibration(left: Ints, right: Ints, bits: Floats, sizes: tuple[int, int]) -> Calibration:
    """Return the correction for pairs with these model log2 odds, between lists of these sizes."""
    edges = np.arange(_LOWEST, _HIGHEST + 1)
    middle = (edges[:-1] + edges[1:]) / 2
    free_left, free_right = _free(left, right, bits, sizes)
    is_open = free_left[left] & free_right[right]
    taken = np.histogram(bits[~is_open & (bits < SURE_BITS)], edges)[0].astype(np.float64)
    open_pairs = np.histogram(bits[is_open], edges)[0].astype(np.float64)
    opportunities = float(free_left.sum()) * float(free_right.sum())
    everywhere = float(sizes[0]) * sizes[1]
    settled = max(everywhere - opportunities, 1.0)
    expected_false = taken * _scale(middle, taken, open_pairs, opportunities / settled)
    model = 1 / (1 + np.exp2(-middle))
    true = np.maximum(open_pairs - expected_false, 0.0)
    belief = (
        BELIEF * max(everywhere / settled, 1.0) ** 2
    )  # where little is settled, little is known of false pairs
    share = (belief * model + true) / (belief + open_pairs)
    share = np.clip(_rising(share, belief + open_pairs), 2.0**-_CAP, 1 - 2.0**-_CAP)
    seen = np.minimum(np.log2(share / (1 - share)), middle + MOST_BITS)
    return Calibration(middle, np.where(middle < SURE_BITS, seen, np.maximum(seen, middle)))


def _scale(middle: Floats, taken: Floats, open_pairs: Floats, scale: float) -> Floats:
    """Return open pairs per taken pair at each weight, if both are false.

    A straight line in logarithms through the weights at which nearly all pairs are false, held towards
    `scale` (which the numbers of open records give) and towards no trend.
    """
    low = (middle < _ALL_FALSE) & (taken > 0)
    x = middle - _ALL_FALSE
    design = np.column_stack([np.ones(int(low.sum())), x[low]])
    expected = np.maximum(taken[low] * scale, 1e-9)
    weight = 1 / (1 / np.maximum(expected, 0.05) + _SPREAD**2)
    y = np.log((open_pairs[low] + 0.5 * scale + 1e-3) / (taken[low] + 0.5)) - np.log(scale + 1e-12)
    hold = np.diag([1 / _SPREAD_OF_SCALE**2, 1 / _SPREAD_OF_TREND**2])
    level, trend = np.linalg.solve(design.T @ (design * weight[:, None]) + hold, design.T @ (weight * y))
    line: Floats = np.exp(level + np.clip(trend, -0.5, 0.2) * x) * scale
    return line


def _free(left: Ints, right: Ints, bits: Floats, sizes: tuple[int, int]) -> tuple[npt.NDArray[np.bool_], ...]:
    """Return which left and right records have no sure partner."""
    sure = bits >= SURE_BITS
    free = np.ones(sizes[0], bool), np.ones(sizes[1], bool)
    free[0][left[sure]] = False
    free[1][right[sure]] = False
    return free


def _rising(values: Floats, sizes: Floats) -> Floats:
    return falling(values[::-1], sizes[::-1])[::-1]
