"""Check that the records of a PFIF file fit one another, and that expired ones are gone."""

import datetime as dt
from collections.abc import Iterable

from kintrace.pfif.document import Document, Note, Person
from kintrace.pfif.expiry import GRACE, PLACEHOLDER_FIELDS, read_time, says_nothing
from kintrace.pfif.findings import Finding, shown


def validate_person_ids_are_unique(document: Document) -> list[Finding]:
    """No two persons have one id."""
    return _repeated("person_record_id", document.persons)


def validate_note_ids_are_unique(document: Document) -> list[Finding]:
    """No two notes have one id."""
    return _repeated("note_record_id", document.notes())


def validate_notes_belong_to_persons(document: Document) -> list[Finding]:
    """A note beside the persons says whom it is about; one inside a person is about that person."""
    found = [
        Finding(note.line, "The note stands beside the persons and does not say whom it is about.")
        for note in document.top_notes
        if not note.about
    ]
    for person in document.persons:
        found += [
            Finding(
                note.line,
                f"The note is about {shown(note.about)}, but stands in the record of {shown(person.id)}.",
            )
            for note in person.notes
            if note.about != person.id
        ]
    return found


def validate_linked_records_matched(document: Document) -> list[Finding]:
    """Where a note says that two persons are one, a note about the other says so too."""
    linked = [(note, note.about, note.value("linked_person_record_id")) for note in document.notes()]
    said = {(one, other) for _, one, other in linked}
    return [
        Finding(
            note.line,
            f"{shown(one)} is linked to {shown(other)}, but no note says so of {shown(other)}.",
            False,
        )
        for note, one, other in linked
        if other and (other, one) not in said
    ]


def validate_expired_records_removed(document: Document, now: dt.datetime | None = None) -> list[Finding]:
    """A day after a record expired, nothing is left of it but its id and dates; from 1.3 on."""
    if document.version < "1.3":
        return []
    now = now or dt.datetime.now(dt.UTC)
    found = []
    for person in document.persons:
        expires = read_time(person.value("expiry_date"))
        if expires is not None and expires + GRACE < now:
            notes = [note for note in document.top_notes if person.id and note.about == person.id]
            found += _left_over(person, notes) + _wrong_dates(person, expires)
    return found


def _repeated(field: str, records: Iterable[Person | Note]) -> list[Finding]:
    seen: dict[str, int] = {}
    found = []
    for record in records:
        key = record.value(field)
        if key and key in seen:
            found.append(
                Finding(
                    record.line, f"{field} {shown(key)} is taken already by the record of line {seen[key]}."
                )
            )
        seen.setdefault(key, record.line)
    return found


def _left_over(person: Person, notes: list[Note]) -> list[Finding]:
    found = [
        Finding(child.line, f"The record expired more than a day ago, but {child.name} is still there.")
        for child in person.element.children
        if child.name not in PLACEHOLDER_FIELDS and not says_nothing(child)
    ]
    return found + [
        Finding(
            note.line,
            f"{shown(person.id)} expired more than a day ago, but this note about it is still there.",
        )
        for note in notes
        if not says_nothing(note.element, ("person_record_id",))
    ]


def _wrong_dates(person: Person, expires: dt.datetime) -> list[Finding]:
    source, entry = (read_time(person.value(field)) for field in ("source_date", "entry_date"))
    if source is None or source != entry:
        return [Finding(person.line, "The record expired, but its source_date and entry_date differ.")]
    if source > expires + GRACE:
        return [Finding(person.line, "The record was emptied more than a day after it expired.")]
    return []
