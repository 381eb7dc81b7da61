"""Weights of nothing weigh nothing but rarity and joint terms."""

import numpy as np

from kintrace.linkage.bits import Joint, nothing


def test_weights_of_nothing_have_a_zero_for_every_level():
    rare = np.array([1.0, -1.0], np.float32)
    term = Joint("repeated", ((0, 1), (1, 1)), -2.0)
    weights = nothing((rare, None), 12, (term,))
    assert weights.table.shape == (2, 12)
    assert not weights.table.any()
    assert weights.rarity == (rare, None)
    assert weights.joints == (term,)
    assert weights.relatives is None
