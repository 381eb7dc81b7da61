"""The work that opens cases: it says how many, and leaves out who has one."""

from django.utils import timezone
from office.tracing.conftest import brought, import_now, imported

from kintrace.office.cases.models import Case
from kintrace.office.exchange import primero_work
from kintrace.office.jobs import actions as jobs
from kintrace.office.jobs.models import Job
from kintrace.office.tracing.models import PeopleList

brought, import_now, imported = brought, import_now, imported  # fixtures of the room next door


def test_a_list_that_is_not_ready_opens_nothing(member):
    by = member()
    said = {"side": "requests", "name": "x", "source": "s", "legal_basis": "l"}
    one = PeopleList.objects.create(organisation=by.organisation, brought_by=by, **said)
    jobs.ask(primero_work_name(), by=by, organisation=by.organisation, list=one.pk)
    assert primero_work.open_cases(Job.objects.get(), lambda stage, done: None) == "Nothing to do."


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
