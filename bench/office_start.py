"""How long the README's command takes to the first page: `python -m bench.office_start`.

The project is cloned into an empty folder, and `make office` is run there until the office answers: once from
nothing (packages come from the cache of packages where they were installed before), then again.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PATIENCE = 600.0
"""Seconds for packages to be fetched, where none are kept."""


def until_it_answers(folder: Path) -> float:
    """Run `make office` in a clone, close the office when it answers; return the seconds that it took."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    with made(folder, port) as process:
        start = time.monotonic()
        while time.monotonic() < start + PATIENCE and process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/"):
                return time.monotonic() - start
            time.sleep(0.05)
    sys.exit("make office did not answer; run it by hand to see why.")


@contextmanager
def made(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run `make office`, without a browser, until the block ends."""
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ours = {"KINTRACE_HOME": str(folder.parent / "office"), "KINTRACE_PORT": str(port), "CI": "1"}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = ["make", "--silent", "office"]
    with subprocess.Popen(command, cwd=folder, env=plain | ours, start_new_session=True, **quiet) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)


def main() -> None:
    """Clone, open twice, and print both times."""
    above = Path(tempfile.mkdtemp(prefix="kintrace-bench-"))
    try:
        folder = above / "kintrace"
        subprocess.run(["git", "clone", "--quiet", str(PROJECT), str(folder)], check=True)
        print(f"from nothing to the first page: {until_it_answers(folder):.1f} s")
        print(f"the same command again: {until_it_answers(folder):.1f} s")
    finally:
        shutil.rmtree(above, ignore_errors=True)


if __name__ == "__main__":
    main()
