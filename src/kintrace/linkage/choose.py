"""Turn weights into probabilities, rank the pairs, and assign one to one where lists are sets.

The weight of a pair is evidence and stands alone. The probability also knows the other candidates of the
same two records: where each list names a person once, at most one of them can be true.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kintrace.linkage.calibrate import calibration
from kintrace.linkage.kernel import Floats, Ints, assign
from kintrace.linkage.pairs import Found

_MOST_BITS = 40.0
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Chosen:
    """Pairs, best first: record numbers, weight in bits (evidence only), probability, whether assigned."""

    left: Ints
    right: Ints
    weight: Floats
    probability: Floats
    assigned: npt.NDArray[np.bool_]


def choose(
    found: Found, prior_bits: float, sizes: tuple[int, int], kinship: Floats | None, one_list: bool
) -> Chosen:
    """Return the pairs ranked by probability, then weight, then record numbers.

    sizes: records in the left and in the right list. kinship: bits that each pair lost because two relatives
    would explain it as well; None where a list may hold a person several times, so that pairs do not compete.
    """
    bits = found.weight + prior_bits
    if kinship is not None:
        bits = _calibrated(found, bits, sizes, kinship)
    odds = np.exp2(np.clip(bits, -_MOST_BITS, _MOST_BITS))
    if kinship is not None:
        odds = compete(found.left, found.right, odds, sizes)
    probability = odds / (1 + odds)
    order = np.lexsort((found.right, found.left, -found.weight, -probability))
    kept = assign(found.left, found.right, order.astype(np.int64), sizes, one_list)
    return Chosen(found.left[order], found.right[order], found.weight[order], probability[order], kept[order])


def _calibrated(found: Found, bits: Floats, sizes: tuple[int, int], kinship: Floats) -> Floats:
    """Return corrected odds, but for pairs that may be relatives: they stand out of any list."""
    plain = kinship > -1.0
    correct = calibration(found.left[plain], found.right[plain], bits[plain], sizes)
    return np.where(plain, correct(bits), bits)


def compete(left: Ints, right: Ints, odds: Floats, sizes: tuple[int, int]) -> Floats:
    """Return the odds of each pair, knowing that each record is in at most one true pair.

    Belief propagation on the matching: a rival that has a better partner itself counts for little.

    >>> one, two = np.array([0, 0], np.int32), np.array([0, 1], np.int32)
    >>> compete(one, two, np.array([8.0, 8.0]), (1, 2)).round(3).tolist()
    [0.889, 0.889]
    """
    to_right = to_left = odds
    for _ in range(_ROUNDS):
        rivals = np.maximum(np.bincount(left, to_left, sizes[0])[left] - to_left, 0.0)
        others = np.maximum(np.bincount(right, to_right, sizes[1])[right] - to_right, 0.0)
        to_right, to_left = odds / (1 + rivals), odds / (1 + others)
    rivals = np.maximum(np.bincount(left, to_left, sizes[0])[left] - to_left, 0.0)
    others = np.maximum(np.bincount(right, to_right, sizes[1])[right] - to_right, 0.0)
    result: Floats = odds / ((1 + rivals) * (1 + others))
    return result
