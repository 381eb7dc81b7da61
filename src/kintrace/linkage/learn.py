"""Learn, without labels, how often true pairs agree at each level (m), and how many true pairs there are.

Expectation-maximisation over the whole product of the two lists: u stays fixed as counted, pairs that no
blocking rule makes are taken as false, and the candidates of one record compete, for at most one can be
true where lists are sets. A pair may also be explained by two relatives, who share all but given name,
birth and sex. That, the monotone levels and the shipped belief keep families and households from being
mistaken for persons.
"""

from dataclasses import dataclass

import numpy as np

from kintrace.linkage.bits import Relatives
from kintrace.linkage.context import Context
from kintrace.linkage.dependence import TELLING, two_people
from kintrace.linkage.fields import MISSING
from kintrace.linkage.kernel import Evidence, Floats, Longs
from kintrace.linkage.trial import Trial
from kintrace.linkage.weights import Belief, log_ratio, relatives

STEPS = 30
_CLOSE_ENOUGH = 0.002
_CLOSE = 0.05
_LEAST_OPEN = 0.005
_MOST = 0.995
_FIRMNESS = 10.0


@dataclass(frozen=True, slots=True)
class Learned:
    """m, u and bits per field and level, prior odds in bits, expected true pairs, steps taken.

    probability: of each pair of the trial.
    """

    m: Floats
    u: Floats
    table: Floats
    relatives: Relatives
    prior_bits: float
    expected_true: float
    steps: int
    probability: Floats

    def open_bits(self, others: int) -> float:
        """Return what the odds gain when they are against both records being open, not the left one alone."""
        return -float(np.log2(max(1 - self.expected_true / max(others, 1), _LEAST_OPEN)))


def learn(context: Context, tried: Trial, believed: Belief, u: Floats) -> Learned:
    """Return what the candidate pairs of a sample of records teach.

    context: must weigh levels with a table of zeros, so that a weight is rarity and joint terms only.
    """
    sizes = len(context.left), len(context.right)
    evidence = _evidence(context, tried)
    share = len(tried.sample) / max(sizes[0], 1)
    records, whole = max(1.0, float(len(tried.sample))), max(_pairs_in_all(context) * share, 1.0)
    overlap = believed.overlap * min(sizes) / max(sizes[0], 1)
    m, true, kin = believed.m, overlap * records, believed.kin * records
    compete = context.right is not context.left
    shared = np.array([not f.personal for f in context.fields])  # twins are too few to learn from
    for step in range(1, STEPS + 1):
        table = log_ratio(m, u, context.fields)
        prior = prior_bits(true, records, sizes[1], whole, compete)
        family = relatives(context.fields, table, u, float(np.log2(kin / whole)))
        expected = evidence.expect(table, family.table * shared[:, None], prior, family.bits)
        seen = expected.counts.sum(axis=1, keepdims=True)
        before, m = m, (expected.counts + believed.firmness_m * believed.m) / (seen + believed.firmness_m)
        m = believed.bounded(m, context.fields)
        true = (expected.true + _FIRMNESS * overlap) * records / (records + _FIRMNESS)
        if compete:
            true = min(true, _MOST * records * min(sizes) / sizes[0])
        found = (expected.relatives + _FIRMNESS * believed.kin) * records / (records + _FIRMNESS)
        kin, moved = found, abs(np.log2(found / kin))
        if np.abs(m - before).max() < _CLOSE_ENOUGH and moved < _CLOSE and step > 3:
            break
    table = log_ratio(m, u, context.fields)
    prior = prior_bits(true, records, sizes[1], whole, compete)
    family = relatives(context.fields, table, u, float(np.log2(kin / whole)))
    return Learned(m, u, table, family, prior, true / share, step, expected.probability)


def _evidence(context: Context, tried: Trial) -> Evidence:
    level, part = context.parts(tried.left, tried.right)
    shared = np.array([not f.personal for f in context.fields])
    joint = [all(shared[i] for i, _ in term.where) for term in context.weights.joints]
    fixed, fixed_shared = part.sum(axis=1), part @ np.array([*shared, *joint, False], np.float64)
    telling = [i for i, f in enumerate(context.fields) if f.name in TELLING]
    told = float(np.mean((level[:, telling] != MISSING).all(axis=1))) if len(level) else 1.0
    stands_for = two_people(level, context.fields) / max(told, 0.05)
    bits = fixed, fixed_shared, stands_for
    return Evidence(_groups(tried.left), level, bits, context.right is not context.left)


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
