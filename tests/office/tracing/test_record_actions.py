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
    raw = io.BytesIO()
    Image.new("RGB", (10, 10)).save(raw, "PNG")
    one = entered(member(), photo=io.BytesIO(raw.getvalue()))
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
    record_actions.tell_search(by=member(), length=14, found=3)
    assert Entry.objects.get().details == {"length": 14, "found": 3}
