"""Write rows as a sheet that any spreadsheet program opens: CSV, in UTF-8 with its mark.

Text that a program would run as a formula gets an apostrophe before it (kintrace.lists.safe_cell); numbers
that the office itself worked out stay numbers, be they below zero.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeAlias

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override

from kintrace.lists import safe_cell

Cell: TypeAlias = str | int | float
TYPE = "text/csv; charset=utf-8"
_MARK = "\ufeff"
_AT_ONCE = 500  # rows


def pieces(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Return the sheet piece by piece; rows are made as they are needed, in the language of the caller."""
    return _pieces(chain([header], rows), get_language() or "en")


def answer(content: Iterator[bytes], name: str) -> StreamingHttpResponse:
    """Return the answer that hands a sheet out, never to be shown in the browser."""
    response = StreamingHttpResponse(content, content_type=TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _pieces(rows: Iterator[Sequence[Cell]], language: str) -> Iterator[bytes]:
    begin = _MARK
    while True:
        with override(language):  # not around the yield: between pieces others speak in this thread
            written = _written(islice(rows, _AT_ONCE))
        if not written:
            return
        yield (begin + written).encode()
        begin = ""


def _written(rows: Iterable[Sequence[Cell]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([_safe(cell) for cell in row] for row in rows)
    return file.getvalue()


def _safe(cell: Cell) -> Cell:
    return safe_cell(cell) if isinstance(cell, str) else cell
