"""The worker: take a job, do it, say how it ended. `python -m kintrace.office.jobs` is its process.

A job that ends in a fault is marked as failed, and the fault ends the worker too: whoever started it
starts another. A worker that is killed leaves a lease, and when that runs out the job is taken over. So a
work may run twice: what it writes, it writes in one transaction, or so that doing it again changes nothing.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Event, Thread

from django.db import OperationalError, connection

from kintrace.errors import KintraceError
from kintrace.office.full import means_full, spare_room
from kintrace.office.jobs import actions
from kintrace.office.jobs.actions import Cancelled
from kintrace.office.jobs.models import Job, State
from kintrace.office.jobs.work import SWEEPS, WORK

FAULT = (
    "This is a fault in Kintrace, not in what you gave it. Nothing of this work was kept. Please report it."
)
FULL = "The disk is full. Nothing of this work was kept; make room and start it again."
POLL, PULSE = 0.5, 1.0
"""Seconds between looks for work, and between two signs of life while there is some."""

_RENEW = 10.0


class Holding:
    """A job in our hands: how far it is, and whether it still is ours."""

    def __init__(self, job: Job) -> None:
        """Hold a job that was taken."""
        self.job = job
        self.lost = self._beating = False
        self._told = self._written = ("", 0.0)
        self._renewed = time.monotonic()

    def tell(self, stage: str, done: float) -> None:
        """Keep how far the job is; raises Cancelled when it was asked to end. Cheap enough for each row."""
        self._told = (stage, done)
        if not self._beating:
            self._renew()
        if self.lost:
            raise Cancelled

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Give signs of life from a thread of its own, also while the work computes without telling.

        It has a connection of its own: in the middle of the work's transaction others see how far it is.
        (Not in the embedded database, where one writes at a time: there it is seen before and after.)
        """
        over = Event()
        self._beating = True
        thread = Thread(target=self._beat, args=(over,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
            self._beating = False

    def _beat(self, over: Event) -> None:
        try:
            while not over.wait(PULSE) and not self.lost:
                if self._told != self._written or time.monotonic() - self._renewed > _RENEW:
                    self._try()
                else:
                    self.lost = Job.objects.filter(id=self.job.id, cancel_asked=True).exists()
        finally:
            connection.close()

    def _try(self) -> None:
        try:
            self._renew()
        except OperationalError:
            connection.close()  # the work itself is writing; the next beat tries again

    def _renew(self) -> None:
        told = self._told
        try:
            actions.tell(self.job, *told)
        except Cancelled:
            self.lost = True
        self._written, self._renewed = told, time.monotonic()


def work_once(*, beating: bool = False) -> bool:
    """Take one job and do it; tell whether there was one. A fault is raised after the job is marked."""
    job = actions.take()
    if job is None:
        return False
    with spare_room() as room:
        _do(job, room, beating)
    return True


def _do(job: Job, room: Path, beating: bool) -> None:
    holding = Holding(job)
    try:
        with holding.beating() if beating else nullcontext():
            said = WORK[job.work](job, holding.tell)
    except Cancelled:
        actions.end(job, State.CANCELLED)
    except KintraceError as error:
        actions.end(job, State.FAILED, str(error))
    except KeyboardInterrupt:
        actions.put_back(job)
        raise
    except BaseException as error:
        room.unlink(missing_ok=True)
        actions.end(job, State.FAILED, FULL if means_full(error) else FAULT)
        raise
    else:
        actions.end(job, State.DONE, said)


def _swept(sweep: Callable[[], None]) -> None:
    """Remove what dead workers left; a full disk is no reason not to work: the next worker tries again."""
    try:
        sweep()
    except OperationalError as error:
        if not means_full(error):
            raise


def work(stop: Event) -> None:
    """Do jobs until told to stop."""
    for sweep in SWEEPS:
        _swept(sweep)
    while not stop.is_set():
        if not work_once(beating=True):
            stop.wait(POLL)
