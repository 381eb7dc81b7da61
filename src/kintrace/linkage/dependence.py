"""Find fields that repeat each other, so that agreement is not counted twice.

People of one postcode live in one suburb. Among pairs of two people who agree on one field, it is counted
how often they agree on another; where that is far more than chance, the surplus is taken off when both
agree. Kept corrections form a tree (Chow and Liu 1968), so
that three fields which all say the same are corrected twice, not three times.
"""

import numpy as np
import numpy.typing as npt

from kintrace.linkage.bits import Joint
from kintrace.linkage.context import Context, mask
from kintrace.linkage.encode import Encoded
from kintrace.linkage.fields import AGREE, MISSING, Field, Kind
from kintrace.linkage.kernel import Bytes, Floats, Ints
from kintrace.linkage.keys import order_by_key

SAMPLE = 5_000
"""Pairs that agree on a field, looked at per field."""

TELLING = ("birth", "given_name")
"""Fields that tell members of a family apart: they show that two people are two."""

TWO_PEOPLE = ("different", "another", "near_year")
"""Levels of a telling field that two people show; a year or two apart, brothers and sisters are born."""

LEAST_BITS = 1.0
"""Surplus below which two fields are taken as independent."""

_LEAST_SEEN = 12


def dependences(context: Context, encoded: Encoded, u: Floats) -> tuple[Joint, ...]:
    """Return the corrections, bits negative, for pairs of fields that both agree.

    u: chance of each level between two people, (fields, WIDTH).
    """
    agree = [mask(f.kind, AGREE) for f in encoded.fields]
    chance = np.array(
        [
            sum(u[i, k] for k in range(len(f.levels)) if agree[i] >> k & 1)
            for i, f in enumerate(encoded.fields)
        ]
    )
    surplus = np.zeros((len(agree), len(agree)))
    for i, f in enumerate(encoded.fields):
        if not _about_places(f) or (f.kind is Kind.EXACT and chance[i] > 0.2):
            continue
        level = _agreeing(context, encoded, i)
        level = level[two_people(level, encoded.fields)]
        for j in (j for j, g in enumerate(encoded.fields) if _about_places(g)):
            known = level[:, j] != MISSING
            same = (np.right_shift(agree[j], np.minimum(level[:, j], 31)) & 1).astype(bool) & known
            if j != i and same.sum() >= _LEAST_SEEN:
                surplus[i, j] = np.log2(same.sum() / known.sum() / max(chance[j], 1e-12))
    found = _tree(np.maximum(surplus, surplus.T))
    return tuple(Joint("repeated", ((i, agree[i]), (j, agree[j])), bits) for i, j, bits in found)


def _about_places(field: Field) -> bool:
    """Names repeat each other within families, which the weighing knows; the rest is places and the like."""
    return field.kind is not Kind.NAME and not field.personal


def _agreeing(context: Context, encoded: Encoded, i: int) -> Bytes:
    """Return the levels of random pairs that hold the same value in field i."""
    left, right = encoded.left[:, i], encoded.right[:, i]
    order = order_by_key((right + 1).astype(np.uint32).reshape(-1, 1), 0).record
    size = int(max(left.max(initial=-1), right.max(initial=-1))) + 2
    count = np.bincount(right[right >= 0], minlength=size)
    start = np.cumsum(count) - count + int((right < 0).sum())
    weight = np.cumsum(np.append(count, 0)[left].astype(np.int64) * (left >= 0))
    if not len(weight) or not weight[-1]:
        return np.empty((0, len(encoded.fields)), np.uint8)
    random = np.random.default_rng(20251102)
    one: Ints = np.searchsorted(weight, random.integers(0, weight[-1], SAMPLE), side="right").astype(np.int32)
    code = left[one]
    two = order[start[code] + (random.random(SAMPLE) * count[code]).astype(np.int64)]
    pairs = np.unique(one.astype(np.int64) * len(right) + two)
    one, two = (pairs // len(right)).astype(np.int32), (pairs % len(right)).astype(np.int32)
    apart = one != two if encoded.one_list else np.ones(len(one), bool)
    level, _ = context.levels(one[apart], two[apart])
    return level


def two_people(level: Bytes, fields: tuple[Field, ...]) -> npt.NDArray[np.bool_]:
    """Return which pairs are surely two people: born at another time and called something else.

    None is when the lists do not tell both.
    """
    told = [(j, f) for j, f in enumerate(fields) if f.name in TELLING]
    sure = np.full(len(level), len(told) == len(TELLING))
    for j, f in told:
        sure &= np.isin(level[:, j], [k for k, word in enumerate(f.levels) if word in TWO_PEOPLE])
    return sure


def _tree(surplus: Floats) -> tuple[tuple[int, int, float], ...]:
    """Return the strongest surpluses that form no circle.

    >>> _tree(np.array([[0, 7.0, 2.0], [7.0, 0, 2.5], [2.0, 2.5, 0]]))
    ((0, 1, -7.0), (1, 2, -2.5))
    """
    home = list(range(len(surplus)))
    kept = []
    for i, j in sorted(zip(*np.triu_indices(len(surplus), 1), strict=True), key=lambda e: -surplus[e]):
        if surplus[i, j] >= LEAST_BITS and home[i] != home[j]:
            kept.append((int(i), int(j), -float(surplus[i, j])))
            home = [home[j] if h == home[i] else h for h in home]
    return tuple(kept)
