import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from PIL import Image

from kintrace.office import files
from kintrace.office.journal.models import Entry
from kintrace.office.registry import photo_actions
from kintrace.office.registry.models import Child


def photo(colour="red", **more):
    raw = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(raw, "JPEG", **more)
    raw.seek(0)
    return raw


@pytest.fixture
def put(django_capture_on_commit_callbacks):
    def one(by, child, colour="red", source="The aunt"):
        with django_capture_on_commit_callbacks(execute=True):
            return photo_actions.put_photo(by=by, number=child.id, photo=photo(colour), source=source)

    return one


@pytest.fixture
def take_off(django_capture_on_commit_callbacks):
    def one(by, child):
        with django_capture_on_commit_callbacks(execute=True):
            return photo_actions.take_off_photo(by=by, number=child.id, why="Another child")

    return one


def test_a_photo_is_drawn_anew_and_the_journal_says_whom_it_is_from(member, child):
    by = member()
    one = child(by)
    raw = photo(comment=b"by Olena")
    kept = photo_actions.put_photo(by=by, number=one.id, photo=raw, source="The aunt").photo
    assert Child.objects.get().photo == kept
    assert b"Olena" in raw.getvalue()
    assert b"Olena" not in files.read(kept)
    last = Entry.objects.order_by("number").last()
    assert (last.act, last.subject_kind, last.subject_id, last.why) == (
        "put photo",
        "child",
        one.id,
        "The aunt",
    )


def test_the_photo_before_goes_unless_another_child_has_it(member, child, put):
    by = member()
    one, other = child(by), child(by, "Вигаданий Іван")
    red = put(by, one).photo
    assert put(by, other).photo == red
    blue = put(by, one, "blue").photo
    assert (files.kept(red), files.kept(blue)) == (True, True)
    put(by, other, "blue")
    assert (files.kept(red), files.kept(blue)) == (False, True)


def test_a_photo_of_a_record_stays_when_it_is_taken_off_the_child(member, child, take_off):
    from kintrace.office.tracing import record_actions

    by = member()
    person = record_actions.Person({"name": "Вигадана Олена"}, photo())
    record = record_actions.enter(
        by=by, asked=record_actions.Asked("located", [person], {"consent": "oral"})
    )[0]
    one = child(by, photo=record.photo)
    assert take_off(by, one).photo == ""
    assert files.kept(record.photo)


def test_what_is_taken_off_is_gone_and_the_journal_says_why(member, child, put, take_off):
    by = member()
    one = put(by, child(by))
    take_off(by, one)
    assert (Child.objects.get().photo, files.kept(one.photo)) == ("", False)
    last = Entry.objects.order_by("number").last()
    assert (last.act, last.why, last.details) == ("took off photo", "Another child", {})
    with pytest.raises(ValidationError, match="Nothing was changed"):
        take_off(by, one)
    with pytest.raises(FileNotFoundError):
        photo_actions.see_photo(by=by, number=one.id)


def test_what_is_no_photo_or_has_no_source_or_is_the_same_is_refused(member, child, put):
    by = member()
    one = child(by)
    for raw, source, why in (
        (io.BytesIO(b"<svg onload=alert(1)>"), "The aunt", "This is no photo that can be opened"),
        (photo(), " ", "Say by whom or by what it is known"),
    ):
        with pytest.raises(ValidationError, match=why):
            photo_actions.put_photo(by=by, number=one.id, photo=raw, source=source)
    put(by, one)
    with pytest.raises(ValidationError, match="Nothing was changed"):
        put(by, one)


def test_who_does_not_keep_or_does_not_see_the_child_neither_puts_nor_takes_off(member, another, child, put):
    one = put(member(), child(member()))
    for by, refused in (
        (member("reviewer"), PermissionDenied),
        (another, Http404),
        (member(scope="own"), Http404),
    ):
        with pytest.raises(refused):
            photo_actions.put_photo(by=by, number=one.id, photo=photo("blue"), source="x")
        with pytest.raises(refused):
            photo_actions.take_off_photo(by=by, number=one.id, why="x")
    for by in (another, member(scope="own")):
        with pytest.raises(Http404):
            photo_actions.see_photo(by=by, number=one.id)
    assert Child.objects.get().photo == one.photo


@pytest.mark.parametrize("renamed", [False, True])
def test_a_photo_whose_source_names_the_child_is_not_kept(member, child, monkeypatch, renamed):
    by = member()
    one = child(by, "Вигаданий Іван" if renamed else "Вигадана Олена")
    keep = files.keep

    def keep_while_another_renames(content):
        Child.objects.update(name="Вигадана Олена")
        return keep(content)

    monkeypatch.setattr(photo_actions.files, "keep", keep_while_another_renames)
    before = files.all_kept()
    with pytest.raises(ValidationError, match="Do not write the person's name"):
        photo_actions.put_photo(by=by, number=one.id, photo=photo("green"), source="The aunt of Олена")
    assert files.all_kept() == before
