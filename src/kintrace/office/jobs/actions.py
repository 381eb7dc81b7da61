"""Ask for work, hold it by a lease, tell how far it is, end it."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from kintrace.office.accounts.models import Member, Organisation
from kintrace.office.jobs.models import Job, State

LEASE = timedelta(seconds=30)
"""A worker that has not been heard of for so long is taken for dead."""

MOST_ATTEMPTS = 3


class Cancelled(Exception):
    """The job was asked to end."""


def ask(work: str, *, by: Member | None, organisation: Organisation, **arguments: Any) -> Job:
    """Put work on the table."""
    return Job.objects.create(work=work, by=by, organisation=organisation, arguments=arguments)


def ask_once(work: str, *, by: Member | None, organisation: Organisation, **arguments: Any) -> Job:
    """Put work on the table unless the same already waits there."""
    waiting = Job.objects.filter(
        work=work, organisation=organisation, arguments=arguments, state=State.WAITING
    ).first()
    return waiting or ask(work, by=by, organisation=organisation, **arguments)


def take() -> Job | None:
    """Take the oldest job that waits, or whose worker died; None when there is nothing to do."""
    now = timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, leased_until__lt=now)
    with transaction.atomic():
        waiting = Job.objects.filter(free).order_by("asked_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        job = waiting.first()
        if job is None:
            return None
        if job.attempts >= MOST_ATTEMPTS:
            end(job, State.FAILED, "The work ended three times without a result.")
            return None
        job.state, job.leased_until, job.attempts = State.RUNNING, now + LEASE, job.attempts + 1
        job.save(update_fields=["state", "leased_until", "attempts"])
        return job


def tell(job: Job, stage: str, done: float) -> None:
    """Say how far a job is and renew its lease; raises Cancelled when it was asked to end."""
    held = Job.objects.filter(id=job.id, state=State.RUNNING, attempts=job.attempts)
    if not held.update(stage=stage, done=done, leased_until=timezone.now() + LEASE):
        raise Cancelled
    if Job.objects.filter(id=job.id, cancel_asked=True).exists():
        raise Cancelled


def end(job: Job, state: State, said: str = "") -> None:
    """End a job."""
    job.state, job.said, job.ended_at, job.leased_until = state, said, timezone.now(), None
    job.save(update_fields=["state", "said", "ended_at", "leased_until"])


def cancel(job: Job) -> None:
    """Ask a job to end; one that waits ends at once."""
    if not Job.objects.filter(id=job.id, state=State.WAITING).update(
        state=State.CANCELLED, ended_at=timezone.now()
    ):
        Job.objects.filter(id=job.id, state=State.RUNNING).update(cancel_asked=True)
