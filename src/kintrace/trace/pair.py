"""One pair of a trace, by the lists' own ids, with its reasons."""

from typing import Any

import numpy as np
import pyarrow.compute as pc

from kintrace.errors import SettingsInvalid
from kintrace.linkage import explain
from kintrace.lists import ReadList
from kintrace.trace.run import Outcome
from kintrace.trace.summary import as_row, people


def pair_by_ids(outcome: Outcome, left_id: str, right_id: str) -> dict[str, Any]:
    """Return both records, the weight, the prior, the probability and the reasons of a pair.

    Within one list the record that stands first comes first.
    The probability is that of the run where the pair was kept; a pair too weak to be kept stands alone.
    `probability_alone` is what weight and prior alone would give, without rivals and calibration.
    Raises SettingsInvalid when a list has no such id, or both ids are one record.
    """
    left, right = outcome.left, outcome.right or outcome.left
    a, b = _record(left, left_id), _record(right, right_id)
    if outcome.right is None and a > b:
        (a, left_id), (b, right_id) = (b, right_id), (a, left_id)
    if a == b and left.sha256 == right.sha256:
        raise SettingsInvalid(f"{left_id} and {right_id} are one record of {left.path.name}; give two.")
    ours, theirs = np.array([a], np.int32), np.array([b], np.int32)
    reasons = explain(outcome.linked, ours, theirs)[0]
    bits = sum(r.bits for r in reasons)
    prior = outcome.linked.learned.prior_bits
    chosen = outcome.linked.chosen
    kept = np.flatnonzero((chosen.left == a) & (chosen.right == b))
    alone = 1 / (1 + 2.0 ** -max(min(bits, 60.0), -60.0))
    return {
        "left_id": left_id,
        "right_id": right_id,
        "weight_bits": bits - prior,
        "prior_bits": prior,
        "probability_alone": alone,
        "probability": float(chosen.probability[kept[0]]) if len(kept) else alone,
        "left": people(left, ours)[0],
        "right": people(right, theirs)[0],
        "reasons": [as_row(r) for r in reasons],
    }


def _record(one: ReadList, wanted: str) -> int:
    found = pc.index(one.table["id"], wanted).as_py()
    if found < 0:
        raise SettingsInvalid(f"{one.path.name} has no record with the id {wanted}.")
    return int(found)
