"""Files of the office: lists as they were brought, and photos, each under its SHA-256 and encrypted.

A file is kept as a SQLCipher database with one table, so it is sealed by the office's own key, page by
page, with nothing that we would have invented. Who needs a plain file for a moment borrows one from a
folder in memory, where the machine has that (Linux); it is gone when the lender is.
"""

import hashlib
import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from kintrace.errors import OfficeRefused
from kintrace.office.database.opening import connect
from kintrace.office.home import home

_CHUNK = 1 << 20
_GONE = "The file is not in the office's folder any more. Put it back from a backup."

POINTED_TO_BY: list[Callable[[Collection[str]], set[str]]] = []
"""Say to which of some files something that is stored points; the apps that store such things add to it."""


class FileGone(OfficeRefused, FileNotFoundError):
    """A file that something points to is not here."""


def keep(content: bytes | IO[bytes]) -> str:
    """Keep a file, once however often it is brought; returns its SHA-256."""
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    handle, name = tempfile.mkstemp(prefix=".new-", dir=home().files)
    os.close(handle)
    new = Path(name)
    try:
        sha256 = pack(new, source)
        with new.open("rb") as file:
            os.fsync(file.fileno())
        new.replace(_path(sha256))
    finally:
        new.unlink(missing_ok=True)
    return sha256


def pack(path: Path, source: IO[bytes]) -> str:
    """Write a file's content, encrypted, into a file of ours; returns the SHA-256 of the content."""
    seal = hashlib.sha256()
    with closing(connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")  # whoever keeps it syncs it once, whole
        database.execute("BEGIN")
        database.execute("CREATE TABLE piece (number INTEGER PRIMARY KEY, content BLOB NOT NULL)")
        while piece := source.read(_CHUNK):
            seal.update(piece)
            database.execute("INSERT INTO piece (content) VALUES (?)", [piece])
        database.execute("COMMIT")
    return seal.hexdigest()


def all_kept() -> list[Path]:
    """Return every file of ours."""
    return sorted(path for path in home().files.iterdir() if len(path.name) == 64)


def kept(sha256: str) -> bool:
    """Tell whether a file is here."""
    return _path(sha256).exists()


def drop(sha256: str) -> None:
    """Remove a file that nothing points to."""
    _path(sha256).unlink(missing_ok=True)


def drop_if_nobodys(sha256: str) -> None:
    """Remove a file to which nothing points any more."""
    drop_nobodys([sha256])


def drop_nobodys(some: Collection[str]) -> None:
    """Remove those of some hundred files to which nothing points any more."""
    for sha256 in set(some).difference(*(pointed(some) for pointed in POINTED_TO_BY)):
        drop(sha256)


def pieces(sha256: str) -> Iterator[bytes]:
    """Return a file's content, a megabyte at a time; raises FileGone when it is not here."""
    if not kept(sha256):
        raise FileGone(_GONE)
    return unpack(_path(sha256))


def unpack(path: Path) -> Iterator[bytes]:
    """Return the content of a file of ours, a megabyte at a time."""
    with closing(connect(path)) as database:
        for (piece,) in database.execute("SELECT content FROM piece ORDER BY number"):
            yield piece


def read(sha256: str) -> bytes:
    """Return a file's content."""
    return b"".join(pieces(sha256))


@contextmanager
def lend(sha256: str, name: str = "file") -> Iterator[Path]:
    """Lend a plain file for as long as the block lasts, under its own name: readers speak of it."""
    folder = Path(tempfile.mkdtemp(dir=passing()))
    try:
        path = folder / (re.sub(r"[^\w. -]", "_", Path(name).name)[-60:].lstrip(".") or "file")
        with path.open("wb") as file:
            file.writelines(pieces(sha256))
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def passing() -> Path:
    """Return the folder for what is plain for a moment: in memory, where there is such a folder."""
    memory = Path("/dev/shm")
    folder = home().folder / "passing"
    if os.access(memory, os.W_OK):
        place = hashlib.sha256(os.fsencode(home().folder.resolve())).hexdigest()[:16]
        folder = memory / f"kintrace-{os.getuid()}-{place}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def sweep() -> None:
    """Remove what a killed process left in passing."""
    for left in passing().iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    for half in home().files.glob(".new-*"):
        half.unlink()


def _path(sha256: str) -> Path:
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("This is no SHA-256.")
    return home().files / sha256
