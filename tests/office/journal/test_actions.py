"""What is written in the journal follows what stood there before."""

import hashlib
import json

from kintrace.office.journal import actions
from kintrace.office.journal.models import Entry


def test_entries_are_numbered_from_one_and_each_carries_the_seal_before_it(member):
    by = member()
    one = actions.write("saw record", by=by, about=("record", 7))
    two = actions.write("searched", by=by, letters=5)
    assert [one.number, two.number] == [1, 2]
    assert one.before == "0" * 64
    assert two.before == one.sealed
    assert (one.subject_kind, one.subject_id) == ("record", 7)
    assert two.details == {"letters": 5}
    assert one.organisation == by.organisation


def test_a_seal_is_the_sha256_of_everything_the_entry_says(member):
    by = member()
    entry = actions.write("decided", by=by, about=("pair", 3), why="document", verdict="same")
    told = [1, entry.at.isoformat(), by.id, by.organisation_id, "decided", "pair", 3, "document"]
    told += [{"verdict": "same"}, "0" * 64]
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert entry.sealed == hashlib.sha256(plain.encode()).hexdigest()


def test_an_entry_read_back_has_the_same_seal(member):
    actions.write("бачив запис", by=member(), about=("record", 1), why="причина")
    stored = Entry.objects.get()
    assert actions.seal(stored) == stored.sealed


def test_the_office_itself_writes_without_a_member(db):
    entry = actions.write("started", by=None)
    assert (entry.member, entry.organisation) == (None, None)
