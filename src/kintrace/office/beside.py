"""Processes beside the one that was started: each is started anew when it dies, and all end with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from kintrace.office import files

_PATIENCE = 10.0
"""Seconds that a process has to put away what it does."""
_PAUSE = 1.0
"""Seconds between two looks, and before one is started again: it may be one that cannot start."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A module of ours with its arguments, and the handle of a socket that is handed on to it."""

    words: Sequence[str]
    handle: int | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Start it; it ends when this process does, because its input ends then."""
        return subprocess.Popen(
            [sys.executable, "-m", *self.words],
            stdin=subprocess.PIPE,
            cwd=files.passing(),
            start_new_session=True,
            pass_fds=() if self.handle is None else (self.handle,),
        )


@contextmanager
def kept(every: Sequence[Beside]) -> Iterator[None]:
    """Keep processes alive until the block ends; then let each put away what it does."""
    over = Event()
    watchers = [Thread(target=_keep, args=(one, over), daemon=True) for one in every]
    for watcher in watchers:
        watcher.start()
    try:
        yield
    finally:
        over.set()
        for watcher in watchers:
            watcher.join()


def end_with_input() -> None:
    """Let this process end as SIGTERM would end it, when whoever holds its input open is gone."""
    Thread(target=_wait_for_the_end, daemon=True).start()


def _keep(one: Beside, over: Event) -> None:
    while not over.is_set():
        with one.start() as process:
            while process.poll() is None and not over.wait(_PAUSE):
                pass
            _end(process)
        over.wait(_PAUSE)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()


def _wait_for_the_end() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
