"""Compare proposed pairs with a list of true ones: precision, recall, F1, recall per request, calibration."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from kintrace.errors import ListUnreadable, SettingsInvalid
from kintrace.trace.sql import connect, stage

_CALIBRATION = ("tenth", "pairs", "said", "observed")


def evaluate(result: Path, truth: Path, threshold: float = 0.5) -> dict[str, Any]:
    """Return how the pairs of a result folder compare with a CSV of true pairs (left_id, right_id).

    Raises ListUnreadable when either cannot be read or no pair is true, SettingsInvalid for a threshold
    that is no probability.
    """
    if not 0 < threshold < 1:
        raise SettingsInvalid(
            f"The threshold {threshold} is not a probability between 0 and 1; use 0.5, say."
        )
    known = _truth(truth)
    with connect() as db:
        _read_proposed(db, result)
        db.register("known", known)
        db.execute("CREATE TABLE truth AS " + stage("unordered_truth" if _is_one_list(result) else "truth"))
        row = db.execute(stage("evaluate"), {"threshold": threshold}).fetchone()
        names = [column[0] for column in db.description or ()]
        counts = dict(zip(names, row or (), strict=True))
        tenths = db.execute(stage("calibration")).fetchall()
    return _figures(counts) | {"calibration": [dict(zip(_CALIBRATION, t, strict=True)) for t in tenths]}


def _read_proposed(db: duckdb.DuckDBPyConnection, result: Path) -> None:
    path = result / "pairs.parquet"
    try:
        db.execute("CREATE TABLE proposed AS FROM read_parquet($path)", {"path": str(path)})
    except duckdb.Error:
        raise ListUnreadable(
            f"{path} is missing or damaged; name the folder that `kintrace trace --out` wrote."
        ) from None


def _is_one_list(result: Path) -> bool:
    """Return whether the result is of duplicates within one list, where a pair has no left and right."""
    try:
        return len(json.loads((result / "run.json").read_text("utf-8"))["lists"]) == 1
    except (OSError, ValueError, KeyError):
        return False


def _truth(path: Path) -> pa.Table:
    """Return the pairs of a CSV with a header left_id,right_id (further columns are ignored)."""
    try:
        with connect() as db:
            table: pa.Table = db.read_csv(str(path), all_varchar=True).to_arrow_table()
    except (duckdb.Error, OSError):
        raise ListUnreadable(
            f"The true pairs {path} cannot be read; they are a CSV with left_id,right_id."
        ) from None
    if not {"left_id", "right_id"} <= set(table.column_names):
        raise ListUnreadable(
            f"{path} lacks a column left_id or right_id; its header is {', '.join(table.column_names)}."
        )
    rows = table.select(["left_id", "right_id"]).drop_null().to_pylist()
    if not rows:
        raise ListUnreadable(f"{path} holds no true pair; write one a line, left_id,right_id.")
    return pa.Table.from_pylist(rows, pa.schema([("left_id", pa.string()), ("right_id", pa.string())]))


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
