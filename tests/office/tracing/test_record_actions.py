import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils import timezone
from PIL import Image

from kintrace.office import files
from kintrace.office.jobs.models import Job
from kintrace.office.journal.models import Entry
from kintrace.office.tracing import record_actions, record_queries, search
from kintrace.office.tracing.models import PeopleList, Record, Sighting
from kintrace.office.tracing.record_actions import Asked, Person


def drawn(colour=(90, 120, 160)):
    """A small picture, as it is uploaded."""
    raw = io.BytesIO()
    Image.new("RGB", (10, 10), colour).save(raw, "PNG")
    return io.BytesIO(raw.getvalue())


def kept(*photos):
    """Which of these files the office keeps."""
    return [sha256 in {path.name for path in files.all_kept()} for sha256 in photos]


def refused(error, act, match=None, **said):
    """What is refused leaves every row as it was."""
    kinds = (Record, Sighting, Entry, Job)
    before = [list(kind.objects.order_by("pk").values()) for kind in kinds]
    with pytest.raises(error, match=match):
        act(**({"why": "Because"} | said))
    assert [list(kind.objects.order_by("pk").values()) for kind in kinds] == before


def card_of(by, one):
    return record_queries.card(by, record_queries.record_seen(by, one.id))


TOMORROW = timezone.now() + dt.timedelta(days=1)


def test_what_was_typed_is_kept_exactly_and_read_beside(member, entered):
    one = entered(member(), name=" Шевченко  Олена", birth="2015", birth_kind="estimated")
    assert one.as_written == {
        "name": " Шевченко  Олена",
        "birth": "2015",
        "birth_kind": "estimated",
        "consent": "oral",
    }
    assert (one.name, one.birth) == ("Шевченко Олена", "2014-01-01/2016-12-31")


def test_a_member_who_has_two_lists_by_hand_goes_on_entering_into_the_first(member, entered):
    by = member()
    first = entered(by).list
    PeopleList.objects.create(
        organisation=by.organisation, brought_by=by, side="requests", by_hand=True, name="A second"
    )
    assert entered(by).list == first
    assert entered(by, side="located").list != first


def test_children_of_one_request_have_one_number_and_follow_one_another(member):
    by = member()
    people = [Person({"name": "Коваль Іван"}), Person({"name": "Коваль Ганна"})]
    one, other = record_actions.enter(by=by, asked=Asked("requests", people, {"inquirer": "Коваль Марія"}))
    where = PeopleList.objects.get()
    assert (one.number, other.number) == (f"{where.id}-1/1", f"{where.id}-1/2")
    assert (one.row, other.row, where.rows_read, where.by_hand) == (1, 2, 2, True)
    assert other.as_written["inquirer"] == "Коваль Марія"


def test_each_side_has_its_list_by_hand(member, entered):
    by = member()
    entered(by), entered(by), entered(by, "located")
    assert sorted(PeopleList.objects.values_list("side", "rows_read")) == [("located", 1), ("requests", 2)]


def test_what_is_entered_is_matched_and_found(member, entered):
    by = member()
    one = entered(by)
    assert list(Job.objects.values_list("work", flat=True)) == ["match"]
    assert [found.record for found in search.find(by, "Alena Shevchenko").found] == [one]


def test_a_photo_is_kept_as_it_was_drawn_anew(member, entered):
    one = entered(member(), photo=drawn())
    assert files.read(one.photo).startswith(b"\xff\xd8\xff")


def test_a_hostile_photo_enters_nobody(member, entered):
    with pytest.raises(ValidationError):
        entered(member(), photo=io.BytesIO(b"<svg/>"))
    assert Record.objects.count() == 0


def test_a_correction_is_a_new_version_and_the_old_one_stays(member, entered):
    by = member()
    old = entered(by, birth="2015")
    new = record_actions.correct(
        by=by, number=old.id, people={"birth": "2014-03-07"}, why="A paper was found"
    )
    old.refresh_from_db()
    assert (old.current, new.current, new.replaces, new.row) == (False, True, old, old.row)
    assert (old.birth, new.birth, new.as_written) == ("2015", "2014-03-07", old.as_written)
    assert new.facts != old.facts
    last = Entry.objects.order_by("number").last()
    assert (last.act, last.why, last.details) == (
        *("corrected record", "A paper was found", {"replaces": old.id, "fields": ["birth"]}),
    )


