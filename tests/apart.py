"""Run a command in processes of its own, and say what they cost whatever this process has cost so far.

The kernel lets the peak memory of a new program begin at that of the process which starts it, and one of
tests may hold hundreds of megabytes. So a small program stands between: it starts, waits and tells.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_BETWEEN = """
import os, resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
os.write(int(sys.argv[1]), f"{code} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}".encode())
"""


@dataclass(frozen=True)
class Cost:
    """What a command said and took. `code` is negative when a signal ended it; one process held `peak_mb`."""

    code: int
    out: str
    err: str
    seconds: float
    peak_mb: float


def run(command: Sequence[str], bound: Callable[[], None] | None = None) -> Cost:
    """Run the command to its end; `bound` is called first, in the process that starts it."""
    told, tell = os.pipe()
    start = time.perf_counter()
    try:
        between = [sys.executable, "-I", "-c", _BETWEEN, str(tell), *command]
        done = subprocess.run(
            between,
            capture_output=True,
            text=True,
            encoding="utf-8",
            pass_fds=[tell],
            preexec_fn=bound,
            check=True,
        )
    finally:
        os.close(tell)
    with os.fdopen(told) as pipe:
        code, peak_kb = pipe.read().split()
    return Cost(int(code), done.stdout, done.stderr, time.perf_counter() - start, int(peak_kb) / 1024)
