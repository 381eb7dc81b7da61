"""Read a Parquet file, column by column, without touching a value."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kintrace.errors import ListUnreadable
from kintrace.lists.source import Source, row_numbers, unique_headers


def read_parquet(path: Path) -> Source:
    """Return the columns of the file; raise ListUnreadable when it is not whole."""
    try:
        with pq.ParquetFile(path) as file:  # unlike read_table, it can tell columns of one name apart
            table = file.read()
    except (pa.ArrowException, OSError) as error:
        raise ListUnreadable(
            f"{path.name} is not a whole Parquet file ({_first_line(error)}). Copy it again from its source."
        ) from None
    notes: list[str] = []
    table = table.rename_columns(unique_headers(table.column_names, notes))
    return Source(table, row_numbers(table.num_rows), notes=notes)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200].rstrip(".")
