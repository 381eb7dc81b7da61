"""Read CSV in the forms people save it: , ; tab or | between cells, any usual encoding.

Rows with too many or too few cells are set aside with their text, when they are few; otherwise
the list is refused, because a list that is cut wrongly would put names under wrong headers.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from kintrace.errors import ListUnreadable
from kintrace.lists.encoding import shape_of
from kintrace.lists.layout import Layout, layout_of
from kintrace.lists.quotes import check_quotes, swallows, unclosed
from kintrace.lists.source import (
    MOST_REJECTED_ROWS,
    REJECTED,
    Source,
    row_numbers,
    too_many,
    unique_headers,
    without_empty_nameless,
)

_LONGEST_CELL = 100_000  # bytes

Table: TypeAlias = Any  # where a table is read from: a path, or an Arrow reader over bytes


def read_delimited(path: Path, start: bytes, wanted: list[str]) -> Source:
    """Read the file; `start` is its first bytes, `wanted` the headers a mapping asks for."""
    shape = shape_of(path, start)
    text = start[shape.mark :].decode(shape.encoding, "ignore")
    found = layout_of(path.name, text, wanted)
    layout = Layout(*found, encoding=shape.encoding, longest_line=shape.longest_line)
    source = read_table(path.name, path, layout)
    check_quotes(path, source.table, source.rows, layout.delimiter, shape.encoding)
    if shape.encoding != "utf-8":
        source.notes.append(f"Written in {shape.encoding.upper()}.")
    return source


def read_table(name: str, file: Table, layout: Layout) -> Source:
    """Read a table whose layout is known, every cell as text; `name` is for messages."""
    notes: list[str] = []
    headers = unique_headers(layout.headers, notes)
    if layout.two_rows:
        notes.append("The headers stand in two rows, which are read together.")
    ragged: list[pacsv.InvalidRow] = []
    table = _parse(name, file, layout, headers, ragged)
    _check_cells(name, table)
    rejected = {
        "row": [_row(bad, layout) for bad in ragged],
        "column": [""] * len(ragged),
        "value": [bad.text for bad in ragged],
        "why": [f"{bad.actual_columns} columns, the header has {bad.expected_columns}" for bad in ragged],
    }
    if ragged:
        notes.append(f"Rows left out because they have too many or too few columns: {len(ragged):,}.")
    rows = row_numbers(table.num_rows, [_row(bad, layout) for bad in ragged])
    table = without_empty_nameless(table, layout.headers)
    return Source(table, rows, pa.table(rejected, schema=REJECTED), notes)


def _parse(
    name: str,
    file: Table,
    layout: Layout,
    headers: list[str],
    ragged: list[pacsv.InvalidRow],
) -> pa.Table:
    """Parse in parallel; when that fails, parse again in order, because only that knows row numbers."""
    with suppress(pa.ArrowInvalid, UnicodeDecodeError):
        return _parse_once(file, layout, headers, None)
    rows = 0
    try:
        table = _parse_once(file, layout, headers, ragged)
        rows = table.num_rows
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        if len(ragged) <= MOST_REJECTED_ROWS:
            raise _uncut(name, error) from None
    _check_ragged(name, ragged, rows, layout)
    return table


def _check_ragged(name: str, ragged: list[pacsv.InvalidRow], rows: int, layout: Layout) -> None:
    """Pass when few rows are ragged and none of them has swallowed others."""
    for bad in ragged:
        if len(bad.text) > _LONGEST_CELL:
            raise _endless(name, f"row {_row(bad, layout)}", len(bad.text))
        if swallows(bad.text, layout.delimiter, bad.expected_columns - 1):
            raise unclosed(name, f"row {_row(bad, layout)}", bad.text)
    if too_many(len(ragged), rows + len(ragged)):
        first = ragged[0]
        raise ListUnreadable(
            f"Row {_row(first, layout)} of {name} has {first.actual_columns} columns, the header has "
            f"{first.expected_columns}; rows cut like that: {len(ragged):,} of {rows + len(ragged):,}. "
            "A delimiter inside a name is the usual cause: save the sheet as XLSX, or quote the cells."
        )


def _parse_once(
    file: Table,
    layout: Layout,
    headers: list[str],
    ragged: list[pacsv.InvalidRow] | None,
) -> pa.Table:
    """Parse, in order where ragged rows are to be set aside.

    Arrow's threads go on after a failure. If they called back into Python while the program ends, they would
    abort it: so no row is set aside in parallel.
    """

    def set_aside(row: pacsv.InvalidRow) -> Literal["skip", "error"]:
        assert ragged is not None
        ragged.append(row)
        return "skip" if len(ragged) <= MOST_REJECTED_ROWS else "error"

    if isinstance(file, pa.BufferReader):
        file.seek(0)
    return pacsv.read_csv(
        file,
        read_options=pacsv.ReadOptions(
            use_threads=ragged is None,
            block_size=max(1 << 20, 2 * layout.longest_line + 2),
            skip_rows=layout.skip,
            column_names=headers,
            encoding=layout.encoding,
        ),
        parse_options=pacsv.ParseOptions(
            delimiter=layout.delimiter,
            newlines_in_values=True,
            invalid_row_handler=None if ragged is None else set_aside,
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(headers, pa.string()), strings_can_be_null=False
        ),
    )


def _row(bad: pacsv.InvalidRow, layout: Layout) -> int:
    """Return the row's number below the header; Arrow counts the skipped lines too."""
    return (bad.number or 0) - layout.skip


def _uncut(name: str, error: Exception) -> ListUnreadable:
    return ListUnreadable(
        f"{name} cannot be cut into rows and columns ({str(error).splitlines()[0][:160]}). "
        "A quotation mark that is opened and never closed is the usual cause. Save the sheet as XLSX."
    )


def _endless(name: str, where: str, length: int) -> ListUnreadable:
    return ListUnreadable(
        f"{name}, {where}, runs on for {length:,} characters. A quotation mark that is opened and never "
        "closed is the usual cause. Mend it, or save the sheet as XLSX."
    )


def _check_cells(name: str, table: pa.Table) -> None:
    for header in table.column_names:
        lengths = pc.binary_length(table.column(header))
        longest = pc.max(lengths).as_py() or 0
        if longest > _LONGEST_CELL:
            at = pc.index(lengths, longest).as_py()
            text = table.column(header)[at].as_py()
            raise _endless(name, f'row {at + 1}, column "{header}"', len(text))
