"""When a place was occupied, by a table that you bring: Kintrace ships none.

The table is tab-separated, as it can be made from the ministry's list of territories (order 376 of
28.02.2025 and its successors): `code`, `list` (1 possible fighting, 2 active fighting, 3 occupied),
`start` and `end` as DD.MM.YYYY, `end` empty while it lasts. A code of a hromada counts for what lies in it.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from kintrace.errors import ListUnreadable

OCCUPIED = "3"
_learned: dict[str, list["Span"]] = {}


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which a place was occupied, YYYY-MM-DD; `end` is "" while it lasts."""

    start: str
    end: str = ""


def learn(path: Path | None) -> int:
    """Use the occupied rows of a table from now on, or none; return how many there are."""
    _learned.clear()
    if path is None:
        return 0
    try:
        with path.open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table, delimiter="\t", restval=""):
                if row["list"] == OCCUPIED:
                    span = Span(_iso(row["start"]), _iso(row["end"]))
                    _learned.setdefault(_stem(row["code"]), []).append(span)
    except (OSError, UnicodeDecodeError, KeyError, ValueError, AttributeError) as error:
        raise ListUnreadable(f"{path.name} is no table of occupied places: {error}.") from error
    return sum(map(len, _learned.values()))


def spans(code: str) -> tuple[Span, ...]:
    """Return when a place was occupied, by the table in use; nothing when there is none."""
    if not _learned or not code.startswith("UA"):
        return ()
    found = [span for digits in (4, 6, 9, 12, 19) for span in _learned.get(code[:digits], ())]
    return tuple(sorted(set(found), key=lambda span: (span.start, span.end)))


def _stem(code: str) -> str:
    """Return the beginning that all codes inside an area share."""
    for digits in (4, 6, 9, 12):
        if set(code[digits:14]) <= {"0"}:
            return code[:digits]
    return code


def _iso(written: str) -> str:
    if not written:
        return ""
    day, month, year = written.split(".")
    return f"{int(year):04}-{int(month):02}-{int(day):02}"
