"""All checks of a PFIF file in one call."""

import datetime as dt
from collections.abc import Callable

from kintrace.pfif import validate, validate_records
from kintrace.pfif.document import Document
from kintrace.pfif.expiry import read_time
from kintrace.pfif.findings import Finding
from kintrace.pfif.formats import FORMATS
from kintrace.pfif.rules import rules

VALIDATIONS: tuple[Callable[[Document], list[Finding]], ...] = (
    validate.validate_root_has_child,
    validate.validate_root_has_mandatory_children,
    validate.validate_note_has_mandatory_children,
    validate.validate_fields_have_correct_format,
    validate_records.validate_person_ids_are_unique,
    validate_records.validate_note_ids_are_unique,
    validate_records.validate_notes_belong_to_persons,
    validate.validate_person_field_order,
    validate.validate_note_field_order,
    validate_records.validate_linked_records_matched,
    validate.validate_extraneous_fields,
)


def run_validations(document: Document, now: dt.datetime | None = None) -> list[Finding]:
    """Return all that breaks PFIF, or may be lost in it, line by line; `now` decides on expiry."""
    found = validate_records.validate_expired_records_removed(document, now)
    found += validate.validate_person_has_mandatory_children(document, now)
    for validation in VALIDATIONS:
        found += validation(document)
    return sorted(found)


def check(document: Document, now: dt.datetime | None = None) -> list[Finding]:
    """Return what `run_validations` does, and a warning for each time that no calendar and no clock has."""
    return sorted(run_validations(document, now) + _impossible_times(document))


def _impossible_times(document: Document) -> list[Finding]:
    found = []
    for kind, records in (("person", document.persons), ("note", tuple(document.notes()))):
        known = rules(document.version, "person" if kind == "person" else "note")
        found += [
            Finding(child.line, f'{child.name} is "{text}", which no calendar and no clock has.', False)
            for record in records
            for child in record.element.children
            if child.name in known and known[child.name].format == "date" and (text := child.text.strip())
            if FORMATS["date"].fits(text) and read_time(text) is None
        ]
    return found
