import hashlib
import json
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from kintrace.errors import ListUnreadable
from kintrace.office import files
from kintrace.office.jobs import worker
from kintrace.office.jobs.actions import Cancelled
from kintrace.office.jobs.models import Job
from kintrace.office.journal.models import Entry
from kintrace.office.spoken import spoken
from kintrace.office.tracing import importing, list_actions, list_queries, search
from kintrace.office.tracing.may import all_records
from kintrace.office.tracing.models import NameKey, PeopleList, Record, RejectedCell

TWO_COLUMNS = "Прізвище,Ім'я\nШевченко,Олена\n"


def test_a_list_becomes_records_as_written_and_as_read(member, imported):
    by = member()
    one = imported(by)
    first, second, third = Record.objects.filter(list=one).order_by("row")
    assert first.as_written == {
        "№": "R-1",
        "ПІБ дитини": "Шевченко Олена Іванівна",
        "Дата народження": "07.03.2015",
        "Стать": "ж",
        "Місце народження": "м. Маріуполь, Донецька обл.",
        "Мати": "Шевченко Марія Петрівна",
        "Заклад": "",
    }
    assert first.people == {
        "id": "R-1",
        "name": "Шевченко Олена Іванівна",
        "birth": "2015-03-07",
        "sex": "f",
        "place": "м. Маріуполь, Донецька обл.",
        "mother": "Шевченко Марія Петрівна",
    }
    assert (first.number, first.name, first.birth, first.sex) == (
        *("R-1", "Шевченко Олена Іванівна", "2015-03-07", "f"),
    )
    assert (second.birth, second.people["facility"]) == ("", "Лікарня № 4")
    assert (third.row, third.current, third.side, third.organisation) == (
        3,
        True,
        "requests",
        by.organisation,
    )


def test_what_could_not_be_read_is_kept_with_its_reason(member, imported):
    one = imported(member())
    cell = RejectedCell.objects.get(list=one)
    assert (cell.row, cell.column, cell.value) == (2, "Дата народження", "31.02.2014")
    assert cell.why


def test_the_list_is_ready_and_a_match_is_asked_for(member, imported):
    one = imported(member())
    assert (one.state, one.rows_read) == ("ready", 3)
    assert [job.work for job in Job.objects.order_by("id")] == ["import list", "match"]
    assert [entry.act for entry in Entry.objects.order_by("number")] == [
        *("brought list", "confirmed columns", "imported list"),
    ]


def test_the_journal_says_who_had_the_list_imported_not_who_brought_it(member, brought, import_now):
    one, colleague = brought(member()), member()
    Job.objects.filter(id=one.job.id).update(by=colleague)
    one.job.refresh_from_db()
    import_now(one)
    assert Entry.objects.get(act="imported list").member == colleague


def test_a_name_in_columns_is_found_by_its_parts(member, imported):
    one = imported(member(), TWO_COLUMNS)
    record = Record.objects.get(list=one)
    assert record.name == "Шевченко Олена"
    assert set(NameKey.objects.values_list("key", flat=True)) == {"sWVQNK", "sALN", "gОлена"}


def test_facts_are_sealed_without_the_number_and_the_place_of_recording():
    people = {"id": "7", "name": "Олена", "facility": "Лікарня"}
    seal = hashlib.sha256(json.dumps({"name": "Олена"}).encode()).hexdigest()
    assert importing.facts_of(people) == seal


NOTHING = (0, 0, 0)


def stored():
    return Record.objects.count(), NameKey.objects.count(), RejectedCell.objects.count()


def ask_to_cancel(one):
    Job.objects.filter(id=one.job.id).update(cancel_asked=True)


def in_portions_of_one(monkeypatch, after):
    """Write one record at a time, and do something `after` each."""
    write = importing.write_rows
    monkeypatch.setattr(importing, "BATCH", 1)
    monkeypatch.setattr(importing, "write_rows", lambda one, rows: (write(one, rows), after(rows[0].row)))


