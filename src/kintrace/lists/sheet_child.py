"""Turn the first visible sheet of a spreadsheet into CSV, in a process of its own with little memory.

Run as a script by `spreadsheet`. A spreadsheet of a few kilobytes can ask for all the memory of
a machine; here it only ends this process. One line of JSON comes first (the sheet's name, what
was seen on the way, or an error), then the cells as CSV with every value as a person reads it.
"""

import csv
import datetime as dt
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

MEMORY_BYTES = 2 << 30
CPU_SECONDS = 300
MOST_TEXT_BYTES = 512 << 20
LONGEST_CELL = 50_000  # characters
WIDEST = 2000  # columns; no list of people has more
_CHUNK = 1 << 20

Range: TypeAlias = tuple[tuple[int, int], tuple[int, int]]


def main(path: str) -> int:
    """Write the sheet to standard output; return 0, or 3 after an error that was said."""
    _limit_this_process()
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with Path(path).open("rb") as file:
            seen = _formulas(path)
            _write(CalamineWorkbook.from_filelike(file), seen)
    except PasswordError:
        return _fail("password")
    except MemoryError:
        return _fail("memory")
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile) as error:
        return _fail(str(error).splitlines()[0] if str(error) else type(error).__name__)
    return 0


def as_text(value: Any) -> str:
    """Return the cell as a person reads it: 7.0 as 7, a midnight as its date."""
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            raise ValueError(f"one cell holds {len(value):,} characters; spreadsheets allow 32,767")
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    return "" if value is None else str(value)


def _limit_this_process() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the guard on the archive's sizes remains
        return
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _formulas(path: str) -> dict[str, int]:
    """Count formulas, and those saved without a value, in all sheets of an XLSX."""
    counts = {"formulas": 0, "without_value": 0}
    if not zipfile.is_zipfile(path):
        return counts
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as sheet:
                    for piece in _overlapping(sheet):
                        counts["formulas"] += _new(piece, b"</f>") + _new(piece, b"<f/>")
                        for empty in (b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />"):
                            counts["without_value"] += _new(piece, empty)
    return counts


_OVERLAP = 16


def _overlapping(file: Any) -> Iterator[bytes]:
    tail = b"\0" * _OVERLAP
    while chunk := file.read(_CHUNK):
        yield tail + chunk
        tail = (tail + chunk)[-_OVERLAP:]


def _new(piece: bytes, pattern: bytes) -> int:
    """Count the pattern where it ends in the new part of the piece."""
    return piece.count(pattern) - piece[:_OVERLAP].count(pattern)


def _write(workbook: Any, seen: dict[str, int]) -> None:
    from python_calamine import SheetVisibleEnum

    visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    for place, name in enumerate(visible):
        sheet = workbook.get_sheet_by_name(name)
        if sheet.width > WIDEST:
            raise ValueError(f'the sheet "{name}" has {sheet.width:,} columns')
        if sheet.height > 0 and sheet.width > 0:
            others = visible[:place] + visible[place + 1 :]
            merged = sheet.merged_cell_ranges or []
            told = {"sheet": name, "others": others, "merged": len(merged), **seen}
            sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
            _write_cells(sheet, merged)
            return
    raise ValueError("no visible sheet holds a cell")


def filled(rows: Iterable[list[str]], merged: Iterable[Range]) -> Iterator[list[str]]:
    """Repeat a cell merged over several rows in each of them, as a person reads it.

    A row with fewer cells of its own than merged ones is left alone: there, one person takes several
    rows. Ranges are (row, column) of the first and of the last cell, counted from 0.

    >>> list(filled([["1", "Київ"], ["2", ""], ["", ""]], [((0, 1), (2, 1))]))
    [['1', 'Київ'], ['2', 'Київ'], ['', '']]
    """
    starts: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in merged:
        if bottom > top:
            starts.setdefault(top, []).append((left, bottom))
    open_cells: dict[int, tuple[int, str]] = {}  # column -> last row, text
    for number, row in enumerate(rows):
        open_cells = {column: cell for column, cell in open_cells.items() if cell[0] >= number}
        if open_cells and sum(map(bool, row)) >= len(open_cells):
            for column, (_, text) in open_cells.items():
                row[column] = row[column] or text
        open_cells |= {
            left: (bottom, row[left])
            for left, bottom in starts.get(number, ())
            if left < len(row) and row[left]
        }
        yield row


def _write_cells(sheet: Any, merged: Iterable[Range]) -> None:
    written = 0
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    rows = ([as_text(value) for value in row] for row in sheet.iter_rows())
    for number, row in enumerate(filled(rows, merged), 1):
        writer.writerow(row if len(row) > 1 else [row[0] or " "])
        if number % 1000 == 0:
            written += _flush(text)
        if written > MOST_TEXT_BYTES:
            raise ValueError(f"its cells hold more than {MOST_TEXT_BYTES >> 20} MB of text")
    _flush(text)


def _flush(text: io.StringIO) -> int:
    block = text.getvalue().encode("utf-8", "replace")
    sys.stdout.buffer.write(block)
    text.seek(0)
    text.truncate()
    return len(block)


def _fail(why: str) -> int:
    sys.stderr.write(json.dumps({"error": why}, ensure_ascii=False) + "\n")
    return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
