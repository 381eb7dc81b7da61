"""What is due goes a portion at a time: whole portions, whatever happens between two."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from office.exchange.retained import ago, by, close, days_ago, decide, old, pair_of, periods
from office.tracing.conftest import brought, import_now, imported

from kintrace.office import files
from kintrace.office.accounts.models import Organisation
from kintrace.office.cases.models import Case
from kintrace.office.exchange import retention_queries as ask
from kintrace.office.exchange import retention_work
from kintrace.office.exchange.models import Erased, Erasure, Mark, Skeleton
from kintrace.office.exchange.retention_actions import Chosen, confirm, end_keeping, keep_list, set_period
from kintrace.office.jobs import worker
from kintrace.office.jobs.models import Job, State
from kintrace.office.journal.models import Entry
from kintrace.office.journal.queries import verify
from kintrace.office.registry.models import Child
from kintrace.office.spoken import spoken
from kintrace.office.tracing.models import Decision, PeopleList, Proposal, Record, RejectedCell
from kintrace.pfif import written_time

by, old = by, old  # fixtures of all tests of retention
brought, import_now, imported = brought, import_now, imported  # of the room next door
SAID = "Erased because their retention period was over: records {}, children {}. No longer due, and kept: {}."


class Killed(BaseException):
    """The worker dies."""


@pytest.fixture(autouse=True)
def unwiped(monkeypatch):
    """Leave the database's file as it is: a test is in a transaction."""
    monkeypatch.setitem(worker.WORK, "wipe", lambda job, tell: "Nothing to do.")


@pytest.fixture
def small(monkeypatch):
    """Portions of one, without a pause."""
    monkeypatch.setattr(retention_work, "PORTIONS", {"record": 1, "child": 1})
    monkeypatch.setattr(retention_work, "PAUSE_S", 0)


def confirmed(by, lists=(), children=()) -> Job:
    """Confirm that what is due goes; nothing else waits for the worker."""
    work_on()
    lists, children = [one.pk for one in lists], [one.pk for one in children]
    told = ask.going(by, lists, children).told
    return confirm(by=by, chosen=Chosen(lists, children, told, "Their time is over"))


def work(job: Job) -> str:
    """Work until the job has ended; return what it said."""
    while job.state in (State.WAITING, State.RUNNING):
        assert worker.work_once()
        job.refresh_from_db()
    return job.said


def work_on() -> None:
    while worker.work_once():
        pass


def of(one, number):
    return Record.objects.get(list=one, number=number, current=True)


def test_what_is_due_goes_with_its_pairs_and_leaves_no_mark(by, old, imported, full_case):
    with days_ago(1095):
        case = full_case(by)
        close(by, case)
    with days_ago(700):
        other = imported(by, side="located")
        decide(by, pair_of(by, of(old, "R-1"), of(other, "R-1")))
    job = confirmed(by, [old], [case.child])
    assert work(job) == SAID.format(3, 1, 0)
    assert not Record.objects.filter(list=old).exists()
    assert other.records.count() == 3
    assert not (Child.objects.exists() or Case.objects.exists())
    assert not (Proposal.objects.exists() or Decision.objects.exists())
    assert Skeleton.objects.filter(kind="decision").count() == 1
    assert not Mark.objects.exists()
    told = Erasure.objects.order_by("id").values_list("asked", "basis", "why", "by", "job")
    same = (False, "Their time is over", by.pk, job.pk)
    assert list(told) == [
        (same[0], "The retention period of records was over: 12 months.", *same[1:]),
        (same[0], "The retention period of children and their cases was over: 24 months.", *same[1:]),
    ]
    assert Entry.objects.filter(act="erased record", member=by).count() == 3
    assert Entry.objects.filter(act="erased child", member=by).count() == 1
    assert verify()[1] is None


def test_the_file_and_what_could_not_be_read_go_too(by, old):
    sha256 = old.sha256
    assert RejectedCell.objects.filter(list=old).exists()
    work(confirmed(by, [old]))
    work_on()
    old.refresh_from_db()
    assert (old.people, old.sha256) == (0, "")
    assert old.notes[-1] == (
        "The file was removed, because it names people whose retention period is over; its SHA-256 was "
        f"{sha256}."
    )
    assert not RejectedCell.objects.filter(list=old).exists()
    assert not files.kept(sha256)
    assert Job.objects.filter(work="wipe", state=State.DONE).count() == 1


