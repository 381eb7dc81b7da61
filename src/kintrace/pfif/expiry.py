"""When a person's record expires, and the placeholder that then stands in its place."""

import datetime as dt
from dataclasses import replace

from kintrace.pfif.document import Person
from kintrace.pfif.tree import Element

PLACEHOLDER_FIELDS = ("person_record_id", "entry_date", "expiry_date", "source_date")
GRACE = dt.timedelta(days=1)
"""How long after the expiry date a record may still say something."""


def read_time(text: str) -> dt.datetime | None:
    """Return the instant that a PFIF date names, or None.

    >>> read_time("1999-02-03T04:05:06Z").isoformat(), read_time("1999-13-45T00:00:00Z")
    ('1999-02-03T04:05:06+00:00', None)
    """
    if not text.endswith("Z"):
        return None
    try:
        return dt.datetime.fromisoformat(text).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def written_time(at: dt.datetime) -> str:
    """Write an instant as PFIF does.

    >>> written_time(dt.datetime(2022, 3, 16, 10, tzinfo=dt.UTC))
    '2022-03-16T10:00:00Z'
    """
    return at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def is_expired(person: Person, now: dt.datetime) -> bool:
    """Say whether the expiry date of the person's record has passed."""
    expires = read_time(person.value("expiry_date"))
    return expires is not None and expires <= now


def says_nothing(element: Element, unless: tuple[str, ...] = ()) -> bool:
    """Say whether an element holds no text, but for the fields that are named."""
    return not element.text.strip() and all(
        (child.name in unless or says_nothing(child)) and not child.tail.strip() for child in element.children
    )


def is_placeholder(person: Person) -> bool:
    """Say whether nothing but its id and its dates is left of the person's record."""
    return bool(person.value("expiry_date")) and says_nothing(person.element, PLACEHOLDER_FIELDS)


def placeholder(person: Person, at: dt.datetime) -> Person:
    """Return what stays of a record that expired or was deleted at that time: its id and the three dates."""
    dates = (Element(field, written_time(at)) for field in PLACEHOLDER_FIELDS[1:])
    kept = (Element("person_record_id", person.id), *dates)
    return Person(replace(person.element, text="", children=kept, attributes=()))
