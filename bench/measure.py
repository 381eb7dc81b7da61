"""Run one program and say what it cost: wall seconds, CPU seconds, peak memory.

CPU seconds are user + system of the whole process tree, from wait4 (a process that nobody waits for is not
counted). Peak memory is the highest sum of the resident sizes of all processes of the tree, looked at every
50 ms in /proc, and at least the highest mark that the kernel keeps for any one of them. (wait4's own figure
will not do: it starts from the memory of the process that starts the program, which is this one.)
"""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GLANCE_S = 0.05


@dataclass(frozen=True)
class Cost:
    """What one run cost. `exit_code` is negative when a signal ended it."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    exit_code: int
    timed_out: bool = False


def tree(root: int) -> list[int]:
    """Return the process ids of `root` and everything under it that is alive."""
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                waiting += [int(child) for child in task.read_text().split()]
            except OSError:  # it ended while we looked
                continue
    return found


def memory_kb(process: int) -> tuple[int, int]:
    """Return the resident size of one process and its highest so far, in KiB; zeros when it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0, 0
    found = dict(line.split(":", 1) for line in status.splitlines() if line.startswith(("VmRSS", "VmHWM")))
    now, highest = (int(found.get(name, "0 kB").split()[0]) for name in ("VmRSS", "VmHWM"))
    return now, highest


class _Watch(threading.Thread):
    """Look at the tree's memory until told to stop, and end it when its time is over."""

    def __init__(self, root: int, timeout_s: float) -> None:
        super().__init__(daemon=True)
        self.root, self.deadline = root, time.monotonic() + timeout_s
        self.peak_kb, self.timed_out, self.stop = 0, False, threading.Event()

    def run(self) -> None:
        while not self.stop.wait(GLANCE_S):
            seen = [memory_kb(process) for process in tree(self.root)]
            together = sum(now for now, _ in seen)
            self.peak_kb = max(self.peak_kb, together, *(highest for _, highest in seen))
            if time.monotonic() > self.deadline and not self.timed_out:
                self.timed_out = True
                os.killpg(self.root, signal.SIGKILL)


def run(command: Sequence[str], log: Path, env: Mapping[str, str], timeout_s: float = 3600) -> Cost:
    """Run `command` to its end in its own process group; its output goes to the file `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            list(command), stdout=out, stderr=subprocess.STDOUT, env=dict(env), start_new_session=True
        )
        watch = _Watch(process.pid, timeout_s)
        watch.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        except KeyboardInterrupt:  # it is in a group of its own and has not heard the key
            os.killpg(process.pid, signal.SIGKILL)
            raise
        wall = time.perf_counter() - started
    watch.stop.set()
    watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    return Cost(wall, cpu, watch.peak_kb / 2**10, process.returncode, watch.timed_out)
