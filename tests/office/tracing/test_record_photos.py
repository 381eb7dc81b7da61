"""A photo of a record is added and replaced as a new version, drawn anew."""

import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from office.tracing.test_record_actions import drawn, kept

from kintrace.office import files
from kintrace.office.journal.models import Entry
from kintrace.office.tracing import record_queries
from kintrace.office.tracing.models import Record
from kintrace.office.tracing.record_photos import put_photo


def test_a_child_of_a_list_is_given_a_photo_as_a_new_version(member, imported):
    by = member()
    old = imported(by).records.order_by("row").first()
    new = put_photo(by=by, number=old.id, photo=drawn(), source="A neighbour")
    assert (new.replaces, new.people, new.as_written) == (old, old.people, old.as_written)
    assert files.read(new.photo).startswith(b"\xff\xd8\xff")
    assert (Record.objects.get(id=old.id).photo, Record.objects.get(id=old.id).current) == ("", False)
    entry = Entry.objects.get(act="put photo")
    assert (entry.subject_id, entry.why, entry.details) == (new.id, "A neighbour", {"replaces": old.id})
    newest = record_queries.versions(by, new)[0]
    assert (newest["act"], newest["why"], newest["changes"]) == ("put photo", "A neighbour", [])


def test_a_photo_is_replaced_and_the_earlier_version_keeps_its_own(member, entered):
    by = member()
    old = entered(by, photo=drawn())
    new = put_photo(by=by, number=old.id, photo=drawn((9, 9, 9)), source="A neighbour")
    assert new.photo != old.photo
    assert Record.objects.get(id=old.id).photo == old.photo
    assert kept(old.photo, new.photo) == [True, True]
    with pytest.raises(ValidationError, match="changed"):
        put_photo(by=by, number=new.id, photo=drawn((9, 9, 9)), source="A neighbour")


@pytest.fixture
def put(entered):
    def put_on(by, owner, raw=None, source="A neighbour"):
        one = entered(owner)
        before = set(files.all_kept())
        try:
            put_photo(by=by, number=one.id, photo=raw or drawn((1, 2, 3)), source=source)
        finally:
            assert set(files.all_kept()) == before
            assert Record.objects.filter(replaces=one).count() == 0

    return put_on


def test_what_is_no_photo_names_the_child_or_may_not_be_put_leaves_no_file(member, another, put):
    by = member()
    with pytest.raises(ValidationError, match="no photo"):
        put(by, by, io.BytesIO(b"<svg/>"))
    with pytest.raises(ValidationError):
        put(by, by, source="From Шевченко Олена")
    with pytest.raises(Http404):
        put(another, by)
    with pytest.raises(PermissionDenied):
        put(member("mediator"), by)


def test_an_earlier_version_is_given_no_photo(member, entered):
    by = member()
    old = entered(by)
    put_photo(by=by, number=old.id, photo=drawn(), source="A neighbour")
    before = set(files.all_kept())
    with pytest.raises(ValidationError, match="meanwhile"):
        put_photo(by=by, number=old.id, photo=drawn((5, 5, 5)), source="A neighbour")
    assert set(files.all_kept()) == before
