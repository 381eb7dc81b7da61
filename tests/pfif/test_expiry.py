"""A record expires, and what stays of it names nobody."""

import datetime as dt

import pytest

from kintrace import pfif
from kintrace.pfif.expiry import is_expired, is_placeholder, placeholder, read_time, written_time

AT = dt.datetime(2023, 3, 16, 10, tzinfo=dt.UTC)
NOTE = pfif.make_note({"note_record_id": "e.org/n1", "text": "вигадано"})


def person(**more):
    return pfif.make_person({"person_record_id": "e.org/1", "full_name": "Вигадана Яна", **more}, [NOTE])


@pytest.mark.parametrize(
    "text", ["", "2022", "2022-13-01T00:00:00Z", "2022-01-01T25:00:00Z", "2022-01-01T00:00:00"]
)
def test_a_time_that_does_not_exist_is_none(text):
    assert read_time(text) is None


def test_a_time_of_another_zone_is_written_in_utc():
    kyiv = dt.timezone(dt.timedelta(hours=2))
    assert written_time(dt.datetime(2023, 3, 16, 12, 0, 0, 5, tzinfo=kyiv)) == "2023-03-16T10:00:00Z"


def test_a_record_expires_at_its_expiry_date():
    one = person(expiry_date="2023-03-16T10:00:00Z")
    assert [is_expired(one, AT + dt.timedelta(seconds=s)) for s in (-1, 0, 1)] == [False, True, True]
    assert not is_expired(person(), AT)


def test_a_placeholder_keeps_the_id_and_three_equal_dates():
    left = placeholder(person(source_date="2022-01-01T00:00:00Z"), AT)
    assert [(child.name, child.text) for child in left.element.children] == [
        ("person_record_id", "e.org/1"),
        ("entry_date", "2023-03-16T10:00:00Z"),
        ("expiry_date", "2023-03-16T10:00:00Z"),
        ("source_date", "2023-03-16T10:00:00Z"),
    ]
    document = pfif.make_document([left])
    assert "Вигадана" not in pfif.write(document)
    for days in (0, 9):
        assert pfif.check(document, AT + dt.timedelta(days=days)) == []


def test_a_placeholder_is_known_by_having_nothing_else(document):
    assert is_placeholder(placeholder(person(), AT))
    assert not is_placeholder(person(expiry_date="2023-03-16T10:00:00Z"))
    empty = "<person><expiry_date>x</expiry_date><full_name> </full_name><note><text/></note></person>"
    assert is_placeholder(document(empty).persons[0])
    said = "<person><expiry_date>x</expiry_date><note><text>a</text></note></person><person/>"
    assert [is_placeholder(one) for one in document(said).persons] == [False, False]
