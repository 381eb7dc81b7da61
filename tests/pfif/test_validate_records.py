"""Records fit one another, and expired ones are gone."""

import datetime as dt

import pytest

from kintrace.pfif import validate_records as v

NOW = dt.datetime(2023, 3, 18, tzinfo=dt.UTC)


def told(found):
    return [str(one) for one in found]


def a(kind, number, more=""):
    return f"<{kind}><{kind}_record_id>e.org/{number}</{kind}_record_id>{more}</{kind}>"


def dated(expiry, source, entry, more=""):
    dates = zip(("expiry", "source", "entry"), (expiry, source, entry), strict=True)
    return a("person", 1, "".join(f"<{k}_date>2023-03-{d}T00:00:00Z</{k}_date>" for k, d in dates) + more)


def test_an_id_that_is_taken_names_who_has_it(document):
    records = f"{a('person', 1, a('note', 1))}\n{a('person', 1)}\n{a('note', 1)}"
    assert told(v.validate_person_ids_are_unique(document(records))) == [
        "line 3: error: person_record_id e.org/1 is taken already by the record of line 2."
    ]
    assert told(v.validate_note_ids_are_unique(document(records))) == [
        "line 4: error: note_record_id e.org/1 is taken already by the record of line 2."
    ]


def test_empty_ids_are_not_the_same_id(document):
    assert v.validate_person_ids_are_unique(document("<person/><person/>")) == []


def test_a_note_belongs_to_somebody(document):
    other = "<note><person_record_id>e.org/2</person_record_id></note>"
    assert told(v.validate_notes_belong_to_persons(document(f"{a('person', 1, other)}\n<note/>"))) == [
        "line 3: error: The note stands beside the persons and does not say whom it is about.",
        "line 2: error: The note is about e.org/2, but stands in the record of e.org/1.",
    ]


def test_a_link_goes_both_ways(document):
    link = "<note><linked_person_record_id>e.org/{}</linked_person_record_id></note>"
    one, two = a("person", 1, link.format(2)), a("person", 2, link.format(1))
    assert v.validate_linked_records_matched(document(f"{one}\n{two}")) == []
    assert told(v.validate_linked_records_matched(document(one))) == [
        "line 2: warning: e.org/1 is linked to e.org/2, but no note says so of e.org/2."
    ]


def test_what_is_left_of_an_expired_record_is_named(document):
    about = "\n<note><person_record_id>e.org/1</person_record_id><text>x</text></note>"
    records = dated(16, 16, 16, "\n<full_name>Вигадана</full_name>\n<note><text>x</text></note>") + about
    assert told(v.validate_expired_records_removed(document(records), NOW)) == [
        "line 3: error: The record expired more than a day ago, but full_name is still there.",
        "line 4: error: The record expired more than a day ago, but note is still there.",
        "line 5: error: e.org/1 expired more than a day ago, but this note about it is still there.",
    ]


def test_a_record_has_a_day_to_go(document):
    one = document(dated(17, 16, 16, "<full_name>Вигадана</full_name>"))
    assert v.validate_expired_records_removed(one, NOW) == []
    assert len(v.validate_expired_records_removed(one, NOW + dt.timedelta(seconds=1))) == 1


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (("10", "10", "10"), []),
        (("10", "11", "11"), []),
        (("10", "09", "10"), ["The record expired, but its source_date and entry_date differ."]),
        (("10", "12", "12"), ["The record was emptied more than a day after it expired."]),
    ],
)
def test_the_dates_of_a_placeholder_are_checked(document, dates, said):
    found = v.validate_expired_records_removed(document(dated(*dates)), NOW)
    assert [one.text for one in found] == said


def test_before_1_3_nothing_expires(document):
    assert v.validate_expired_records_removed(document(dated(10, 9, 8), "1.2"), NOW) == []


def test_a_record_without_an_id_that_expired_takes_no_notes_with_it(document):
    records = dated(10, 10, 10).replace("e.org/1", "") + "<note><text>x</text></note>"
    assert v.validate_expired_records_removed(document(records), NOW) == []
