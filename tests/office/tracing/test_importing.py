import hashlib
import json

import pytest

from kintrace.errors import ListUnreadable
from kintrace.office.jobs.actions import Cancelled
from kintrace.office.jobs.models import Job
from kintrace.office.journal.models import Entry
from kintrace.office.tracing import importing
from kintrace.office.tracing.models import NameKey, Record, RejectedCell

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


def test_a_name_in_columns_is_found_by_its_parts(member, imported):
    one = imported(member(), TWO_COLUMNS)
    record = Record.objects.get(list=one)
    assert record.name == "Шевченко Олена"
    assert set(NameKey.objects.values_list("key", flat=True)) == {"sWVQNK", "sALN", "gОлена"}


def test_facts_are_sealed_without_the_number_and_the_place_of_recording():
    people = {"id": "7", "name": "Олена", "facility": "Лікарня"}
    seal = hashlib.sha256(json.dumps({"name": "Олена"}).encode()).hexdigest()
    assert importing.facts_of(people) == seal


def test_a_cancelled_import_leaves_nothing(member, brought):
    one = brought(member())

    def cancelling(stage, share):
        if stage == "preparing":
            raise Cancelled

    with pytest.raises(Cancelled):
        importing.import_list(one.job, cancelling)
    one.refresh_from_db()
    assert (one.state, Record.objects.count(), NameKey.objects.count()) == ("cancelled", 0, 0)


def test_a_cancellation_while_records_are_written_leaves_nothing(member, brought, monkeypatch):
    one = brought(member())
    written = []

    def write_and_cancel(*args):
        written.append(args)
        importing.RealWrite(*args)
        raise Cancelled

    monkeypatch.setattr(importing, "RealWrite", importing.write_rows, raising=False)
    monkeypatch.setattr(importing, "write_rows", write_and_cancel)
    with pytest.raises(Cancelled):
        importing.import_list(one.job, lambda stage, share: None)
    one.refresh_from_db()
    assert (len(written), one.state, Record.objects.count()) == (1, "cancelled", 0)


def test_an_import_that_is_done_twice_is_done_once(member, imported):
    one = imported(member())
    said = importing.import_list(one.job, lambda stage, share: None)
    assert (said, Record.objects.count()) == ("The list has been imported already.", 3)


def test_a_list_that_cannot_be_imported_says_why_by_the_name_that_its_owner_knows(member, brought):
    text = "№,ПІБ\n1,Шевченко Олена\n1,Коваль Іван\n"
    one = brought(member(), text, file_name="серпень.csv")
    with pytest.raises(ListUnreadable) as raised:
        importing.import_list(one.job, lambda stage, share: None)
    one.refresh_from_db()
    assert (one.state, one.notes, Record.objects.count()) == ("failed", [str(raised.value)], 0)
    assert one.notes[0].startswith('серпень.csv, column "№": an id stands for more than one row')


def test_progress_is_told_before_the_database_is_touched(member, brought):
    one, told = brought(member()), []
    importing.import_list(one.job, lambda stage, share: told.append((stage, share, Record.objects.count())))
    assert told == [("reading", 0.0, 0), ("preparing", 1.0, 0), ("writing", 0.0, 0)]


def test_a_zero_byte_is_shown_by_its_picture(member, imported):
    text = r'{"ПІБ": "Шевченко Олена", "Примітка": "a\u0000b", "Шлях": "C:\\u0000"}'
    one = imported(member(), text, {"name": ["ПІБ"]})
    record = Record.objects.get(list=one)
    assert record.as_written == {"ПІБ": "Шевченко Олена", "Примітка": "a␀b", "Шлях": r"C:\u0000"}
