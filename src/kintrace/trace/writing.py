"""Write all files of a trace: pairs.csv, pairs.parquet, rejected.csv, report.html, run.json."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kintrace.trace import output, record
from kintrace.trace.folder import whole_folder
from kintrace.trace.run import Outcome


@dataclass(frozen=True, slots=True)
class Written:
    """Where the result is, and its record."""

    out: Path
    record: dict[str, Any]


def write(
    outcome: Outcome, out: Path, *, language: str = "uk", page: bool = True, force: bool = False
) -> Written:
    """Write the result folder, whole or not at all, and return its record.

    page: write report.html too. force: replace an earlier result. Raises OutputRefused when the folder
    cannot be written, or holds anything that may not be replaced.
    """
    start = time.perf_counter()
    with whole_folder(out, force) as folder:
        reported = output.write_pairs(outcome, folder)
        rejected = output.write_rejected(outcome, folder)
        if page:  # the page's libraries are loaded only for a page
            from kintrace import report
            from kintrace.trace import summary

            report.write(folder / "report.html", summary.report(outcome, reported, language))
        seconds = {**outcome.seconds, "write": round(time.perf_counter() - start, 4)}
        kept = record.record(outcome, reported, rejected, seconds)
        record.write(folder / "run.json", kept)
    return Written(out, kept)