def test_after_a_correction_the_new_name_is_found_and_the_old_is_not(member, entered):
    by = member()
    old = entered(by, name="Шевченко Олена")
    new = record_actions.correct(by=by, number=old.id, people={"name": "Бондар Софія"}, why="Mistyped")
    assert [found.record for found in search.find(by, "Бондарь София").found] == [new]
    assert search.find(by, "Шевченко Олена").found == []


def test_a_version_is_corrected_once(member, entered):
    by = member()
    old = entered(by)
    record_actions.correct(by=by, number=old.id, people={"sex": "f"}, why="Seen")
    with pytest.raises(ValidationError):
        record_actions.correct(by=by, number=old.id, people={"sex": "m"}, why="Seen")


def test_a_correction_that_changes_nothing_is_none(member, entered):
    by = member()
    with pytest.raises(ValidationError):
        record_actions.correct(by=by, number=entered(by).id, people={"sex": ""}, why="Nothing")


def test_the_database_refuses_to_rewrite_what_was_written(member, entered):
    one = entered(member())
    with pytest.raises(DatabaseError), transaction.atomic():
        Record.objects.filter(id=one.id).update(as_written={})
    with pytest.raises(DatabaseError), transaction.atomic():
        Record.objects.filter(id=one.id).update(people={})


def test_a_sighting_changes_nothing_else(member, entered):
    by = member()
    one = entered(by)
    before = Record.objects.filter(id=one.id).values().get()
    record_actions.note_sighting(by=by, number=one.id, said="At a station", who_said="A driver")
    assert Record.objects.filter(id=one.id).values().get() == before
    assert [found.record for found in search.find(by, "Шевченко Олена").found] == [one]
    assert Sighting.objects.get().said == "At a station"


def test_a_sighting_is_withdrawn_with_a_reason_and_stays_to_be_read(member, entered):
    by = member("caseworker")
    one = entered(by)
    made, other = (
        record_actions.note_sighting(by=by, number=one.id, said=said, who_said="A driver")
        for said in ("At a station", "At a port")
    )
    record_actions.withdraw_sighting(by=by, number=made.id, why="It was her cousin")
    (holds,) = record_queries.sightings(by, one)
    (withdrawn,) = record_queries.sightings(by, one, withdrawn=True)
    assert (holds["sighting"], holds["may_withdraw"]) == (other, True)
    assert (withdrawn["sighting"], withdrawn["may_withdraw"]) == (made, False)
    assert (withdrawn["said"], withdrawn["why"]) == ("At a station", "It was her cousin")
    made.refresh_from_db()
    assert (made.said, made.who_said, made.withdrawn_by) == ("At a station", "A driver", by)
    told = Entry.objects.get(act="withdrew sighting")
    assert (told.member, told.subject_kind, told.subject_id, told.why) == (
        by,
        "record",
        one.id,
        made.withdrawn_why,
    )
    assert told.details == {"sighting": made.id}
    refused(ValidationError, record_actions.withdraw_sighting, "already", by=by, number=made.id)


def test_a_sighting_is_withdrawn_by_who_wrote_it_or_a_coordinator_and_nobody_else(member, another, entered):
    by, coordinator = member("caseworker"), member()
    one = entered(by)
    record_actions.share(
        by=coordinator, number=one.id, to=another.organisation_id, until=TOMORROW, why="Family"
    )
    ours = record_actions.note_sighting(by=by, number=one.id, said="At a station", who_said="A driver")
    theirs = record_actions.note_sighting(by=another, number=one.id, said="At a port", who_said="A sailor")
    withdraw = record_actions.withdraw_sighting
    refused(PermissionDenied, withdraw, "Only who wrote", by=member("caseworker"), number=ours.id)
    refused(PermissionDenied, withdraw, "Only who wrote", by=by, number=theirs.id)
    refused(PermissionDenied, withdraw, "Only who wrote", by=another, number=ours.id)
    for role in ("reviewer", "documenter", "mediator"):
        refused(PermissionDenied, withdraw, by=member(role), number=ours.id)
    withdraw(by=another, number=theirs.id, why="It was a cousin")
    withdraw(by=coordinator, number=ours.id, why="The driver was mistaken")
    third = record_actions.note_sighting(by=another, number=one.id, said="At sea", who_said="A sailor")
    withdraw(by=coordinator, number=third.id, why="It is our record")
    assert record_queries.sightings(by, one) == []


def test_a_sighting_of_a_record_that_is_not_shown_is_not_there(member, another, entered):
    by = member()
    made = record_actions.note_sighting(by=by, number=entered(by).id, said="At a port", who_said="A sailor")
    refused(Http404, record_actions.withdraw_sighting, by=another, number=made.id)
    refused(Http404, record_actions.withdraw_sighting, by=by, number=made.id + 1)


