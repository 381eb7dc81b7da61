"""Read a list, whatever its format, into the table of people.

`read` is the one door: it tells the format from the first bytes, reads the columns untouched,
finds out what they mean, and builds the table. It either returns all of that or raises; there
are no half-read lists.
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from kintrace.errors import ListUnreadable, MappingInvalid
from kintrace.lists.delimited import read_delimited
from kintrace.lists.foreign import refuse_foreign
from kintrace.lists.header_rows import looks_like_person, no_headers
from kintrace.lists.headers import Guess, guess
from kintrace.lists.mapping import Mapping
from kintrace.lists.parquet import read_parquet
from kintrace.lists.people import people
from kintrace.lists.pfif import read_pfif
from kintrace.lists.records import read_records, starts_as_json
from kintrace.lists.source import Source, counted
from kintrace.lists.spreadsheet import OLE_START, ZIP_START, read_spreadsheet
from kintrace.lists.texts import to_text
from kintrace.pfif.reading import looks_like_pfif

_SAMPLE_ROWS = 1000


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as it was understood.

    `table` has one row per person; `original` the file's own columns and types for the same rows;
    `rejected` the cells and rows that could not be read (row, column, value, why); `rows_read`
    counts the data rows of the file, with those left out.
    """

    path: Path
    table: pa.Table
    original: pa.Table
    mapping: Mapping
    rejected: pa.Table
    sha256: str
    rows_read: int
    notes: list[str]

    @property
    def as_written(self) -> pa.Table:
        """Every original column as text, beside its row number; made when asked for."""
        texts = [to_text(column) for column in self.original.columns]
        return pa.table([self.table["row"], *texts], names=["row", *self.original.column_names])

    def as_written_row(self, at: int) -> dict[str, str]:
        """Return the original cells of the person at table position `at` (not row number), as text."""
        row = self.original.slice(at, 1)
        cells = {name: to_text(row.column(name))[0].as_py() for name in row.column_names}
        return {name: text for name, text in cells.items() if text is not None}

    def without_original(self) -> "ReadList":
        """Return the list as it was understood, without the file's own columns."""
        return replace(self, original=self.original.select([]))

    def ids_alone(self) -> "ReadList":
        """Return the list with the rows and ids of its people, and nothing else of them."""
        return replace(self.without_original(), table=self.table.select(["row", "id"]))

    def describe(self) -> list[str]:
        """Say, in lines, what was understood: roles and columns, notes, cells that could not be read."""
        people_read = counted(self.table.num_rows, "person", "people")
        lines = [f"{self.path.name}: {people_read} in {counted(self.rows_read, 'row', 'rows')}."]
        for role, headers in self.mapping.columns.items():
            lines.append(f"  {role}: {', '.join(headers)}")
        for label, other in self.mapping.other.items():
            lines.append(f"  other.{label}: {other.column} (compared as {other.compare})")
        lines += [f"  {note}" for note in self.notes]
        if self.rejected.num_rows:
            refused = counted(self.rejected.num_rows, "cell or row", "cells or rows")
            lines.append(f"  {refused} could not be read, for example:")
            for cell in self.rejected.slice(0, 3).to_pylist():
                lines.append(
                    f"    row {cell['row']}, {cell['column']}: {cell['value'][:60]!r}: {cell['why']}"
                )
        return lines


def read(path: str | Path, mapping: Mapping | None = None) -> ReadList:
    """Read the list at `path`; `mapping` says what its columns mean, else the headers are asked.

    Raises ListUnreadable or MappingInvalid with one sentence that says what to do.
    """
    path = Path(path)
    start = _first_bytes(path)
    with ThreadPoolExecutor(1) as beside:
        seal = beside.submit(_sha256, path)  # hashing releases the interpreter: it runs beside the reading
        source = _read_columns(path, start, mapping.headers() if mapping else [])
        mapping, notes = _meaning(path, source, mapping)
        found = people(source, mapping, path.name)
        sha256 = seal.result()
    return ReadList(
        path=path,
        table=found.table,
        original=found.source.table,
        mapping=mapping,
        rejected=found.rejected,
        sha256=sha256,
        rows_read=source.table.num_rows + len(source.rejected),
        notes=source.notes + notes + found.notes,
    )


def columns_of(path: str | Path) -> tuple[list[str], Guess]:
    """Return the headers of a list and what they seem to mean, without asking that it makes sense."""
    sample, guessed = beginning_of(path)
    return sample.column_names, guessed


def beginning_of(path: str | Path) -> tuple[pa.Table, Guess]:
    """Return the first rows of a list, in the file's own columns, and what its headers seem to mean."""
    path = Path(path)
    source = _read_columns(path, _first_bytes(path), [])
    headers = source.table.column_names
    if looks_like_person(headers):
        raise ListUnreadable(no_headers(path.name))
    sample = source.table.slice(0, _SAMPLE_ROWS)
    return sample, guess(headers, sample)


def _read_columns(path: Path, start: bytes, wanted: list[str]) -> Source:
    source = _source(path, start, wanted)
    if source.table.num_columns == 0:
        raise ListUnreadable(f"{path.name} has no columns. It should be a table with a header row.")
    return source


def _source(path: Path, start: bytes, wanted: list[str]) -> Source:
    if start.startswith(b"PAR1"):
        return read_parquet(path)
    if start.startswith((ZIP_START, OLE_START)):
        return read_spreadsheet(path, start, wanted)
    if starts_as_json(start):
        return read_records(path, start)
    if looks_like_pfif(start):
        return read_pfif(path)
    return read_delimited(path, start, wanted)


def _meaning(path: Path, source: Source, mapping: Mapping | None) -> tuple[Mapping, list[str]]:
    headers = source.table.column_names
    if mapping is None:
        guessed = guess(headers, source.table.slice(0, _SAMPLE_ROWS))
        for role, claimed in guessed.ambiguous.items():
            raise ListUnreadable(
                f"{path.name} has more than one column that may be the {role}: {', '.join(claimed)}. "
                f"Write `kintrace columns {path.name} > columns.toml`, keep one, and pass it with --mapping."
            )
        return guessed.mapping, guessed.notes
    for header in mapping.headers():
        if header not in headers:
            raise MappingInvalid(
                f'The mapping names a column "{header}" that {path.name} does not have. '
                f"Its columns are: {', '.join(headers)}."
            )
    unused = [header for header in headers if header not in mapping.headers()]
    return mapping, [f"Columns not used: {', '.join(unused)}."] if unused else []


def _first_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise ListUnreadable(f"{path} is a folder, not a list. Name a file in it.")
    if path.exists() and not path.is_file():  # a pipe or a device may never end
        raise ListUnreadable(
            f"{path} is a pipe or a device, not a file. Save the list to a file and name that."
        )
    try:
        with path.open("rb") as file:
            start = file.read(1 << 16)
    except FileNotFoundError:
        raise ListUnreadable(f"There is no file {path}. Check the name and the folder.") from None
    except OSError as error:
        raise ListUnreadable(f"{path} cannot be opened: {error.strerror}.") from None
    if not start:
        raise ListUnreadable(f"{path.name} is empty (0 bytes). Save the list again where it was made.")
    if not looks_like_pfif(start):
        refuse_foreign(path.name, start)
    return start


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
