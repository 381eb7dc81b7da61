"""What a reader of one file format hands on: the original columns, untouched, and what it could not read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.errors import ListUnreadable

# The published stubs lag behind Arrow and refuse correct calls, so Arrow values are checked by name only.
Column: TypeAlias = Any  # pa.ChunkedArray
Cells: TypeAlias = Any  # pa.Array
Values: TypeAlias = Any  # either
Integers: TypeAlias = npt.NDArray[np.int64]
Bytes: TypeAlias = npt.NDArray[np.uint8]

MOST_COLUMNS = 2000
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))

# A list with more unreadable rows than this is refused: it is cut wrongly, not untidy.
MOST_REJECTED_ROWS = 1000
_ALWAYS_ALLOWED = 3  # rows, of a short list
_MOST_REJECTED_SHARE = 0.01

REJECTED = pa.schema({"row": pa.int32()} | dict.fromkeys(("column", "value", "why"), pa.string()))


@dataclass(frozen=True, slots=True)
class Source:
    """The columns of a file in their own types; `rows[i]` is the row number, in the file, of table row i."""

    table: pa.Table
    rows: Cells
    rejected: pa.Table = field(default_factory=REJECTED.empty_table)
    notes: list[str] = field(default_factory=list)


def too_many(wrong: int, count: int) -> bool:
    """Say whether `wrong` unreadable rows of `count` are too many for a list that is cut rightly.

    >>> [too_many(3, 6), too_many(4, 100), too_many(2, 3), too_many(9, 1000), too_many(11, 1000)]
    [False, True, True, False, True]
    """
    allowed = min(MOST_REJECTED_ROWS, max(_ALWAYS_ALLOWED, _MOST_REJECTED_SHARE * count))
    return wrong > allowed or 2 * wrong > count


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its word.

    >>> counted(1, "row", "rows"), counted(1200, "row", "rows")
    ('1 row', '1,200 rows')
    """
    return f"{count:,} {one if count == 1 else many}"


def row_numbers(count: int, without: Sequence[int] = ()) -> Cells:
    """Number `count` rows from 1, leaving out the numbers of rows that were not read.

    >>> row_numbers(3, without=[2]).to_pylist()
    [1, 3, 4]
    """
    every = np.arange(1, count + len(without) + 1, dtype=np.int32)
    return pa.array(np.delete(every, np.asarray(without, dtype=np.int64) - 1))


def one_line(header: str) -> str:
    """Return a header without line breaks, doubled spaces and marks that cannot be seen."""
    return " ".join(header.translate(_UNSEEN).split())


def unique_headers(headers: Sequence[str], notes: list[str]) -> list[str]:
    """Give nameless columns a name and repeated ones a number, and say so in the notes.

    >>> unique_headers(["ПІБ", "", "ПІБ"], [])
    ['ПІБ', 'column 2', 'ПІБ (2)']
    """
    if len(headers) > MOST_COLUMNS:
        raise ListUnreadable(
            f"The list has {len(headers):,} columns; no list of people has more than {MOST_COLUMNS:,}. "
            "Keep the columns that say who a person is."
        )
    result: list[str] = []
    taken = {one_line(header) for header in headers}
    for place, header in enumerate(headers, 1):
        wanted = one_line(header) or f"column {place}"
        name, copies = wanted, 1
        while name in result or (name != one_line(header) and name in taken):
            copies += 1
            name = f"{wanted} ({copies})"
        if name != wanted:
            notes.append(f'The header "{wanted}" is repeated: column {place} is called "{name}".')
        result.append(name)
    return result


def without_empty_nameless(table: pa.Table, headers: Sequence[str]) -> pa.Table:
    """Drop columns that have neither a header nor a single value: the margin of a sheet."""
    kept = [
        place
        for place, header in enumerate(headers)
        if header.strip() or pc.max(pc.fill_null(pc.binary_length(table.column(place)), 0)).as_py()
    ]
    return table.select(kept)
