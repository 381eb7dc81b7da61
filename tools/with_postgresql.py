"""Run a command beside a PostgreSQL that lives as long as it does: `python tools/with_postgresql.py COMMAND`.

The command finds the address of an empty database in KINTRACE_TEST_DATABASE. Nothing listens on the
network: the server is reached through a socket in its own folder. PostgreSQL refuses to run as root, so
root starts it as the user `postgres`, whom Debian's package makes.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_DEBIAN = Path("/usr/lib/postgresql")


@contextmanager
def server() -> Iterator[str]:
    """Start a server with an empty database, yield its address, and leave nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="kintrace-pg-"))
    place = folder / "cluster"
    other = _who()
    if other:
        os.chown(folder, pwd.getpwnam(other["user"]).pw_uid, -1)
    # C.UTF-8, never C: there trigrams and capitals of Cyrillic letters are unknown.
    _run(
        "initdb",
        "-D",
        place,
        "--locale=C.UTF-8",
        "--encoding=UTF8",
        "--auth=trust",
        "-U",
        "office",
        "-N",
        **other,
    )
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    _run("pg_ctl", "-D", place, "-w", "-l", folder / "log", "-o", options, "start", **other)
    try:
        _run("createdb", "-h", folder, "-U", "office", "office")
        yield f"postgresql://office@/office?host={folder}"
    finally:
        _run("pg_ctl", "-D", place, "-m", "immediate", "stop", **other)
        shutil.rmtree(folder)


def _who() -> dict[str, Any]:
    alone = {"user": "postgres", "group": "postgres", "extra_groups": []}
    return alone if os.geteuid() == 0 else {}


def _run(program: str, *words: object, **who: Any) -> None:
    found = shutil.which(program) or max(map(str, _DEBIAN.glob(f"*/bin/{program}")), default=program)
    done = subprocess.run(
        [found, *map(str, words)], cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **who
    )
    if done.returncode:
        sys.exit(f"{program}: {done.stdout.decode(errors='replace')}")


if __name__ == "__main__":
    with server() as address:
        sys.exit(subprocess.call(sys.argv[1:], env={**os.environ, "KINTRACE_TEST_DATABASE": address}))
