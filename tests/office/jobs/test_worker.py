"""The worker does a job and says how it ended, whatever happened."""

import errno

import pytest
from django.db import OperationalError

from kintrace.errors import ListUnreadable
from kintrace.office.accounts.models import Organisation
from kintrace.office.jobs import actions, worker
from kintrace.office.jobs.models import State
from kintrace.office.jobs.work import WORK

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(monkeypatch):
    """Ask for a work that the test gives as a function."""

    def asked(run):
        monkeypatch.setitem(WORK, "tried", run)
        office, _ = Organisation.objects.get_or_create(name="Family office")
        return actions.ask("tried", by=None, organisation=office)

    return asked


def ended(job):
    job.refresh_from_db()
    return job.state, job.said


def test_without_work_there_is_nothing_to_do():
    assert worker.work_once() is False


def test_work_that_is_done_says_what_it_found(ask):
    def run(job, tell):
        tell("reading", 0.5)
        return "12 records"

    job = ask(run)
    assert worker.work_once() is True
    assert ended(job) == (State.DONE, "12 records")
    assert (job.stage, job.done) == ("reading", 0.5)


def test_a_refusal_is_shown_as_it_stands(ask):
    def run(job, tell):
        raise ListUnreadable("The list has no names.")

    job = ask(run)
    assert worker.work_once() is True
    assert ended(job) == (State.FAILED, "The list has no names.")


def test_work_that_was_cancelled_ends_when_it_tells(ask):
    def run(job, tell):
        actions.cancel(job)
        tell("reading", 0.5)
        return "never said"

    job = ask(run)
    assert worker.work_once() is True
    assert ended(job) == (State.CANCELLED, "")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ZeroDivisionError("a name of somebody"), worker.FAULT),
        (OSError(errno.ENOSPC, "No space left on device"), worker.FULL),
        (OperationalError("database or disk is full"), worker.FULL),
    ],
)
def test_a_fault_marks_the_job_and_shows_nothing_of_what_it_was_about(ask, error, said):
    def run(job, tell):
        raise error

    job = ask(run)
    with pytest.raises(type(error)):
        worker.work_once()
    assert ended(job) == (State.FAILED, said)


def test_a_worker_that_has_to_stop_puts_its_job_back(ask):
    def run(job, tell):
        raise KeyboardInterrupt

    job = ask(run)
    with pytest.raises(KeyboardInterrupt):
        worker.work_once()
    assert ended(job) == (State.WAITING, "")
