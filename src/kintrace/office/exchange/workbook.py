"""Write rows as a spreadsheet (XLSX), row by row in little memory; no cell of it runs.

Every text is a text cell, whatever it begins with. One that a program could take for a formula, once somebody
edits the cell or saves the sheet as CSV, is marked as text too.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kintrace.lists import safe_cell
from kintrace.office import files
from kintrace.office.sheets import Cell

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_CELL = 32_767  # letters; Excel's own limit
_WIDEST = 40
_CHUNK = 1 << 16


def pieces(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Return the spreadsheet piece by piece; what it needs meanwhile is kept where plain files pass by."""
    folder = Path(tempfile.mkdtemp(dir=files.passing()))
    try:
        path = folder / "sheet.xlsx"
        _write(path, [str(cell) for cell in header], rows)
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    import xlsxwriter  # it loads slowly, and few ask for it

    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    options |= dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet()
        heading, text = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        for column, cell in enumerate(header):
            sheet.set_column(column, column, min(max(len(cell) + 2, 12), _WIDEST))
        sheet.freeze_panes(1, 0)
        for column, cell in enumerate(header):
            sheet.write_string(0, column, cell, heading)
        for at, row in enumerate(rows, 1):
            for column, one in enumerate(row):
                if not isinstance(one, str):
                    sheet.write_number(at, column, one)
                elif one:
                    said = one[:_LONGEST_CELL]
                    sheet.write_string(at, column, said, text if safe_cell(said) != said else None)
