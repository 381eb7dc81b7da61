"""Ask for work, hold it by a lease, tell how far it is, end it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from kintrace.office.accounts.models import Member, Organisation
from kintrace.office.jobs.models import Job, State

LEASE = timedelta(seconds=30)
"""A worker that has not been heard of for so long is taken for dead."""

MOST_ATTEMPTS = 3
GIVEN_UP = "The work ended three times without a result."


class Cancelled(Exception):
    """The job was asked to end, or another worker holds it now: whoever works on it stops."""


def ask(work: str, *, by: Member | None, organisation: Organisation, **arguments: Any) -> Job:
    """Put work on the table."""
    return ask_later(work, None, by=by, organisation=organisation, **arguments)


def ask_later(
    work: str, after: datetime | None, *, by: Member | None, organisation: Organisation, **arguments: Any
) -> Job:
    """Put work on the table that is not begun before a time."""
    return Job.objects.create(
        work=work, by=by, organisation=organisation, arguments=arguments, not_before=after
    )


def ask_once(work: str, *, by: Member | None, organisation: Organisation, **arguments: Any) -> Job:
    """Put work on the table unless the same already waits there."""
    waiting = Job.objects.filter(
        work=work, organisation=organisation, arguments=arguments, state=State.WAITING
    ).first()
    return waiting or ask(work, by=by, organisation=organisation, **arguments)


def take() -> Job | None:
    """Take the oldest job that waits, or whose worker died; None when there is nothing to do."""
    while _free().exists():  # a look costs nothing; taking keeps other writers out
        with transaction.atomic():
            free = _free().order_by("asked_at", "id")
            if connection.features.has_select_for_update_skip_locked:
                free = free.select_for_update(skip_locked=True)
            job = free.first()
            if job is None:  # another worker was faster
                return None
            if job.cancel_asked:
                end(job, State.CANCELLED)
            elif job.attempts >= MOST_ATTEMPTS:
                end(job, State.FAILED, GIVEN_UP)
            else:
                job.state, job.leased_until, job.attempts = State.RUNNING, _later(), job.attempts + 1
                job.save(update_fields=["state", "leased_until", "attempts"])
                return job
    return None


def tell(job: Job, stage: str, done: float) -> None:
    """Say how far a job is and renew its lease; raises Cancelled when it was asked to end."""
    held = _held(job).filter(cancel_asked=False)
    if not held.update(stage=stage[:60], done=done, leased_until=_later()):
        raise Cancelled


def hold(job: Job) -> None:
    """Keep a job ours until the transaction ends; raises Cancelled when it is not, or was asked to end."""
    if _held(job).filter(cancel_asked=False).select_for_update().first() is None:
        raise Cancelled


def end(job: Job, state: State, said: str = "") -> None:
    """End a job, unless another worker holds it now."""
    _held(job).update(state=state, said=said, ended_at=timezone.now(), leased_until=None)


def put_back(job: Job) -> None:
    """Put a job that was taken back on the table, because its worker has to stop; this was no attempt."""
    _held(job).update(state=State.WAITING, leased_until=None, attempts=F("attempts") - 1)


def cancel(job: Job) -> None:
    """Ask a job to end; one that waits ends at once."""
    found = Job.objects.filter(id=job.id)
    if not found.filter(state=State.WAITING).update(state=State.CANCELLED, ended_at=timezone.now()):
        found.filter(state__in=[State.RUNNING, State.WAITING]).update(cancel_asked=True)


def _free() -> QuerySet[Job]:
    now = timezone.now()
    died = Q(state=State.RUNNING, leased_until__lt=now)
    due = Q(not_before__isnull=True) | Q(not_before__lte=now)
    return Job.objects.filter((Q(state=State.WAITING) & due) | died)


def _held(job: Job) -> QuerySet[Job]:
    """The job while it is running in our hands: each taking counts one attempt more."""
    return Job.objects.filter(id=job.id, state=State.RUNNING, attempts=job.attempts)


def _later() -> Any:
    return timezone.now() + LEASE
