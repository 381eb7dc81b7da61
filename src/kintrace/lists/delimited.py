"""Read CSV in the forms people save it: , ; tab or | between cells, any usual encoding.

Rows with too many or too few cells are set aside with their text, when they are few; otherwise
the list is refused, because a list that is cut wrongly would put names under wrong headers.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from kintrace.errors import ListUnreadable
from kintrace.lists.encoding import TextShape, shape_of
from kintrace.lists.headers import header_row
from kintrace.lists.source import REJECTED, Source, row_numbers, unique_headers, without_empty_nameless

DELIMITERS = (";", ",", "\t", "|")
MOST_RAGGED_ROWS = 1000
MOST_RAGGED_SHARE = 0.01
_LONGEST_CELL = 100_000
_LOOKED_AT = 60  # records looked at to find the delimiter and the header row


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the table begins: its delimiter, headers, and the lines above its first data row."""

    delimiter: str
    headers: list[str]
    skip: int


def read_delimited(path: Path, start: bytes, wanted: list[str]) -> Source:
    """Read the file; `start` is its first bytes, `wanted` the headers a mapping asks for."""
    shape = shape_of(path, start)
    layout = _layout(path, start, shape, wanted)
    notes: list[str] = []
    headers = unique_headers(layout.headers, notes)
    ragged: list[pacsv.InvalidRow] = []
    table = _parse(path, shape, layout, headers, ragged, threads=True)
    if ragged:
        ragged.clear()  # only a reading in order knows the row numbers
        table = _parse(path, shape, layout, headers, ragged, threads=False)
    _check_ragged(path, ragged, table.num_rows)
    _check_cells(path, table)
    rejected = pa.Table.from_pylist(
        [
            {
                "row": bad.number,
                "column": "",
                "value": bad.text,
                "why": f"{bad.actual_columns} columns, the header has {bad.expected_columns}",
            }
            for bad in ragged
        ],
        schema=REJECTED,
    )
    if shape.encoding != "utf-8":
        notes.append(f"Written in {shape.encoding.upper()}.")
    if ragged:
        notes.append(f"{len(ragged)} rows have too many or too few columns and are left out.")
    rows = row_numbers(table.num_rows, [bad.number for bad in ragged])
    return Source(without_empty_nameless(table, layout.headers), rows, rejected, notes)


def _parse(
    path: Path,
    shape: TextShape,
    layout: _Layout,
    headers: list[str],
    ragged: list[pacsv.InvalidRow],
    *,
    threads: bool,
) -> pa.Table:
    def set_aside(row: pacsv.InvalidRow) -> str:
        ragged.append(row)
        return "skip" if not threads and len(ragged) <= MOST_RAGGED_ROWS else "error"

    try:
        return pacsv.read_csv(
            path,
            read_options=pacsv.ReadOptions(
                use_threads=threads,
                block_size=max(1 << 20, 2 * shape.longest_line + 2),
                skip_rows=layout.skip,
                column_names=headers,
                encoding=shape.encoding,
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=layout.delimiter, newlines_in_values=True, invalid_row_handler=set_aside
            ),
            convert_options=pacsv.ConvertOptions(
                column_types={header: pa.string() for header in headers}, strings_can_be_null=False
            ),
        )
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        if ragged:
            return pa.table({header: pa.array([], pa.string()) for header in headers})
        raise ListUnreadable(
            f"{path.name} cannot be cut into rows and columns ({str(error).splitlines()[0][:160]}). "
            "A quotation mark that is opened and never closed is the usual cause. Save the sheet as XLSX."
        ) from None


def _layout(path: Path, start: bytes, shape: TextShape, wanted: list[str]) -> _Layout:
    text = start[shape.mark :].decode(shape.encoding, "ignore")
    skip = 0
    announced = ""
    if text.startswith("sep=") and len(text) > 4:  # Excel's own way to name the delimiter
        announced, skip = text[4], 1
        text = text.partition("\n")[2]
    best = max(
        (announced,) if announced else DELIMITERS, key=lambda delimiter: _evenness(_records(text, delimiter))
    )
    records = _records(text, best)
    if not records:
        raise ListUnreadable(f"{path.name} holds no table. It should begin with a row of column headers.")
    at = header_row([cells for cells, _ in records], wanted)
    cells, last_line = records[at]
    return _Layout(best, cells, skip + last_line)


def _records(text: str, delimiter: str) -> list[tuple[list[str], int]]:
    """Return the first records that are not empty, each with the number of its last line."""
    csv.field_size_limit(1 << 24)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[tuple[list[str], int]] = []
    for cells in reader:
        if any(cell.strip() for cell in cells):
            records.append((cells, reader.line_num))
        if len(records) == _LOOKED_AT:
            break
    return records


def _evenness(records: list[tuple[list[str], int]]) -> tuple[int, int]:
    """Rank a delimiter: how many records have the usual number of cells, and how many cells that is."""
    widths = [len(cells) for cells, _ in records]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return (widths.count(usual), usual) if usual > 1 else (0, usual)


def _check_ragged(path: Path, ragged: list[pacsv.InvalidRow], rows: int) -> None:
    total = rows + len(ragged)
    if ragged and (len(ragged) > MOST_RAGGED_ROWS or len(ragged) >= MOST_RAGGED_SHARE * total):
        first = ragged[0]
        many = "More than 1 row in 100 is" if len(ragged) > 1 else "It is"
        raise ListUnreadable(
            f"Row {first.number} of {path.name} has {first.actual_columns} columns, the header has "
            f"{first.expected_columns}. {many} cut like that, too many to leave out. A delimiter inside a "
            "name is the usual cause: save the sheet as XLSX, or quote the cells."
        )


def _check_cells(path: Path, table: pa.Table) -> None:
    for name in table.column_names:
        lengths = pc.binary_length(table.column(name))
        longest = pc.max(lengths).as_py() or 0
        if longest > _LONGEST_CELL:
            row = pc.index(lengths, longest).as_py() + 1
            raise ListUnreadable(
                f'{path.name}, row {row}, column "{name}", has a cell of {longest:,} bytes. A quotation mark '
                "that is opened and never closed is the usual cause. Mend it, or save the sheet as XLSX."
            )
