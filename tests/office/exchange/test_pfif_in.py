"""What a PFIF file says is gone is shown, and nothing is removed."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from kintrace import pfif
from kintrace.office.accounts.models import Organisation
from kintrace.office.exchange import pfif_in
from kintrace.office.jobs import worker
from kintrace.office.journal.models import Entry
from kintrace.office.tracing import list_actions
from kintrace.office.tracing.list_actions import Brought
from kintrace.office.tracing.models import PeopleList, Record


def person(number, days=30, **more):
    expires = timezone.now() + dt.timedelta(days=days)
    said = {"person_record_id": f"elsewhere.example/{number}", "source_date": "2024-01-01T00:00:00Z"}
    said |= {"entry_date": "2024-01-01T00:00:00Z", "full_name": f"Вигадана {number}"}
    return pfif.make_person(said | {"expiry_date": pfif.written_time(expires)} | more)


def written(*persons):
    return pfif.write(pfif.make_document(persons)).encode()


def gone(number):
    return pfif.placeholder(person(number), timezone.now())


@pytest.fixture
def imported(tmp_path):
    """Bring a PFIF file as a list and have it imported."""

    def bring(by, content):
        path = tmp_path / "list.xml"
        path.write_bytes(content)
        what = Brought("located", "PFIF", "Somebody", "agreement", "list.xml")
        with path.open("rb") as file:
            one = list_actions.bring(by=by, what=what, file=file)
        columns = {"id": ["person_record_id"], "name": ["full_name"]}
        list_actions.confirm_columns(by=by, number=one.pk, columns=columns)
        while worker.work_once():
            pass
        one.refresh_from_db()
        return one

    return bring


def test_a_record_that_is_gone_elsewhere_is_proposed_and_stays(member, imported):
    by = member("coordinator")
    imported(by, written(person("Олена"), person("Тарас")))
    found = pfif_in.gone_in(by=by, content=written(gone("Олена"), person("Тарас")))
    assert found.ids == ["elsewhere.example/Олена"]
    assert [one.name for one in found.ours] == ["Вигадана Олена"]
    assert Record.objects.filter(current=True).count() == 2


def test_a_record_whose_day_has_passed_is_proposed_too(member, imported):
    by = member("coordinator")
    imported(by, written(person("Олена")))
    found = pfif_in.gone_in(by=by, content=written(person("Олена", days=-5)))
    assert (found.ids, found.expired) == ([], ["elsewhere.example/Олена"])
    assert [one.name for one in found.ours] == ["Вигадана Олена"]


def test_the_list_says_in_a_note_how_many_are_gone_and_its_page_which(member, imported):
    by = member("coordinator")
    imported(by, written(person("Олена")))
    one = imported(by, written(gone("Олена"), person("Марта")))
    assert any("expired or were deleted" in note and note.rstrip(".").endswith("1") for note in one.notes)
    assert [record.name for record in pfif_in.gone_in_list(by=by, number=one.pk).ours] == ["Вигадана Олена"]


def test_a_list_that_was_withdrawn_says_nothing_is_gone(member, imported):
    by = member("coordinator")
    one = imported(by, written(gone("Олена"), person("Марта")))
    PeopleList.objects.update(withdrawn_at=timezone.now())
    with pytest.raises(Http404):
        pfif_in.gone_in_list(by=by, number=one.pk)
    assert not Entry.objects.filter(act="saw what is gone").exists()


def test_the_journal_says_who_was_shown(member, imported):
    by = member("coordinator")
    imported(by, written(person("Олена")))
    pfif_in.gone_in(by=by, content=written(gone("Олена")))
    told = Entry.objects.get(act="saw what is gone")
    assert told.details == {"named": 1, "records": [Record.objects.get().pk]}


def test_records_of_another_organisation_are_not_shown(member, imported):
    imported(member("coordinator"), written(person("Олена")))
    other = member("coordinator", organisation=Organisation.objects.create(name="Another"))
    assert pfif_in.gone_in(by=other, content=written(gone("Олена"))).ours == []


def test_only_a_coordinator_is_shown_what_is_gone(member):
    for role in ("caseworker", "reviewer", "documenter"):
        with pytest.raises(PermissionDenied):
            pfif_in.gone_in(by=member(role), content=written(gone("x")))