def test_a_sighting_of_an_earlier_version_is_withdrawn_too(member, entered):
    by = member()
    one = entered(by)
    made = record_actions.note_sighting(by=by, number=one.id, said="At a port", who_said="A sailor")
    new = record_actions.correct(by=by, number=one.id, people={"place": "Київ"}, why="A paper")
    record_actions.withdraw_sighting(by=by, number=made.id, why="It was a cousin")
    assert [found["sighting"] for found in record_queries.sightings(by, new, withdrawn=True)] == [made]


@pytest.mark.parametrize("column", ["said", "who_said", "seen_on", "by_id", "record_id", "at"])
def test_the_database_refuses_to_rewrite_what_was_said_of_a_sighting(member, entered, column):
    by = member()
    made = record_actions.note_sighting(by=by, number=entered(by).id, said="At a port", who_said="A sailor")
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        Sighting.objects.update(**{column: getattr(made, column)})


def test_the_database_refuses_to_remove_a_sighting(member, entered):
    by = member()
    made = record_actions.note_sighting(by=by, number=entered(by).id, said="At a port", who_said="A sailor")
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        made.delete()
    assert Sighting.objects.get() == made


def test_a_wrong_photo_is_taken_off_every_version_and_its_file_goes(member, entered):
    by = member("caseworker")
    first = entered(by, photo=drawn())
    sha256 = first.photo
    second = record_actions.correct(by=by, number=first.id, people={"place": "Київ"}, why="A paper")
    Job.objects.all().delete()
    third = record_actions.remove_photo(by=by, number=second.id, why="Another girl")
    second.refresh_from_db()
    assert (third.replaces, third.current, second.current) == (second, True, False)
    assert (third.people, third.facts, third.as_written) == (second.people, second.facts, first.as_written)
    assert set(Record.objects.values_list("photo", flat=True)) == {""}
    assert kept(sha256) == [False]
    for one in (first, second, third):
        with pytest.raises(FileNotFoundError):
            record_actions.see_photo(by=by, number=one.id)
        assert card_of(by, one)["photo"] == ""
    told = Entry.objects.get(act="took off photo")
    assert (told.member, told.subject_kind, told.subject_id, told.why) == (
        by,
        "record",
        third.id,
        "Another girl",
    )
    assert told.details == {"replaces": second.id, "sha256": sha256}
    newest, *_earlier = record_queries.versions(by, third)
    assert (newest["act"], newest["why"], newest["changes"]) == ("took off photo", "Another girl", [])
    assert [found.record for found in search.find(by, "Шевченко").found] == [third]
    assert list(Job.objects.values_list("work", flat=True)) == ["match"]


def test_a_photo_that_another_record_has_stays_there(member, entered):
    by = member()
    one, other = entered(by, photo=drawn()), entered(by, photo=drawn())
    assert one.photo == other.photo
    record_actions.remove_photo(by=by, number=one.id, why="Another girl")
    other.refresh_from_db()
    assert (kept(other.photo), card_of(by, other)["photo"]) == ([True], f"/records/{other.id}/photo/")
    assert b"".join(record_actions.see_photo(by=by, number=other.id)).startswith(b"\xff\xd8\xff")
    record_actions.remove_photo(by=by, number=other.id, why="Nor is it her")
    assert kept(other.photo) == [False]


def test_a_photo_is_not_taken_off_where_there_is_none_or_by_who_may_not(member, another, entered):
    by = member()
    one, without = entered(by, photo=drawn()), entered(by)
    remove = record_actions.remove_photo
    record_actions.share(by=by, number=one.id, to=another.organisation_id, until=TOMORROW, why="Family")
    refused(ValidationError, remove, "no photo", by=by, number=without.id)
    refused(Http404, remove, by=another, number=one.id)
    for role in ("reviewer", "documenter", "mediator"):
        refused(PermissionDenied, remove, by=member(role), number=one.id)
    new = record_actions.correct(by=by, number=one.id, people={"place": "Київ"}, why="A paper")
    refused(ValidationError, remove, "corrected this record meanwhile", by=by, number=one.id)
    assert kept(new.photo) == [True]


def test_a_record_that_was_shared_stays_shared_without_its_photo(member, another, entered):
    by = member()
    one = entered(by, photo=drawn())
    record_actions.share(by=by, number=one.id, to=another.organisation_id, until=TOMORROW, why="Family")
    new = record_actions.remove_photo(by=by, number=one.id, why="Another girl")
    assert record_queries.record_seen(another, new.id) == new
    with pytest.raises(FileNotFoundError):
        record_actions.see_photo(by=another, number=new.id)


