"""What looking at a pair is worth: the order of the queue."""

import math

_PEAK = 0.8
_MOST = 1.379
"""What p (1 + H(p)) comes to at its highest, near p = 0.8, rounded up."""


def value(probability: float, assigned: bool) -> float:
    """Return what looking at a pair is worth: p (1 + H(p)), twice that where it is both records' best.

    p counts the child who is found if it is true; H(p), the entropy in bits, what a person's word adds to
    what the engine knows. So likely but unsure pairs come first (p = 0.8), then sure ones, then doubtful
    ones. A best pair counts twice: once decided, it settles the rivals of both records too.

    >>> [round(value(p, False), 2) for p in (0.05, 0.5, 0.8, 0.99)], value(0.5, True)
    ([0.06, 1.0, 1.38, 1.07], 2.0)
    """
    rest = 1 - probability
    entropy = -sum(p * math.log2(p) for p in (probability, rest) if p > 0)
    return probability * (1 + entropy) * (2 if assigned else 1)


def between(least: float, most: float) -> tuple[float, float]:
    """Return between which values all pairs lie whose probability is from `least` to `most`.

    >>> [round(end, 2) for end in between(0.9, 1.0)], between(0.0, 0.5)
    ([1.0, 2.64], (0.0, 2.0))
    """
    ends = [value(least, False), value(most, False)]
    return min(ends), 2 * (_MOST if least <= _PEAK + 0.05 and most >= _PEAK - 0.05 else max(ends))
