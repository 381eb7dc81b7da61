"""Compare proposed pairs with a list of true ones: precision, recall, F1, recall per request, calibration."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.errors import ListUnreadable
from kintrace.trace.sql import stage

_CALIBRATION = ("tenth", "pairs", "said", "observed")


def evaluate(result: Path, truth: Path, threshold: float = 0.5) -> dict[str, Any]:
    """Return how the pairs of a result folder compare with a CSV of true pairs (left_id, right_id).

    Raises ListUnreadable when either cannot be read.
    """
    pairs = result / "pairs.parquet"
    if not pairs.is_file():
        raise ListUnreadable(
            f"{result} holds no pairs.parquet; name the folder that `kintrace trace --out` wrote."
        )
    with duckdb.connect() as db:
        db.register("proposed", db.read_parquet(str(pairs)).to_arrow_table())
        db.register("truth", _truth(truth))
        row = db.execute(stage("evaluate"), {"threshold": threshold}).fetchone()
        names = [column[0] for column in db.description or ()]
        counts = dict(zip(names, row or (), strict=True))
        tenths = db.execute(stage("calibration")).fetchall()
    return _figures(counts) | {"calibration": [dict(zip(_CALIBRATION, t, strict=True)) for t in tenths]}


def _truth(path: Path) -> pa.Table:
    """Return the distinct pairs of a CSV with a header left_id,right_id (further columns are ignored)."""
    try:
        with duckdb.connect() as db:
            table = db.read_csv(str(path), all_varchar=True).to_arrow_table()
    except (duckdb.Error, OSError):
        raise ListUnreadable(
            f"The true pairs {path} cannot be read; they are a CSV with left_id,right_id."
        ) from None
    if not {"left_id", "right_id"} <= set(table.column_names):
        raise ListUnreadable(
            f"{path} lacks a column left_id or right_id; its header is {', '.join(table.column_names)}."
        )
    return (
        table.select(["left_id", "right_id"])
        .filter(pc.is_valid(table["left_id"]))
        .group_by(["left_id", "right_id"])
        .aggregate([])
    )


def _figures(c: dict[str, int]) -> dict[str, Any]:
    def share(part: int, whole: int) -> float:
        return part / whole if whole else 0.0

    return {
        **c,
        "precision": share(c["found"], c["proposed"]),
        "recall": share(c["found"], c["true_pairs"]),
        "f1": share(2 * c["found"], c["proposed"] + c["true_pairs"]),
        "precision_assigned": share(c["found_assigned"], c["proposed_assigned"]),
        "recall_assigned": share(c["found_assigned"], c["true_pairs"]),
        "f1_assigned": share(2 * c["found_assigned"], c["proposed_assigned"] + c["true_pairs"]),
        **{f"recall_at_{k}": share(c[f"at_{k}"], c["requests"]) for k in (1, 5, 10)},
    }