def test_a_cancellation_between_two_portions_leaves_nothing(
    member, brought, import_now, monkeypatch, django_capture_on_commit_callbacks
):
    one = brought(member())
    in_portions_of_one(monkeypatch, lambda row: row == 2 and ask_to_cancel(one))
    sha256 = one.sha256
    with pytest.raises(Cancelled), django_capture_on_commit_callbacks(execute=True):
        import_now(one)
    assert (one.state, stored()) == ("cancelled", NOTHING)
    assert (one.sha256, files.kept(sha256)) == ("", False)


def test_nobody_sees_a_record_before_all_are_there(member, brought, import_now, monkeypatch):
    by, seen = member(), []
    one = brought(by)

    def look(row):
        found = len(search.find(by, "Шевченко Олена").found), list_queries.counted(one)["people"]
        seen.append((row, Record.objects.count(), all_records().count(), *found))

    in_portions_of_one(monkeypatch, look)
    import_now(one)
    assert seen == [(1, 1, 0, 0, 0), (2, 2, 0, 0, 0), (3, 3, 0, 0, 0)]
    assert (all_records().count(), len(search.find(by, "Шевченко Олена").found)) == (3, 1)


def test_who_lost_the_job_to_another_worker_writes_nothing_more(member, brought, import_now, monkeypatch):
    one = brought(member())
    lose = Job.objects.filter(id=one.job.id)
    in_portions_of_one(monkeypatch, lambda row: row == 2 and lose.update(attempts=7))
    with pytest.raises(Cancelled):
        import_now(one)
    assert (one.state, Record.objects.count()) == ("importing", 2)
    monkeypatch.undo()
    one.job.refresh_from_db()
    assert import_now(one) == "3 people in 3 rows."
    assert (one.state, Record.objects.count(), RejectedCell.objects.count()) == ("ready", 3, 1)


def test_what_a_dead_worker_left_of_a_list_that_was_given_up_is_swept_away(
    member, brought, imported, import_now, monkeypatch
):
    whole, one = imported(member()), brought(member())

    def die(row):
        raise MemoryError

    in_portions_of_one(monkeypatch, lambda row: row == 2 and die(row))
    with pytest.raises(MemoryError):
        import_now(one)
    importing.sweep()
    assert Record.objects.filter(list=one).count() == 1  # the second was undone
    PeopleList.objects.filter(id=one.id).update(state="failed")
    importing.sweep()
    assert (Record.objects.filter(list=one).count(), Record.objects.filter(list=whole).count()) == (0, 3)


def test_records_of_a_list_that_is_ready_cannot_be_removed(member, imported):
    imported(member())
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        Record.objects.all()._raw_delete("default")
    assert Record.objects.count() == 3


def test_an_import_that_was_begun_again_is_not_ended_by_the_first(member, brought):
    one = brought(member())
    first = one.job
    Job.objects.filter(id=first.id).update(state="failed")
    again = list_actions.confirm_columns(by=one.brought_by, number=one.id, columns={"name": ["ПІБ дитини"]})
    importing._end(first, again, "failed", [])
    again.refresh_from_db()
    assert (again.state, again.job.state) == ("importing", "waiting")


def test_what_an_import_begun_again_has_written_is_not_removed_by_the_first(
    member, brought, import_now, monkeypatch
):
    one = brought(member())
    in_portions_of_one(monkeypatch, lambda row: row == 2 and ask_to_cancel(one))
    remove, again = importing._remove_some, []

    def remove_and_begin_again(first, part):
        gone = remove(first, part)
        if gone and part is Record and not again:
            Job.objects.filter(id=one.job.id).update(state="cancelled")
            again.append(
                list_actions.confirm_columns(
                    by=one.brought_by, number=one.id, columns={"name": ["ПІБ дитини"]}
                )
            )
        return gone

    monkeypatch.setattr(importing, "_remove_some", remove_and_begin_again)
    with pytest.raises(Cancelled):
        import_now(one)
    assert (one.state, one.job, Record.objects.count()) == ("importing", again[0].job, 1)
    monkeypatch.undo()
    assert import_now(one) == "3 people in 3 rows."


