"""PFIF, the People Finder Interchange Format: read versions 1.1 to 1.4, check them, write 1.4."""

from kintrace.pfif.check import check, run_validations
from kintrace.pfif.document import Document, Note, Person
from kintrace.pfif.expiry import is_expired, is_placeholder, placeholder, read_time, written_time
from kintrace.pfif.findings import Finding
from kintrace.pfif.reading import read, read_bytes
from kintrace.pfif.writing import in_1_4, make_document, make_note, make_person, write

__all__ = [
    "Document",
    "Finding",
    "Note",
    "Person",
    "check",
    "in_1_4",
    "is_expired",
    "is_placeholder",
    "make_document",
    "make_note",
    "make_person",
    "placeholder",
    "read",
    "read_bytes",
    "read_time",
    "run_validations",
    "write",
    "written_time",
]
