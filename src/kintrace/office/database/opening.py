"""Open a SQLCipher file with the office's key. No Django here: files and backups use it too.

KINTRACE_KEY holds the key as 64 hexadecimal digits; without it the file is plain SQLite.
"""

import os
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as cipher

KEY = "KINTRACE_KEY"
DatabaseError = cipher.DatabaseError


def connect(path: str | Path, **options: Any) -> Any:
    """Open a file, and give the key before anything is read of it."""
    connection = cipher.connect(path, **options)
    key = os.environ.get(KEY, "")
    if key:
        connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is said in our own words
        connection.execute(f"PRAGMA key = \"x'{bytes.fromhex(key).hex()}'\"")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection
