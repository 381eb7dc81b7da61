"""Write the result folder: everything or nothing.

Files are made in a folder beside the one that was asked for, which takes its place at the very end. A
full disk, a refused folder or Ctrl-C leaves what was there before.
"""

import csv
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.errors import OutputRefused
from kintrace.lists import safe_cell
from kintrace.trace.run import Outcome, pairs_table
from kintrace.trace.sql import stage

FILES = ("pairs.csv", "pairs.parquet", "rejected.csv", "report.html", "run.json")
"""What a result folder may hold."""


def check(out: Path, force: bool) -> None:
    """Raise OutputRefused when a result cannot go to `out`: before any work is done."""
    out = out.resolve()
    home = next(folder for folder in out.parents if folder.exists())
    if not home.is_dir():
        raise OutputRefused(f"{home} is a file and can hold no folder; name another with --out.")
    try:
        Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=home)).rmdir()
    except OSError:
        raise OutputRefused(f"The folder {home} cannot be written to; name another with --out.") from None
    if out.exists():
        _check_replaceable(out, force)


def _check_replaceable(out: Path, force: bool) -> None:
    if not out.is_dir():
        raise OutputRefused(f"{out} is a file; name a folder with --out.")
    if not os.access(out, os.R_OK | os.W_OK) or out.is_mount():
        raise OutputRefused(f"The folder {out} cannot be replaced; name another with --out.")
    held = sorted(path.name for path in out.iterdir())
    if held and not force:
        raise OutputRefused(
            f"The folder {out} exists and is not empty; name another with --out, or replace it with --force."
        )
    foreign = [name for name in held if name not in FILES]
    if foreign:
        raise OutputRefused(
            f"The folder {out} holds {foreign[0]}, which is no part of a Kintrace result; "
            "name another with --out."
        )


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """Give a folder to write in, which becomes `out` if all goes well and is removed if anything fails."""
    out = out.resolve()
    made = [p for p in (out.parent, *out.parent.parents) if not p.exists()]
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise OutputRefused(
            f"The folder {out} cannot be made: {error.strerror}; name another with --out."
        ) from None
    try:
        yield staging
        _take_place(staging, out)
    except OSError as error:
        raise OutputRefused(
            f"The result could not be written to {out}: {error.strerror}. Nothing was changed."
        ) from None
    except OutputRefused as error:
        raise OutputRefused(str(error).replace(str(staging), str(out))) from None
    except duckdb.IOException as error:
        said = str(error).splitlines()[0]
        raise OutputRefused(
            f"The result could not be written to {out}: {said}. Nothing was changed."
        ) from None
    finally:
        if staging.exists():
            shutil.rmtree(staging, ignore_errors=True)
            for folder in made:
                if folder.exists() and not any(folder.iterdir()):
                    folder.rmdir()


def _take_place(staging: Path, out: Path) -> None:
    old = staging.with_name(f"{staging.name}-old")
    try:
        if out.exists():
            out.rename(old)
        staging.rename(out)
    except BaseException:
        if old.exists() and not out.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def write_pairs(outcome: Outcome, folder: Path) -> pa.Table:
    """Write pairs.csv and pairs.parquet and return the table that was written."""
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
