"""Read a spreadsheet (XLSX, XLS, ODS) through a child process that cannot harm this one."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa

from kintrace.errors import ListUnreadable
from kintrace.lists import sheet_child
from kintrace.lists.delimited import read_table
from kintrace.lists.foreign import refuse_document
from kintrace.lists.layout import Layout, layout_of
from kintrace.lists.source import Source

ZIP_START = b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")

MOST_UNPACKED_BYTES = 2 << 30
MOST_PARTS = 10_000
_STEEPEST = 200  # times; sheets shrink 5 to 50 times, bombs a thousand
_NEVER_A_BOMB = 64 << 20
_SECONDS = 300
_OUT_OF_TIME = 24  # SIGXCPU, which Windows does not have
_LONGEST_ROW = 4 << 20  # bytes of one row; the spreadsheet format allows 32,767 characters in a cell


def read_spreadsheet(path: Path, start: bytes, wanted: list[str]) -> Source:
    """Read the first visible sheet; `start` is the file's first bytes, `wanted` a mapping's headers."""
    notes: list[str] = []
    if start.startswith(ZIP_START):
        _check_archive(path, notes)
    elif _holds(path, _ENCRYPTED):
        raise _locked(path)
    elif _holds(path, _OLD_WORD):
        refuse_document(path.name, {"word/"})
    head, cells = _child(path)
    notes += _seen(head)
    beginning = cells[: 1 << 16].decode("utf-8", "ignore")
    layout = Layout(*layout_of(path.name, beginning, wanted, delimiters=(",",)), longest_line=_LONGEST_ROW)
    source = read_table(path.name, pa.BufferReader(cells), layout)
    return Source(source.table, source.rows, source.rejected, notes + source.notes)


def _check_archive(path: Path, notes: list[str]) -> None:
    """Refuse archives that are no spreadsheet, or unpack to more than any list, before unpacking them."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        refuse_document(path.name, set())
        raise ListUnreadable(
            f"{path.name} is a damaged spreadsheet. Copy it again, or save it as CSV."
        ) from None
    names = {part.filename for part in parts}
    refuse_document(path.name, names)
    if not any(name.startswith("xl/workbook") or name == "content.xml" for name in names):
        raise ListUnreadable(
            f"{path.name} is a ZIP archive, not a spreadsheet. Unpack it and name the list inside."
        )
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    steep = unpacked > _NEVER_A_BOMB and unpacked > _STEEPEST * max(packed, 1)
    if unpacked > MOST_UNPACKED_BYTES or steep or len(parts) > MOST_PARTS:
        raise ListUnreadable(
            f"{path.name} unpacks from {packed >> 10:,} kB to {unpacked >> 20:,} MB: more than any list "
            "of people, so it is not opened. If you trust it, save its sheet as CSV."
        )
    if any(name.startswith("xl/externalLinks/") for name in names):
        notes.append(
            "The workbook points to other files; they are not opened, the values saved last are used."
        )


def _child(path: Path) -> tuple[dict[str, Any], bytes]:
    command = [sys.executable, "-P", "-X", "utf8", sheet_child.__file__, str(path.resolve())]
    try:
        done = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ListUnreadable(
            f"{path.name} took more than {_SECONDS} s to open. Save its sheet as CSV."
        ) from None
    if done.returncode == 0:
        head, _, cells = done.stdout.partition(b"\n")
        return json.loads(head), cells
    why = _why(done)
    if why == "password":
        raise _locked(path)
    if why == "memory":
        raise ListUnreadable(
            f"{path.name} needs more than {sheet_child.MEMORY_BYTES >> 30} GB of memory to open: its cells "
            "are spread over a sheet far larger than a list of people. Save the list itself as CSV."
        )
    raise ListUnreadable(f"{path.name} cannot be read as a spreadsheet ({why}). Save its sheet as CSV.")


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what the child said of its end; one that was killed had reached a limit."""
    said = done.stderr.decode("utf-8", "replace").strip()
    last = said.rpartition("\n")[2]
    if done.returncode == -_OUT_OF_TIME:
        return f"it takes more than {sheet_child.CPU_SECONDS} s"
    if done.returncode < 0 or "MemoryError" in last:
        return "memory"
    try:
        return str(json.loads(last)["error"])
    except (ValueError, KeyError, TypeError):
        return last or f"the reader ended with {done.returncode}"


def _seen(head: dict[str, Any]) -> list[str]:
    notes = [f'Read from the sheet "{head["sheet"]}".']
    if head["others"]:
        notes[0] = f'Read from the sheet "{head["sheet"]}"; not read: {", ".join(head["others"])}.'
    if head["formulas"]:
        notes.append(f"Cells with formulas: {head['formulas']:,}; the values saved last are used.")
    if head["merged"]:
        notes.append(
            f"Merged cells: {head['merged']:,}. A cell merged over several rows speaks for each of them, "
            "unless these rows hold little of their own."
        )
    if head["without_value"]:
        notes.append(
            f"Formulas saved without a value, read as empty: {head['without_value']:,}. "
            "Open the file in a spreadsheet program and save it again."
        )
    return notes


def _locked(path: Path) -> ListUnreadable:
    return ListUnreadable(
        f"{path.name} is protected by a password. Open it, remove the password or save the sheet as CSV, "
        "and try again."
    )


def _holds(path: Path, mark: bytes) -> bool:
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            if mark in tail + chunk:
                return True
            tail = chunk[-len(mark) :]
    return False
