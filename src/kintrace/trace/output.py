"""Write the proposed pairs and what could not be read, in forms that spreadsheets and programs open."""

import csv
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.errors import OutputRefused
from kintrace.lists import safe_cell
from kintrace.trace.run import Outcome, pairs_table
from kintrace.trace.sql import stage


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
    with duckdb.connect() as db:
        db.execute("SET threads = 1")  # each thread of a writer holds a row group; there is little to write
        db.register("pairs", pairs_table(outcome))
        db.register("left_ids", _ids(outcome.left.table))
        db.register("right_ids", _ids((outcome.right or outcome.left).table))
        threshold = outcome.request.keep if outcome.request.all_pairs else outcome.request.threshold
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
        safe = [safe_cell(str(text)) for text in table["id"].to_pylist()] if _any_risky(table) else []
        if safe and safe != table["id"].to_pylist():
            changed = True
            db.register(name, table.set_column(1, "id", pa.array(safe, pa.string())))
    return changed


def _any_risky(table: pa.Table) -> bool:
    return bool(pc.any(pc.match_substring_regex(table["id"], r"^ *[=+\-@\t\r\n＝＋－＠]")).as_py())


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def write_rejected(outcome: Outcome, folder: Path) -> int:
    """Write rejected.csv (list, row, column, value, why) and return how many lines it has."""
    count = 0
    with (folder / "rejected.csv").open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["list", "row", "column", "value", "why"])
        for one in filter(None, (outcome.left, outcome.right)):
            for cell in one.rejected.to_pylist():
                said = (safe_cell(str(cell[k])) for k in ("column", "value", "why"))
                rows.writerow([safe_cell(one.path.name), cell["row"], *said])
                count += 1
    return count