def test_a_record_that_is_shared_is_seen_and_found_until_that_is_ended(member, another, entered):
    by = member()
    one = entered(by)
    referral = record_actions.share(
        by=by, number=one.id, to=another.organisation_id, until=TOMORROW, why="Family there"
    )
    assert card_of(another, one)["name"] == one.name
    assert [found.record for found in search.find(another, "Шевченко Олена").found] == [one]
    record_actions.end_share(by=by, number=one.id, referral=referral.id)
    assert search.find(another, "Шевченко Олена").found == []
    with pytest.raises(Http404):
        card_of(another, one)


def test_a_share_ends_by_itself(member, another, entered):
    by = member()
    one = entered(by)
    referral = record_actions.share(
        by=by, number=one.id, to=another.organisation_id, until=TOMORROW, why="Family"
    )
    type(referral).objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(Http404):
        card_of(another, one)


def test_a_corrected_record_stays_shared(member, another, entered):
    by = member()
    one = entered(by)
    record_actions.share(by=by, number=one.id, to=another.organisation_id, until=TOMORROW, why="Family there")
    new = record_actions.correct(by=by, number=one.id, people={"sex": "f"}, why="Seen")
    assert card_of(another, new)["name"] == new.name


def test_what_was_shared_ends_for_every_version(member, another, entered):
    by = member()
    one = entered(by)
    record_actions.share(by=by, number=one.id, to=another.organisation_id, until=TOMORROW, why="Family there")
    new = record_actions.correct(by=by, number=one.id, people={"sex": "f"}, why="Seen")
    (referral,) = record_queries.referrals(by, new)
    record_actions.end_share(by=by, number=new.id, referral=referral.id)
    for version in (one, new):
        with pytest.raises(Http404):
            card_of(another, version)


def test_who_was_shown_a_record_may_neither_correct_nor_share_it(member, another, entered):
    by = member()
    one = entered(by)
    record_actions.share(by=by, number=one.id, to=another.organisation_id, until=TOMORROW, why="Family there")
    with pytest.raises(Http404):
        record_actions.correct(by=another, number=one.id, people={"sex": "m"}, why="x")
    with pytest.raises(Http404):
        record_actions.share(by=another, number=one.id, to=by.organisation_id, until=TOMORROW, why="x")


def test_a_caseworker_does_not_share(member, another, entered):
    by = member("caseworker")
    with pytest.raises(PermissionDenied):
        record_actions.share(
            by=by, number=entered(by).id, to=another.organisation_id, until=TOMORROW, why="x"
        )


def test_the_journal_knows_that_somebody_searched_and_not_for_whom(member):
    record_actions.tell_search(by=member(), length=14, found=[5, 7, 9])
    assert Entry.objects.get().details == {"length": 14, "found": 3, "records": [5, 7, 9]}


def test_who_asks_and_by_what_right_is_corrected_as_a_new_version(member, entered):
    by = member()
    old = entered(by, said={"consent": "oral", "inquirer": "Коваль Ганна"})
    typed = {"consent": "written", "inquirer": "", "inquirer_contact": "a telephone", "name": "Інша"}
    new = record_actions.correct(by=by, number=old.id, people={}, typed=typed, why="She came")
    assert new.as_written == {
        "name": "Шевченко Олена Іванівна",
        "consent": "written",
        "inquirer_contact": "a telephone",
    }
    assert (new.people, new.facts, new.replaces) == (old.people, old.facts, old)
    assert Record.objects.get(id=old.id).as_written["inquirer"] == "Коваль Ганна"
    entry = Entry.objects.get(act="corrected record")
    assert entry.details["fields"] == ["consent", "inquirer", "inquirer_contact"]
    newest = record_queries.versions(by, new)[0]
    assert {(one["label"], one["old"], one["new"]) for one in newest["changes"]} == {
        ("legal basis", "oral", "written"),
        ("inquirer", "Коваль Ганна", ""),
        ("how to reach the inquirer", "", "a telephone"),
    }
    refused(
        ValidationError,
        record_actions.correct,
        "changed",
        by=by,
        number=new.id,
        people={},
        typed=typed,
        why="x",
    )


def test_what_a_list_wrote_is_not_written_anew(member, imported):
    by = member()
    old = imported(by).records.first()
    typed = {"consent": "written"}
    refused(
        ValidationError,
        record_actions.correct,
        "changed",
        by=by,
        number=old.id,
        people={},
        typed=typed,
        why="x",
    )
