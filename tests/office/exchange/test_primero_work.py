"""The work that opens cases: it says how many, and leaves out who has one."""

from kintrace.office.exchange import primero_work
from kintrace.office.jobs import actions as jobs
from kintrace.office.jobs.models import Job
from kintrace.office.tracing.models import PeopleList


def test_a_list_that_is_not_ready_opens_nothing(member):
    by = member()
    said = {"side": "requests", "name": "x", "source": "s", "legal_basis": "l"}
    one = PeopleList.objects.create(organisation=by.organisation, brought_by=by, **said)
    jobs.ask(primero_work_name(), by=by, organisation=by.organisation, list=one.pk)
    assert primero_work.open_cases(Job.objects.get(), lambda stage, done: None) == "Nothing to do."


def primero_work_name():
    from kintrace.office.exchange.primero_in import WORK

    return WORK


def test_the_work_is_known_to_the_worker():
    from kintrace.office.jobs.work import WORK

    assert primero_work_name() in WORK
