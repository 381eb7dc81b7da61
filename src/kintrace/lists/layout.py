"""Find out how a text table is laid out: its delimiter, where its header row is, its headers."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from kintrace.errors import ListUnreadable
from kintrace.lists.header_rows import header_rows

DELIMITERS = (";", ",", "\t", "|")
_NOTHING = " \t\r\n" + "".join(DELIMITERS)
_LOOKED_AT = 60  # records looked at to find the delimiter and the header row
_LONGEST_CELL = 1 << 24

Record = tuple[list[str], int]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's delimiter, headers, lines down to its last header row, encoding, longest line in bytes.

    `two_rows` says that the headers were put together from two rows, one above the other.
    """

    delimiter: str
    headers: list[str]
    skip: int
    two_rows: bool = False
    encoding: str = "utf-8"
    longest_line: int = 0


def layout_of(
    name: str, text: str, wanted: Sequence[str], delimiters: Sequence[str] = DELIMITERS
) -> tuple[str, list[str], int, bool]:
    """Return (delimiter, headers, lines to skip, whether headers take two rows) from a table's beginning.

    `wanted` are the headers a mapping asks for. Raises ListUnreadable when there is no table.
    """
    skip = 0
    if text.startswith("sep=") and len(text) > 4:  # Excel's own way to name the delimiter
        delimiters, skip = (text[4],), 1
        text = text.partition("\n")[2]
    delimiter = max(delimiters, key=lambda one: _evenness(_records(text, one)))
    records = _records(text, delimiter)
    if not records:
        raise ListUnreadable(f"{name} holds no table. It should begin with a row of column headers.")
    headers, last, two_rows = header_rows([cells for cells, _ in records], wanted)
    return delimiter, headers, skip + records[last][1], two_rows


def _records(text: str, delimiter: str) -> list[Record]:
    """Return the first records that are not empty, each with the number of its last line."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[Record] = []
    for cells in reader:
        if any(cell.strip(_NOTHING) for cell in cells):
            records.append((cells, reader.line_num))
        if len(records) == _LOOKED_AT:
            break
    return records


def _evenness(records: Sequence[Record]) -> tuple[int, int]:
    """Rank a delimiter: how many records have the usual number of cells, and how many cells that is."""
    widths = [len(cells) for cells, _ in records]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return (widths.count(usual), usual) if usual > 1 else (0, usual)