def test_a_list_that_comes_again_brings_the_people_again(by, old, imported, brought, import_now):
    waits = PeopleList.objects.create(
        organisation=by.organisation, brought_by=by, side="requests", name="Again", sha256=old.sha256
    )
    work(confirmed(by, [old]))
    waits.refresh_from_db()
    assert (waits.state, files.kept(waits.sha256)) == ("brought", True)
    assert imported(by).records.count() == 3


@pytest.mark.parametrize("ended", ["brought", "failed", "cancelled", "importing"])
def test_a_list_that_was_never_imported_goes_with_its_file_when_its_time_is_over(by, brought, ended):
    periods(by)
    with days_ago(700):
        one, running = brought(by), brought(by, "ПІБ\nВигадана Віра\n")
    with days_ago(100):
        young = brought(by, "ПІБ\nВигадана Ганна\n")
    sha256 = one.sha256
    Job.objects.filter(pk=one.job_id).update(state=State.FAILED)
    Job.objects.filter(pk__in=[running.job_id, young.job_id]).update(
        state=State.RUNNING, leased_until=ago(-1)
    )
    PeopleList.objects.filter(pk=one.pk).update(state=ended)
    assert [(due.list, due.number) for due in ask.due_lists(by)] == [(one, 0)]
    keeping = keep_list(by=by, number=one.pk, until=timezone.localdate(ago(-30)), why="A court asked")
    assert ask.due_lists(by) == []
    end_keeping(by=by, number=keeping.pk)
    assert work(confirmed(by, [one])) == SAID.format(0, 0, 0)
    work_on()
    one.refresh_from_db()
    assert (one.state, one.sha256, files.kept(sha256)) == ("cancelled", "", False)
    told = Entry.objects.get(act="removed list file")
    assert (told.subject_id, told.member, told.why) == (one.pk, by, "Their time is over")
    assert ask.due_lists(by) == []


def test_each_portion_is_an_erasure_of_its_own(by, old, small):
    assert work(confirmed(by, [old])) == SAID.format(3, 0, 0)
    assert [one.counts for one in Erasure.objects.all()] == [{"record": 1}] * 3


def die_in_portion(monkeypatch, number: int) -> None:
    """Let the worker die at the end of a portion, before it is stored."""
    take_out, done = retention_work.take_out, []

    def dying(*args, **more):
        erasure = take_out(*args, **more)
        done.append(erasure)
        if len(done) == number:
            raise Killed
        return erasure

    monkeypatch.setattr(retention_work, "take_out", dying)


def test_a_worker_that_dies_leaves_whole_portions_and_the_next_goes_on(by, old, small, monkeypatch):
    job = confirmed(by, [old])
    with monkeypatch.context() as dead:
        die_in_portion(dead, 2)
        dead.setattr(worker.actions, "end", lambda *_: None)  # a dead worker says nothing
        with pytest.raises(Killed):
            worker.work_once()
    assert sorted(old.records.values_list("number", flat=True)) == ["R-2", "R-3"]
    assert (Erasure.objects.count(), Erased.objects.count()) == (1, 1)
    assert Entry.objects.filter(act="erased record").count() == 1
    work_on()  # its lease has not run out: nobody goes on with it
    assert old.records.count() == 2
    Job.objects.filter(id=job.pk).update(leased_until=ago(1))
    job.refresh_from_db()
    assert work(job) == SAID.format(3, 0, 0)
    assert job.attempts == 2
    assert not old.records.exists()
    assert Entry.objects.filter(act="erased record").count() == 3
    assert verify()[1] is None


def test_what_is_no_longer_due_stays_and_is_counted(by, old, imported, small):
    from kintrace.office.tracing.record_actions import correct

    with days_ago(700):
        other = imported(by, side="located")
    job = confirmed(by, [old])
    correct(by=by, number=of(old, "R-1").pk, people={"place": "Херсон"}, why="A document")
    decide(by, pair_of(by, of(old, "R-2"), of(other, "R-2")))
    assert work(job) == SAID.format(1, 0, 2)
    left = old.records.filter(current=True)
    assert sorted(left.values_list("number", flat=True)) == ["R-1", "R-2"]


