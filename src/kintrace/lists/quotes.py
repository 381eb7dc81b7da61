"""Find quotation marks that are opened and never closed: they swallow whole rows into one cell.

A cell may hold line breaks of its own (an address on two lines). A swallowed row gives itself
away: it still has its delimiters, with no space after them, and the quotation mark that ends
the cell is really the opening one of another cell, so its partner is left over. Or the file
ends before the mark is closed.
"""

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kintrace.errors import ListUnreadable
from kintrace.lists.source import Cells, Column

_LINE_END = re.compile(r"\r\n|\r|\n")
_TAIL = 4096  # bytes


def check_quotes(path: Path, table: pa.Table, rows: Cells, delimiter: str, encoding: str) -> None:
    """Raise ListUnreadable with the row and column of the first cell that has swallowed others."""
    if not table.num_columns or not table.num_rows:
        return
    last = len(table) - 1
    open_at_end = not _ends_with_mark(path, encoding)
    for place, header in enumerate(table.column_names):
        column: Column = table.column(header)
        broken: Cells = pc.match_substring_regex(column, r"[\r\n]\s*\S")
        found: Cells = pc.indices_nonzero(broken)
        texts = column.filter(broken).to_pylist()
        for at, text in zip(found.to_pylist(), texts, strict=True):
            runs_out = open_at_end and at == last and place == table.num_columns - 1
            if runs_out or swallows(text, delimiter, table.num_columns - 1, place):
                raise unclosed(path.name, f'row {rows[at].as_py()}, column "{header}"', text)


def swallows(text: str, delimiter: str, delimiters: int, place: int = 0) -> bool:
    """Say whether the text of one cell, in column `place`, holds other rows of `delimiters` delimiters.

    >>> swallows("Лис Яна,2012\\n2,Бо Олег,2013\\n3,Коваль Петро,2014\\n4,Мороз Ганна\\"", ",", 2, 1)
    True
    >>> swallows("м. Київ,\\nвул. Миру, 5", ",", 2, 1)
    False
    """
    first, *others = [_tight(line, delimiter) for line in _LINE_END.split(text.strip())]
    if not others or not delimiters:
        return False
    whole = others.count(delimiters)
    rest = first == delimiters - place
    if text.count('"') % 2:
        return any(others) or (rest and first > 0)
    return whole >= 2 or (whole >= 1 and rest and delimiters >= 3)


def unclosed(name: str, where: str, text: str) -> ListUnreadable:
    """Return the refusal of a list whose cell `where` runs on over other rows."""
    lines = len(_LINE_END.split(text.strip()))
    return ListUnreadable(
        f"{name}, {where}, runs on over {lines:,} lines: a quotation mark is opened there and never closed. "
        "Close it or take it away, or save the sheet as XLSX."
    )


def _tight(line: str, delimiter: str) -> int:
    """Count the delimiters that no space follows: commas of a sentence have one."""
    return len(re.findall(re.escape(delimiter) + r"(?! )", line))


def _ends_with_mark(path: Path, encoding: str) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        return file.read().decode(encoding, "ignore").rstrip().endswith('"')
