"""The named SQL stages of a trace, as text that can be run and shown, and the database that runs them."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

STAGES = ("pairs", "curve", "truth", "unordered_truth", "evaluate", "calibration")


def stage(name: str) -> str:
    """Return the text of a stage.

    >>> stage("curve").splitlines()[0]
    '-- curve: after reviewing the n best pairs, how many true ones are to be expected?'
    """
    return files("kintrace.trace").joinpath("stages", f"{name}.sql").read_text("utf-8")


@contextmanager
def connect(beside: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory that fetches no extension from anywhere.

    beside: the folder in which it may put aside what memory cannot hold, else the system's temporary one;
    what it puts there is its owner's alone, and gone at the end.
    """
    with TemporaryDirectory(prefix="kintrace-", dir=beside) as scratch:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": scratch,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        with duckdb.connect(config=settings) as db:
            yield db
