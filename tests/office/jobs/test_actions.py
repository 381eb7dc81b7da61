"""Jobs are taken once, held by a lease, taken over when it ends, and given up after three attempts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kintrace.office.accounts.models import Organisation
from kintrace.office.jobs import actions
from kintrace.office.jobs.actions import Cancelled
from kintrace.office.jobs.models import Job, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Organisation.objects.create(name="Family office")


def ask(office, work="count", **arguments):
    return actions.ask(work, by=None, organisation=office, **arguments)


def let_the_lease_end(job):
    Job.objects.filter(id=job.id).update(leased_until=timezone.now() - timedelta(seconds=1))


def test_the_oldest_job_is_taken_first_and_only_once(office):
    first, second = ask(office, a=1), ask(office, a=2)
    assert [actions.take(), actions.take(), actions.take()] == [first, second, None]


def test_the_same_work_waits_only_once(office):
    one = actions.ask_once("match", by=None, organisation=office)
    assert actions.ask_once("match", by=None, organisation=office) == one
    actions.take()
    assert actions.ask_once("match", by=None, organisation=office) != one


def test_a_job_whose_worker_died_is_taken_over_and_the_dead_worker_cannot_end_it(office):
    ask(office)
    dead = actions.take()
    let_the_lease_end(dead)
    living = actions.take()
    assert (living.id, living.attempts) == (dead.id, 2)
    actions.end(dead, State.DONE, "said by a dead worker")
    with pytest.raises(Cancelled):
        actions.tell(dead, "reading", 0.5)
    living.refresh_from_db()
    assert (living.state, living.said, living.stage) == (State.RUNNING, "", "")


def test_a_job_is_given_up_after_three_attempts_and_the_next_one_is_taken(office):
    bad, good = ask(office, bad=True), ask(office)
    for _ in range(3):
        let_the_lease_end(actions.take())
    assert actions.take() == good
    bad.refresh_from_db()
    assert (bad.state, bad.said) == (State.FAILED, actions.GIVEN_UP)


def test_a_job_that_is_put_back_has_made_no_attempt(office):
    ask(office)
    actions.put_back(actions.take())
    assert actions.take().attempts == 1


def test_to_tell_renews_the_lease(office):
    ask(office)
    job = actions.take()
    let_the_lease_end(job)
    actions.tell(job, "a stage whose name is longer than the sixty letters there is room for", 0.25)
    job.refresh_from_db()
    assert (job.stage, job.done) == ("a stage whose name is longer than the sixty letters there is", 0.25)
    assert job.leased_until > timezone.now()
    assert actions.take() is None


def test_a_job_that_waits_is_cancelled_at_once(office):
    job = ask(office)
    actions.cancel(job)
    job.refresh_from_db()
    assert (job.state, actions.take()) == (State.CANCELLED, None)


def test_a_running_job_hears_that_it_is_cancelled_when_it_tells(office):
    ask(office)
    job = actions.take()
    actions.tell(job, "reading", 0.1)
    actions.cancel(job)
    with pytest.raises(Cancelled):
        actions.tell(job, "reading", 0.2)


def test_a_cancelled_job_whose_worker_died_is_not_taken_over(office):
    ask(office)
    job = actions.take()
    actions.cancel(job)
    let_the_lease_end(job)
    assert actions.take() is None
    job.refresh_from_db()
    assert job.state == State.CANCELLED


def test_a_job_that_ended_is_not_cancelled(office):
    ask(office)
    job = actions.take()
    actions.end(job, State.DONE, "3 records")
    actions.cancel(job)
    job.refresh_from_db()
    assert (job.state, job.said, job.cancel_asked) == (State.DONE, "3 records", False)
