"""Tell a full disk from any other trouble, whoever met it, and keep room to say so."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import DatabaseError

from kintrace.office.database import opening
from kintrace.office.home import home

SPARE_BYTES = 1 << 20

_NUMBERS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_WORDS = ("disk is full", "disk full", "No space left", "could not extend file")


def means_full(error: BaseException | None) -> bool:
    """Tell whether an error, or what it came of, means that there is no room left."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NUMBERS:
            return True
        if isinstance(error, DatabaseError | opening.DatabaseError) and any(
            words in str(error) for words in _WORDS
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def spare_room() -> Iterator[Path]:
    """Keep some room on the disk while work is done; remove the file, and its end can be stored in it."""
    path = home().folder / "room"
    with suppress(OSError):  # the disk is full already: then the work itself will say so
        path.write_bytes(bytes(SPARE_BYTES))
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
