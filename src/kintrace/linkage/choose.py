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

_MOST_BITS = 200.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """Pairs, best first: record numbers, weight in bits (evidence only), probability, whether assigned."""

    left: Ints
    right: Ints
    weight: Floats
    probability: Floats
    assigned: npt.NDArray[np.bool_]


def choose(found: Found, prior_bits: float, sizes: tuple[int, int], sets: bool, one_list: bool) -> Chosen:
    """Return the pairs ranked by probability, then weight, then record numbers.

    sizes: records in the left and in the right list. sets: candidates of a record compete.
    """
    bits = found.weight + prior_bits
    if sets and not one_list:
        bits = calibration(found.left, found.right, bits, sizes)(bits)
    odds = np.exp2(np.minimum(bits, _MOST_BITS))
    if sets and not one_list:
        rivals = (
            np.bincount(found.left, odds, sizes[0])[found.left]
            + np.bincount(found.right, odds, sizes[1])[found.right]
        )
        probability = odds / (1 + np.maximum(rivals - odds, odds))
    else:
        probability = odds / (1 + odds)
    order = np.lexsort((found.right, found.left, -found.weight, -probability))
    kept = assign(found.left, found.right, order.astype(np.int64), sizes, one_list)
    return Chosen(found.left[order], found.right[order], found.weight[order], probability[order], kept[order])