def test_a_worker_that_lost_its_job_removes_nothing_more(member, brought):
    one = brought(member())
    Job.objects.filter(id=one.job.id).update(state="running", attempts=7)
    with pytest.raises(Cancelled):
        importing.clear(one, one.job)


def test_a_list_of_which_somebody_is_missing_is_not_shown(member, brought, import_now, monkeypatch):
    one, write = brought(member()), importing.write_rows
    monkeypatch.setattr(importing, "write_rows", lambda one, rows: write(one, rows[1:]))
    with pytest.raises(ListUnreadable) as raised:
        import_now(one)
    assert (one.state, one.notes, stored()) == ("failed", [str(raised.value)], NOTHING)
    assert one.notes == [
        "requests.csv was not stored whole: records stored 2, people read 3. Import the list again."
    ]
    with translation.override("uk"):
        assert spoken(one.notes[0]) == (
            "requests.csv збережено не повністю: записів збережено 2, людей прочитано 3. "
            "Імпортуйте список ще раз."
        )


def test_what_a_fault_left_of_a_list_is_swept_away_once_its_job_has_ended(member, brought, monkeypatch):
    one = brought(member())

    def die(row):
        raise MemoryError

    in_portions_of_one(monkeypatch, lambda row: row == 2 and die(row))
    with pytest.raises(MemoryError):
        worker.work_once()
    one.refresh_from_db()
    assert (one.stands, Record.objects.count()) == ("failed", 1)
    importing.sweep()
    assert stored() == NOTHING


def test_an_import_that_is_done_twice_is_done_once(member, imported):
    one = imported(member())
    said = importing.import_list(one.job, lambda stage, share: None)
    assert (said, Record.objects.count()) == ("The list has been imported already.", 3)


def test_a_list_that_cannot_be_imported_says_why_by_the_name_its_owner_knows(member, brought, import_now):
    text = "№,ПІБ\n1,Шевченко Олена\n1,Коваль Іван\n"
    one = brought(member(), text, file_name="серпень.csv")
    with pytest.raises(ListUnreadable) as raised:
        import_now(one)
    assert (one.state, one.notes, Record.objects.count()) == ("failed", [str(raised.value)], 0)
    assert one.notes[0].startswith('серпень.csv, column "№": an id stands for more than one row')


def test_progress_is_told_by_portions(member, brought, import_now, monkeypatch):
    one, told = brought(member()), []
    monkeypatch.setattr(importing, "BATCH", 2)
    import_now(one, lambda stage, share: told.append((stage, round(share, 2), Record.objects.count())))
    assert told == [("reading", 0.0, 0), ("writing", 0.0, 0), ("writing", 0.67, 2)]


def test_a_zero_byte_is_shown_by_its_picture(member, imported):
    text = r'{"ПІБ": "Шевченко Олена", "Примітка": "a\u0000b", "Шлях": "C:\\u0000"}'
    one = imported(member(), text, {"name": ["ПІБ"]})
    record = Record.objects.get(list=one)
    assert record.as_written == {"ПІБ": "Шевченко Олена", "Примітка": "a␀b", "Шлях": r"C:\u0000"}


def test_an_export_of_kobotoolbox_comes_in_with_the_columns_that_are_proposed(member, imported):
    export = Path(__file__).parents[2] / "lists" / "kobo.csv"
    one = imported(member(), export.read_bytes(), file_name="kobo.csv")
    assert [(row.number, row.name, row.birth) for row in one.records.order_by("row")] == [
        ("900000001", "Вигаданчук Олена Іванівна", "2015-03-07"),
        ("900000002", "Неіснуюченко Тарас", "2016-03-02/2017-03-01"),
    ]
