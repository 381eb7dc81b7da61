"""Write the proposed pairs and what could not be read, in forms that spreadsheets and programs open."""

import csv
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.errors import OutputRefused
from kintrace.lists import safe_cell
from kintrace.trace.run import Outcome, pairs_table
from kintrace.trace.sql import connect, stage

_MANY = 200_000
"""Pairs from which several threads write faster than one."""


def write_pairs(outcome: Outcome, folder: Path) -> pa.Table:
    """Write pairs.csv and pairs.parquet and return the table that was written.

    Raises OutputRefused when the disk refuses them.
    """
    try:
        return _write_pairs(outcome, folder)
    except duckdb.IOException as error:
        said = str(error).splitlines()[0]
        raise OutputRefused(f"The result could not be written to {folder}: {said}.") from None


def _write_pairs(outcome: Outcome, folder: Path) -> pa.Table:
    with connect(folder) as db:
        if len(outcome.linked.chosen.left) < _MANY:
            db.execute("SET threads = 1")  # each thread of a writer holds a row group in memory
        db.register("pairs", pairs_table(outcome))
        db.register("left_ids", _ids(outcome.left.table))
        db.register("right_ids", _ids((outcome.right or outcome.left).table))
        threshold = outcome.request.least
        db.execute("CREATE TABLE reported AS " + stage("pairs"), {"threshold": threshold})
        _copy(db, folder / "pairs.parquet", "FORMAT parquet, COMPRESSION zstd")
        reported: pa.Table = db.sql("FROM reported ORDER BY rank").to_arrow_table()
        if _make_safe(db):
            db.execute("CREATE OR REPLACE TABLE reported AS " + stage("pairs"), {"threshold": threshold})
        _copy(db, folder / "pairs.csv", "FORMAT csv, HEADER")
        return reported


def _copy(db: duckdb.DuckDBPyConnection, path: Path, form: str) -> None:
    db.execute(f"COPY (FROM reported ORDER BY rank) TO '{_quoted(path)}' ({form})")


def _ids(table: pa.Table) -> pa.Table:
    return pa.table({"record": np.arange(table.num_rows, dtype=np.int32), "id": table["id"]})


def _make_safe(db: duckdb.DuckDBPyConnection) -> bool:
    """Give the ids that a spreadsheet would take for formulas a leading apostrophe; tell whether any had to.

    Parquet keeps them as they are: no spreadsheet opens it, and ids must join back.
    """
    changed = False
    for name in ("left_ids", "right_ids"):
        table = db.table(name).to_arrow_table()
        if _any_risky(table["id"]):
            changed = True
            db.register(name, table.set_column(1, "id", pa.array(_safe(table["id"]), pa.string())))
    return changed


def _safe(cells: "pa.ChunkedArray[Any]") -> list[str]:
    """Return the cells as text that no spreadsheet takes for a formula."""
    texts = [str(text) for text in cells.to_pylist()]
    return [safe_cell(text) for text in texts] if _any_risky(cells) else texts


def _any_risky(cells: "pa.ChunkedArray[Any]") -> bool:
    return bool(pc.any(pc.match_substring_regex(cells, r"^ *[=+\-@\t\r\n＝＋－＠]")).as_py())


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def write_rejected(outcome: Outcome, folder: Path) -> int:
    """Write rejected.csv (list, row, column, value, why) and return how many lines it has."""
    count = 0
    with (folder / "rejected.csv").open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["list", "row", "column", "value", "why"])
        for one in filter(None, (outcome.left, outcome.right)):
            name, refused = safe_cell(one.path.name), one.rejected
            said = [_safe(refused[k]) for k in ("column", "value", "why")]
            rows.writerows(zip([name] * len(refused), refused["row"].to_pylist(), *said, strict=True))
            count += len(refused)
    return count
