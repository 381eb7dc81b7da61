"""Try all blocking rules on a sample of records: what each costs, what each finds, which to use.

Of the rules that are affordable, the cheapest set is used that finds nearly all the likely true pairs
which all of them find together.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from kintrace.linkage.encode import Encoded
from kintrace.linkage.kernel import Floats, Ints, Longs
from kintrace.linkage.rules import Rule, propose, recipe

RECORDS = 5_000
"""Left records that rules are tried on."""

PAIRS = 150_000
"""Candidate pairs that are enough to learn from; the sample shrinks to make about so many."""

PAIRS_PER_RECORD = 60
"""Candidate pairs per left record that the rules tried may make together, cheapest rules first."""

NEARLY_ALL = 0.9998
"""Share of the likely true pairs found by any affordable rule that the rules used must find together."""

FEW_PAIRS = 2_000_000
"""All rules are used, cheapest first, while together they make no more pairs than this."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The rules tried, cheapest first, and the candidate pairs they make for a sample of left records.

    also: dearer rules that short lists can afford as well.
    left, right: record numbers of each pair, ordered; made: (pairs, rules), whether a rule makes a pair.
    """

    rules: tuple[Rule, ...]
    also: tuple[Rule, ...]
    sample: Ints
    left: Ints
    right: Ints
    made: npt.NDArray[np.bool_]


def trial(encoded: Encoded) -> Trial:
    """Return the affordable rules with their costs, and the pairs they make for a sample of records."""
    n = len(encoded.left)
    sample = np.unique(np.linspace(0, n - 1, min(n, RECORDS)).astype(np.int32))
    proposed = propose(encoded)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        met = list(pool.map(lambda rule: _meet(encoded, rule, sample), proposed))
    made = np.array([m.pairs for m in met], np.float64)
    cost = made * n / max(len(sample), 1) / (2 if encoded.one_list else 1)
    order = [int(k) for k in np.argsort(cost, kind="stable") if cost[k] > 0]
    rules = [replace(proposed[k], pairs=int(cost[k])) for k in order]
    together = np.cumsum(cost[order])
    tried = int((together <= PAIRS_PER_RECORD * n).sum())
    step = max(1, round(made[order[:tried]].sum() / PAIRS))
    also = rules[tried : int((together <= FEW_PAIRS).sum())]
    joined = _joined(encoded, sample[::step], [met[k].every(step) for k in order[:tried]])
    return Trial(tuple(rules[:tried]), tuple(also), sample[::step], *joined)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """For each sampled record, where its partners begin and end among `others`."""

    sample: Ints
    first: Longs
    last: Longs
    others: Ints

    @property
    def pairs(self) -> int:
        return int((self.last - self.first).sum())

    def every(self, step: int) -> "_Meeting":
        return _Meeting(self.sample[::step], self.first[::step], self.last[::step], self.others)

    def numbers(self, width: int) -> Longs:
        """Return left * width + right of all pairs."""
        count = self.last - self.first
        left = np.repeat(self.sample, count).astype(np.int64)
        offset = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count)
        right: Ints = self.others[np.repeat(self.first, count) + offset]
        return left * width + right


def _meet(encoded: Encoded, rule: Rule, sample: Ints) -> _Meeting:
    how = recipe(encoded, rule)
    own = np.zeros((len(sample), 1), np.uint32)
    how.fill(np.ascontiguousarray(encoded.left[sample]), (0, len(sample)), own, 0)
    keys = own[:, 0]
    near = how.near(encoded.right, keys[keys != 0])
    first, last = np.searchsorted(near.key, keys, "left"), np.searchsorted(near.key, keys, "right")
    return _Meeting(sample, first, np.where(keys != 0, last, first), near.record)


def _joined(encoded: Encoded, sample: Ints, met: list[_Meeting]) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
    """Return (left, right, made) of a Trial."""
    width = max(len(encoded.right), 1)
    by_rule = [m.numbers(width) for m in met]
    numbers = np.unique(np.concatenate(by_rule)) if by_rule else np.empty(0, np.int64)
    left, right = numbers // width, numbers % width
    if encoded.one_list:
        numbers = numbers[left < right]
        left, right = numbers // width, numbers % width
    made = np.zeros((len(numbers), len(met)), bool)
    for k, own in enumerate(by_rule):
        at = np.minimum(np.searchsorted(numbers, own), max(len(numbers) - 1, 0))
        made[at[numbers[at] == own] if len(numbers) else at[:0], k] = True
    return left.astype(np.int32), right.astype(np.int32), made


def cover(rules: tuple[Rule, ...], made: npt.NDArray[np.bool_], probability: Floats) -> list[int]:
    """Return which rules to use, cheapest first.

    made: (pairs, rules), whether a rule makes a pair. probability: that the pair is true.
    Rules are taken by how many true pairs they add for each pair that must be looked at.

    >>> rules = (Rule((("a", "same"),), pairs=10), Rule((("b", "same"),), pairs=800))
    >>> cover(rules, np.array([[True, True], [False, True]]), np.array([0.9, 0.9]))
    [1]
    """
    taken: list[int] = []
    left = np.where(made.any(axis=1), probability, 0.0)
    whole = left.sum()
    cost = np.array([max(r.pairs, 1) for r in rules], np.float64)
    while left.sum() > (1 - NEARLY_ALL) * whole and len(taken) < len(rules):
        gain = left @ made
        gain[taken] = 0.0
        best = int(np.argmax(gain / cost))
        if gain[best] <= 0:
            break
        taken.append(best)
        left = np.where(made[:, best], 0.0, left)
    return _needed(taken, made, probability, rules)


def _needed(
    taken: list[int], made: npt.NDArray[np.bool_], probability: Floats, rules: tuple[Rule, ...]
) -> list[int]:
    """Drop the dearest rules that the others, taken later, have made needless; return cheapest first."""
    kept = sorted(taken, key=lambda k: rules[k].pairs)
    allowed = (1 - NEARLY_ALL) * float(probability[made.any(axis=1)].sum())
    for k in sorted(kept, key=lambda k: -rules[k].pairs):
        rest = [j for j in kept if j != k]
        if rest and float(probability[made[:, k] & ~made[:, rest].any(axis=1)].sum()) == 0 < allowed:
            kept = rest
    return kept
