"""The kinds of work there are; each app tells its own when it is ready."""

from collections.abc import Callable

from kintrace.office.jobs.models import Job

Tell = Callable[[str, float], None]
"""Told the stage and the share of it that is done; raises Cancelled when the job was asked to end."""

Work = Callable[[Job, Tell], str]
"""Does a job and returns one sentence on what it found. A KintraceError it raises is shown as it stands."""

WORK: dict[str, Work] = {}

SWEEPS: list[Callable[[], None]] = []
"""What a worker does before its first job: remove what dead ones left."""


def register(name: str, work: Work) -> None:
    """Make a kind of work known."""
    WORK[name] = work
