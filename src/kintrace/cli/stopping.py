"""Stop as Ctrl-C does when the system or a closed window asks for it, so that nothing half-made stays."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Each ends a program at once unless it is caught; Windows has no SIGHUP."""


class Stopped(KeyboardInterrupt):
    """A signal asked to stop; `code` is the exit code that a shell expects then."""

    def __init__(self, number: int) -> None:
        """Keep the code: 128 and the signal's number."""
        super().__init__()
        self.code = 128 + number


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise Stopped on a signal; what was set before comes back. A signal that is ignored stays ignored."""
    if current_thread() is not main_thread():  # only there may Python be told what to do
        yield
        return
    before = {one: signal.getsignal(one) for one in SIGNALS}
    caught = [one for one, was in before.items() if was != signal.SIG_IGN]

    def stop(number: int, _: FrameType | None) -> None:
        for one in caught:
            signal.signal(one, signal.SIG_IGN)  # a second one must not disturb the tidying up
        raise Stopped(number)

    for one in caught:
        signal.signal(one, stop)
    try:
        yield
    finally:
        for one in caught:
            signal.signal(one, before[one])
