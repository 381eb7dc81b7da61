"""Say why a pair weighs what it weighs: one reason per field, adding up to the weight.

The bits come from the same call of the kernel that scores pairs; there is no second formula.
"""

from dataclasses import dataclass

import numpy as np

from kintrace.linkage.fields import MISSING
from kintrace.linkage.kernel import Ints
from kintrace.linkage.link import Linked


@dataclass(frozen=True, slots=True)
class Reason:
    """What one field says about a pair.

    field: its name, or "prior" or the name of a joint term. kind, level: words of fields.LEVELS, or
    "prior", "alteration", "dependence". left, right: the values as read. bits: for (+) or against (-).
    """

    field: str
    kind: str
    level: str
    left: str
    right: str
    bits: float


def explain(linked: Linked, left: Ints, right: Ints) -> list[tuple[Reason, ...]]:
    """Return the reasons for each pair of record numbers; their bits add up to weight + prior."""
    level, part = linked.context.parts(left, right)
    return [_reasons(linked, pair, level[k], part[k]) for k, pair in enumerate(zip(left, right, strict=True))]


def _reasons(
    linked: Linked,
    pair: tuple[int, int],
    level: np.ndarray[tuple[int], np.dtype[np.uint8]],
    part: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> tuple[Reason, ...]:
    encoded = linked.encoded
    reasons = [Reason("prior", "prior", "prior", "", "", linked.learned.prior_bits)]
    for i, f in enumerate(encoded.fields):
        texts = encoded.dictionaries[i].texts
        codes = int(encoded.left[pair[0], i]), int(encoded.right[pair[1], i])
        left, right = (texts[c].as_py() if c >= 0 else "" for c in codes)
        if left or right:
            word = "missing" if level[i] == MISSING else f.levels[level[i]]
            reasons.append(Reason(f.name, f.kind.name.lower(), word, left, right, float(part[i])))
    for k, term in enumerate(linked.context.weights.joints):
        bits = float(part[len(encoded.fields) + k])
        if bits:
            kind = "dependence" if term.name == "repeated" else "alteration"
            said = " + ".join(encoded.fields[i].name for i, _ in term.where)
            reasons.append(Reason(said, kind, term.name, "", "", bits))
    if part[-1] < -0.005:
        reasons.append(Reason("relatives", "alteration", "another_child", "", "", float(part[-1])))
    return tuple(reasons)
