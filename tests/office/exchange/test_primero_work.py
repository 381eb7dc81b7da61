"""The work that opens cases: it says how many, and leaves out who has one."""

from django.utils import timezone
from office.exchange.retained import ago
from office.tracing.conftest import brought, import_now, imported

from kintrace.office.cases.models import Case
from kintrace.office.exchange import primero_work
from kintrace.office.jobs import actions as jobs
from kintrace.office.jobs import worker
from kintrace.office.jobs.models import Job, State
from kintrace.office.tracing.models import PeopleList

brought, import_now, imported = brought, import_now, imported  # fixtures of the room next door


def test_a_list_that_is_not_ready_opens_nothing(member):
    by = member()
    said = {"side": "requests", "name": "x", "source": "s", "legal_basis": "l"}
    one = PeopleList.objects.create(organisation=by.organisation, brought_by=by, **said)
    jobs.ask(primero_work_name(), by=by, organisation=by.organisation, list=one.pk)
    assert primero_work.open_cases(Job.objects.get(), lambda stage, done: None) == "Nothing to do."


def test_while_the_import_of_a_dead_worker_waits_for_another_the_cases_are_asked_for_again(member, brought):
    by = member()
    one = brought(by)
    Job.objects.filter(id=one.job_id).update(state=State.RUNNING, attempts=1, leased_until=ago(-1))
    jobs.ask(primero_work_name(), by=by, organisation=by.organisation, list=one.pk)
    assert worker.work_once()
    first, again = Job.objects.filter(work=primero_work_name()).order_by("id")
    assert first.said == "The list is still being imported. Cases are opened after that."
    assert (again.by, again.arguments, again.not_before > timezone.now()) == (by, {"list": one.pk}, True)
    assert not worker.work_once()
    Job.objects.filter(id=one.job_id).update(leased_until=ago(1))
    Job.objects.filter(id=again.pk).update(not_before=ago(1))
    while worker.work_once():
        pass
    again.refresh_from_db()
    assert (again.said, Case.objects.count()) == ("Cases opened: 3.", 3)


def test_a_list_that_was_withdrawn_opens_nothing_at_once_or_from_then_on(member, imported, monkeypatch):
    by = member()
    one = imported(by)
    job = jobs.ask(primero_work_name(), by=by, organisation=by.organisation, list=one.pk)
    monkeypatch.setattr(primero_work.jobs, "hold", lambda job: None)

    def withdraw_at_the_second(stage, done):
        if done:
            PeopleList.objects.update(withdrawn_at=timezone.now())

    assert primero_work.open_cases(job, withdraw_at_the_second) == "Cases opened: 1."
    assert primero_work.open_cases(job, lambda stage, done: None) == "Nothing to do."
    assert Case.objects.count() == 1


def primero_work_name():
    from kintrace.office.exchange.primero_in import WORK

    return WORK


def test_the_work_is_known_to_the_worker():
    from kintrace.office.jobs.work import WORK

    assert primero_work_name() in WORK
