"""Write the proposed pairs and what could not be read, in forms that spreadsheets and programs open."""

import csv
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.errors import OutputRefused
from kintrace.lists import safe_cell
from kintrace.lists.texts import FORMULA
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
        found = db.sql(stage("pairs"), params={"threshold": outcome.request.least})
        reported: pa.Table = found.to_arrow_table()
        _copy(db, reported, folder / "pairs.parquet", "FORMAT parquet, COMPRESSION zstd")
        _copy(db, _safe_ids(reported), folder / "pairs.csv", "FORMAT csv, HEADER")
        return reported


def _copy(db: duckdb.DuckDBPyConnection, reported: pa.Table, path: Path, form: str) -> None:
    db.register("reported", reported)
    db.execute(f"COPY (FROM reported ORDER BY rank) TO '{_quoted(path)}' ({form})")


def _safe_ids(reported: pa.Table) -> pa.Table:
    """Give the ids that a spreadsheet would take for formulas a leading apostrophe.

    Parquet keeps them as they are: no spreadsheet opens it, and ids must join back.
    """
    for place, name in enumerate(("left_id", "right_id")):
        if _any_risky(reported[name]):
            reported = reported.set_column(place, name, pa.array(_safe(reported[name]), pa.string()))
    return reported


def _safe(cells: "pa.ChunkedArray[Any]") -> list[str]:
    """Return the cells as text that no spreadsheet takes for a formula."""
    texts = [str(text) for text in cells.to_pylist()]
    return [safe_cell(text) for text in texts] if _any_risky(cells) else texts


def _any_risky(cells: "pa.ChunkedArray[Any]") -> bool:
    return bool(pc.any(pc.match_substring_regex(cells, FORMULA)).as_py())


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
