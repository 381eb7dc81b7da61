"""Rows that do not come in: records of PFIF whose day of expiry has passed. Nobody in them is real."""

import datetime as dt

import pytest
from django.utils import timezone

from kintrace import pfif
from kintrace.office import files
from kintrace.office.journal.models import Entry
from kintrace.office.spoken import spoken
from kintrace.office.tracing.left_out import EXPIRED, Told, expired, left_out

SAID = "Rows left out because the day has passed on which their records expire: 1."


def expires(days):
    return pfif.written_time(timezone.now() + dt.timedelta(days=days))


def person(number, days):
    said = {"person_record_id": f"elsewhere.example/{number}", "full_name": f"Вигадана {number}"}
    times = dict.fromkeys(("source_date", "entry_date"), "2024-01-01T00:00:00Z")
    return pfif.make_person(said | times | {"expiry_date": expires(days)})


@pytest.fixture
def by(member):
    return member("coordinator")


def test_a_record_that_has_expired_does_not_come_in_though_it_still_says_something(by, imported):
    text = pfif.write(pfif.make_document([person("Олена", -1), person("Тарас", 1)]))
    one = imported(by, text, file_name="list.xml")
    assert [record.name for record in one.records.all()] == ["Вигадана Тарас"]
    assert (one.people, one.rows_read, SAID in one.notes) == (1, 2, True)
    assert Entry.objects.get(act="imported list").details["left_out"] == 1


def test_a_file_that_names_somebody_whose_record_has_expired_is_not_kept(by, imported):
    sha256 = None
    for days in (1, -1):
        text = pfif.write(pfif.make_document([person("Олена", days)]))
        one = imported(by, text, file_name="list.xml")
        kept, sha256 = bool(one.sha256), one.sha256 or sha256
        assert kept == (days == 1)
    assert files.kept(sha256)
    assert one.notes[-1].startswith(
        "The file was removed, because it names people whose records have expired"
    )
    assert one.people == 0


def test_both_are_said_in_the_readers_language():
    from django.utils.translation import override

    with override("uk"):
        assert spoken(SAID) != SAID


@pytest.mark.parametrize(
    ("written", "gone"),
    [
        ('{"person_record_id": "e.org/1", "expiry_date": "2020-01-01T00:00:00Z"}', True),
        ('{"person_record_id": "e.org/1", "expiry_date": "2120-01-01T00:00:00Z"}', False),
        ('{"person_record_id": "e.org/1", "expiry_date": "2020"}', False),
        ('{"passport": "AA1", "expiry_date": "2020-01-01T00:00:00Z"}', False),
        ('{"person_record_id": "e.org/1"}', False),
    ],
)
def test_only_a_time_of_pfif_that_has_passed_leaves_a_row_out(written, gone):
    rows = {4: Told("1", "{}", written)}
    assert expired(None, rows) == ({4} if gone else set())


def test_nobody_is_left_out_of_whom_nothing_was_asked(by, brought):
    assert left_out(brought(by), {1: Told("R-1", "{}", "{}")}) == {}


def test_each_row_that_is_left_out_says_why(by, imported):
    one = imported(by)
    written = '{"person_record_id": "e.org/1", "expiry_date": "2020-01-01T00:00:00Z"}'
    assert left_out(one, {1: Told("1", "{}", "{}"), 2: Told("2", "{}", written)}) == {2: EXPIRED}