def test_what_changes_between_two_portions_counts(by, old, small, monkeypatch):
    job = confirmed(by, [old])
    hold = retention_work.jobs.hold

    def holding(held):
        hold(held)
        if Erasure.objects.count() == 1:
            keep_list(by=by, number=old.pk, until=timezone.localdate(ago(-30)), why="A court asked")

    monkeypatch.setattr(retention_work.jobs, "hold", holding)
    assert work(job) == SAID.format(1, 0, 2)


@pytest.mark.parametrize(("months", "left"), [(None, 3), (36, 3), (6, 0)])
def test_the_period_of_the_hour_counts(by, old, months, left):
    job = confirmed(by, [old])
    set_period(by=by, kind="record", months=months)
    assert work(job) == SAID.format(3 - left, 0, left)
    assert old.records.count() == left


def test_a_case_that_another_organisation_has_taken_meanwhile_stays(by, full_case):
    periods(by)
    with days_ago(1095):
        case = full_case(by)
        close(by, case)
    job = confirmed(by, children=[case.child])
    Case.objects.update(held_by=Organisation.objects.create(name="Another"))
    assert work(job) == SAID.format(0, 0, 1)
    assert Child.objects.exists()


def test_a_job_that_is_stopped_leaves_what_it_has_not_reached(by, old, small, monkeypatch):
    from kintrace.office.exchange.retention_actions import stop

    job = confirmed(by, [old])
    take_out = retention_work.take_out

    def stopping(*args, **more):
        stop(by=by)
        return take_out(*args, **more)

    monkeypatch.setattr(retention_work, "take_out", stopping)
    work(job)
    assert (job.state, old.records.count()) == (State.CANCELLED, 2)


def test_a_job_of_nobody_does_nothing(organisation):
    job = Job.objects.create(
        work="retention", organisation=organisation, arguments={"record": [[1, 9]], "child": [], "why": "w"}
    )
    assert work(job) == "Nothing to do."


def test_a_portion_asks_as_many_questions_however_many_are_in_it(by, imported):
    periods(by)
    header = "№;ПІБ дитини;Дата народження\n"
    asked = []
    for people in (5, 50):
        rows = "".join(f"X{people}-{k};Вигаданчук Ганна;02.02.2012\n" for k in range(people))
        with days_ago(730):
            one = imported(by, header + rows)
        job = confirmed(by, [one])
        with CaptureQueriesContext(connection) as queries:
            work(job)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_files_go_unless_somebody_else_points_to_them(by, old, organisation):
    nobodys = files.keep(b"somebody")
    asked = {"files": [nobodys, old.sha256]}
    job = Job.objects.create(work="drop files", organisation=organisation, arguments=asked)
    assert work(job) == "Nothing of what was erased is left in the files."
    assert (files.kept(nobodys), files.kept(old.sha256)) == (False, True)


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_what_the_job_says_is_said_in_the_readers_language(language):
    said = [SAID.format("1,000", "2", "0"), "Nothing of what was erased is left in the files."]
    said += [basis.format(months=12) for basis in retention_work._BASIS.values()]
    with translation.override(language):
        assert [one for one in said if spoken(one) == one] == []


def test_a_record_of_pfif_goes_once_its_day_has_passed_and_says_so(by, old, imported):
    text = "person_record_id;full_name;expiry_date\nexample.org/1;Вигадана Олена;{}\n"
    with days_ago(20):
        one = imported(by, text.format(written_time(ago(10))))
    assert one.records.count() == 1
    job = confirmed(by, [old, one])
    assert work(job) == SAID.format(4, 0, 0)
    months = "The retention period of records was over: 12 months."
    passed = "The day had passed on which the records expire."
    assert {(erasure.basis, erasure.counts["record"]) for erasure in Erasure.objects.all()} == {
        (months, 3),
        (passed, 1),
    }
    with translation.override("uk"):
        assert spoken(passed) != passed
    assert imported(by, text.format(written_time(ago(1)))).records.count() == 0
