"""Read JSON: one object per line (.jsonl, .ndjson), or one array of objects.

Numbers are kept as they are written; nested values are kept as JSON text. Lines that are not
objects are set aside with their text, when they are few; otherwise the list is refused.
"""

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from kintrace.errors import ListUnreadable
from kintrace.lists.encoding import LONGEST_LINE, TextShape, shape_of
from kintrace.lists.source import (
    MOST_COLUMNS,
    MOST_REJECTED_ROWS,
    REJECTED,
    Source,
    row_numbers,
    too_many,
    unique_headers,
)

LONGEST_ARRAY = 64 << 20  # an array is read whole; longer lists are written one object per line
_SHOWN = 200


@dataclass(slots=True)
class _Columns:
    """Values by key, filled row by row; `rejected` are rows that are no objects."""

    values: dict[str, list[str | None]] = field(default_factory=dict)
    count: int = 0
    rejected: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, row: dict[str, Any]) -> None:
        for key in row:
            if key not in self.values:
                self.values[key] = [None] * self.count
        for key, values in self.values.items():
            values.append(_text(row.get(key)))
        self.count += 1


def starts_as_json(start: bytes) -> bool:
    """Say whether the first bytes of a file are those of JSON objects."""
    return _first_sign(start) in (b"{", b"[")


def _first_sign(start: bytes) -> bytes:
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        start = start.removeprefix(mark)
    return start.lstrip(b" \t\r\n\0")[:1]  # zero bytes: UTF-16


def read_records(path: Path, start: bytes) -> Source:
    """Read the file; `start` is its first bytes. Raise ListUnreadable with the line that is wrong."""
    is_array = _first_sign(start) == b"["
    shape = shape_of(path, start, LONGEST_ARRAY if is_array else LONGEST_LINE)
    columns = _Columns()
    for number, (text, row) in enumerate(_array(path, shape) if is_array else _lines(path, shape), 1):
        if isinstance(row, dict):
            columns.add(row)
        else:
            columns.rejected.append((number, text[:_SHOWN], row))
        _check(path, columns, number)
    _check_rejected(path, columns)
    notes: list[str] = []
    if columns.rejected:
        notes.append(f"Rows left out because they are not JSON objects: {len(columns.rejected):,}.")
    arrays = [pa.array(values, pa.string()) for values in columns.values.values()]
    table = pa.table(arrays, names=unique_headers(list(columns.values), notes))
    rejected = [{"row": row, "column": "", "value": text, "why": why} for row, text, why in columns.rejected]
    rows = row_numbers(columns.count, [row for row, _, _ in columns.rejected])
    return Source(table, rows, pa.Table.from_pylist(rejected, schema=REJECTED), notes)


def _lines(path: Path, shape: TextShape) -> Iterator[tuple[str, dict[str, Any] | str]]:
    with path.open(encoding=shape.encoding) as file:
        file.seek(shape.mark)
        for line in file:
            if line.strip():
                yield line, _parsed(line)


def _array(path: Path, shape: TextShape) -> Iterator[tuple[str, dict[str, Any] | str]]:
    if path.stat().st_size > LONGEST_ARRAY:
        raise ListUnreadable(
            f"{path.name} is one JSON array of more than {LONGEST_ARRAY >> 20} MB. Write it as JSON lines "
            "(one object per line), CSV or Parquet."
        )
    try:
        rows = _loads(path.read_bytes()[shape.mark :].decode(shape.encoding))
    except RecursionError:
        raise ListUnreadable(f"{path.name} is nested too deeply to be a list of people.") from None
    except ValueError as error:
        raise ListUnreadable(
            f"{path.name} is not whole JSON ({error}). Export it again, or as CSV."
        ) from None
    for row in rows:
        yield ("", row) if isinstance(row, dict) else (str(row), "not an object {...}")


def _parsed(line: str) -> dict[str, Any] | str:
    try:
        row = _loads(line)
    except RecursionError:
        return "nested too deeply"
    except ValueError as error:
        return f"not JSON: {error}"
    return row if isinstance(row, dict) else "not an object {...}"


def _loads(text: str) -> Any:
    """Parse JSON, keeping numbers as they are written (also those of 5,000 digits)."""
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _check(path: Path, columns: _Columns, number: int) -> None:
    if len(columns.values) > MOST_COLUMNS:
        raise ListUnreadable(
            f"{path.name} has more than {MOST_COLUMNS:,} keys by row {number}: it is not a list of people."
        )
    if len(columns.rejected) > MOST_REJECTED_ROWS:
        _check_rejected(path, columns)


def _check_rejected(path: Path, columns: _Columns) -> None:
    wrong = len(columns.rejected)
    if too_many(wrong, wrong + columns.count):
        row, _, why = columns.rejected[0]
        raise ListUnreadable(
            f"Row {row} of {path.name} is not a JSON object ({why}); rows like that: {wrong:,} of "
            f"{wrong + columns.count:,}. Write one object per line, or an array of objects."
        )
