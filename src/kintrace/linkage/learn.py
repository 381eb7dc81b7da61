"""Learn, without labels, how often true pairs agree at each level (m), and how many true pairs there are.

Expectation-maximisation over the whole product of the two lists: u stays fixed as counted, pairs that no
blocking rule makes are taken as false, and the candidates of one record compete, for at most one can be
true where lists are sets. That, the monotone levels and the shipped belief keep families and households
from being mistaken for persons.
"""

from dataclasses import dataclass

import numpy as np

from kintrace.linkage.context import Context
from kintrace.linkage.dependence import two_people
from kintrace.linkage.kernel import Bytes, Floats, Longs, expect
from kintrace.linkage.trial import Trial
from kintrace.linkage.weights import Belief, log_ratio

STEPS = 30
_CLOSE_ENOUGH = 0.002
_FIRMNESS = 10.0
_TEACHES_NOTHING = -1e6


@dataclass(frozen=True, slots=True)
class Learned:
    """m, u and bits per field and level, prior odds in bits, expected true pairs, steps taken.

    probability: of each pair of the trial.
    """

    m: Floats
    u: Floats
    table: Floats
    prior_bits: float
    expected_true: float
    steps: int
    probability: Floats


def learn(context: Context, tried: Trial, believed: Belief, u: Floats) -> Learned:
    """Return what the candidate pairs of a sample of records teach.

    context: must weigh levels with a table of zeros, so that a weight is rarity and dependence only.
    """
    level, fixed = context.levels(tried.left, tried.right)
    groups = _groups(tried.left)
    share = len(tried.sample) / max(len(context.left), 1)
    compete = context.right is not context.left
    if not compete:
        fixed[two_people(level, context.fields)] = _TEACHES_NOTHING
    whole = _pairs_in_all(context)
    records = max(1.0, share * len(context.left))
    shorter = min(len(context.left), len(context.right))
    m, expected = believed.m, believed.overlap * shorter * share
    step = 0
    for step in range(1, STEPS + 1):
        bits = prior_bits(expected, records, len(context.right), whole * share, compete)
        total, counts = expect(groups, level, fixed, log_ratio(m, u, context.fields), bits, compete)
        seen = counts.sum(axis=1, keepdims=True)
        before, m = m, (counts + believed.firmness_m * believed.m) / (seen + believed.firmness_m)
        expected = _believable(total, records, believed.overlap * shorter / max(len(context.left), 1))
        if np.abs(m - before).max() < _CLOSE_ENOUGH and step > 3:
            break
    bits = prior_bits(expected, records, len(context.right), whole * share, compete)
    table = log_ratio(m, u, context.fields)
    return Learned(
        m, u, table, bits, expected / share, step, _probability(groups, level, fixed + bits, table, compete)
    )


def _believable(found: float, records: float, overlap: float) -> float:
    """Return the expected true pairs of `records`, held towards the shipped overlap by a few records' worth."""
    return (found + _FIRMNESS * overlap) * records / (records + _FIRMNESS)


def _probability(groups: Longs, level: Bytes, fixed: Floats, table: Floats, compete: bool) -> Floats:
    padded = np.zeros((len(table), 256))
    padded[:, : table.shape[1]] = table
    odds: Floats = np.exp2(np.minimum(fixed + sum(padded[f][level[:, f]] for f in range(len(table))), 200.0))
    if not compete:
        return odds / (1 + odds)
    rivals: Floats = np.add.reduceat(odds, groups[:-1]) if len(odds) else odds
    return odds / (1.0 + np.repeat(rivals, np.diff(groups)))


def prior_bits(expected: float, records: float, others: int, pairs: float, compete: bool) -> float:
    """Return the log2 odds that a pair is true before it is looked at.

    expected: true pairs among `pairs`; with competition, against a record having no true pair at all.
    """
    if compete:
        share = min(expected / records, 0.995)
        return float(np.log2(share / (others * (1 - share))))
    return float(np.log2(expected / max(pairs - expected, 1.0)))


def _pairs_in_all(context: Context) -> float:
    nl, nr = len(context.left), len(context.right)
    return nl * (nl - 1) / 2 if context.right is context.left else float(nl * nr)


def _groups(left: np.ndarray[tuple[int], np.dtype[np.int32]]) -> Longs:
    starts = np.flatnonzero(np.diff(left, prepend=-1)) if len(left) else np.empty(0, np.int64)
    return np.append(starts, len(left)).astype(np.int64)
