"""Files of the office, each kept under the SHA-256 of what it holds.

What somebody called a file is text to show, never a path. A file is for its owner alone, and is there whole or
not at all.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kintrace.office.home import home


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept: its SHA-256 and how long it is."""

    sha256: str
    size: int


class TooLong(Exception):
    """What came in is longer than was allowed."""


def keep(pieces: Iterable[bytes], most_bytes: int) -> Kept:
    """Write pieces to the disk and return under which seal they stand; raises TooLong and keeps nothing."""
    home().make()
    seal, size = hashlib.sha256(), 0
    number, name = tempfile.mkstemp(prefix="coming-", dir=home().files)  # readable to its owner alone
    try:
        with os.fdopen(number, "wb") as file:
            for piece in pieces:
                size += len(piece)
                if size > most_bytes:
                    raise TooLong
                seal.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(where(seal.hexdigest()))
    finally:
        Path(name).unlink(missing_ok=True)
    return Kept(seal.hexdigest(), size)


def where(sha256: str) -> Path:
    """Return where a file with this seal stands, or would.

    >>> where("../../etc/passwd")
    Traceback (most recent call last):
    ValueError: not a SHA-256
    """
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256")
    return home().files / sha256


def drop(sha256: str) -> None:
    """Remove a file that nothing points to."""
    where(sha256).unlink(missing_ok=True)
