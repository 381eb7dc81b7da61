"""Tell a full disk from any other trouble, whoever met it: Python, SQLite or PostgreSQL."""

import errno

from django.db import DatabaseError

_NUMBERS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_WORDS = ("disk is full", "disk full", "No space left", "could not extend file")


def means_full(error: BaseException | None) -> bool:
    """Tell whether an error, or what caused it, means that there is no room left."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NUMBERS:
            return True
        if isinstance(error, DatabaseError) and any(words in str(error) for words in _WORDS):
            return True
        error = error.__cause__
    return False
