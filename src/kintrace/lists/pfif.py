"""Read a PFIF file as a list: one row for each person, its fields as columns, its notes in one more."""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from kintrace import pfif
from kintrace.errors import ListUnreadable, PfifUnreadable
from kintrace.lists.source import MOST_COLUMNS, Source
from kintrace.pfif.rules import rules
from kintrace.pfif.tree import Element

_LINES_AS_LISTS = ("alternate_names",)  # several values, one a line


def read_pfif(path: Path) -> Source:
    """Return a row for each person who is still named; raise ListUnreadable with the line that is wrong."""
    try:
        document = pfif.read(path)
    except PfifUnreadable as error:
        raise ListUnreadable(str(error)) from None
    persons = document.persons
    notes = _notes_by_person(document)
    rows, numbers = [], []
    names: dict[str, None] = {}
    for number, person in enumerate(persons, 1):
        if pfif.is_placeholder(person):
            continue
        row = _row(person, notes.pop(person.id, []) if person.id else list(person.notes))
        names |= dict.fromkeys(row)
        if len(names) > MOST_COLUMNS:
            raise ListUnreadable(
                f"{path.name} has more than {MOST_COLUMNS:,} kinds of fields; this is not PFIF."
            )
        rows.append(row)
        numbers.append(number)
    if not rows:
        raise ListUnreadable(
            f"{path.name} is PFIF, but names no person. Records of persons without a name left: "
            f"{len(persons):,}; notes: {len(list(document.notes())):,}."
        )
    columns = {
        name: pa.array([row.get(name) for row in rows], pa.string()) for name in _ordered(document, names)
    }
    told = _told(document, len(persons) - len(rows), sum(map(len, notes.values())))
    return Source(pa.table(columns), pa.array(numbers, pa.int32()), notes=told)


def _notes_by_person(document: pfif.Document) -> dict[str, list[pfif.Note]]:
    found: dict[str, list[pfif.Note]] = {}
    for note in document.notes():
        if note.about:
            found.setdefault(note.about, []).append(note)
    return found


def _row(person: pfif.Person, notes: Iterable[pfif.Note]) -> dict[str, str]:
    """Return the fields that say something; of a field that is there twice, both."""
    row: dict[str, str] = {}
    for child in person.element.children:
        if child.name != "note" and (said := _said(child)):
            row[child.name] = f"{row[child.name]}\n{said}" if child.name in row else said
    first, *others = _lines(row.get("full_name", "")) or [""]
    if others:
        row |= {"full_name": first, "other_full_names": "; ".join(others)}
    row |= {name: "; ".join(_lines(row[name])) for name in _LINES_AS_LISTS if name in row}
    said_of = [{child.name: _said(child) for child in note.element.children} for note in notes]
    return row | ({"note": json.dumps(said_of, ensure_ascii=False)} if said_of else {})


def _said(element: Element) -> str:
    return (
        element.text.strip()
        if not element.children
        else " ".join(
            text for part in element.walk() for text in (part.text.strip(), part.tail.strip()) if text
        )
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _ordered(document: pfif.Document, names: Iterable[str]) -> list[str]:
    """Return the columns in the order of PFIF 1.4, then those that it does not know."""
    known = [name for name in rules(document.version, "person") if name != "note"]
    if "full_name" in known:
        known.insert(known.index("full_name") + 1, "other_full_names")
    last = [name for name in names if name == "note"]
    present = set(names)
    others = [name for name in names if name not in known and name != "note"]
    return [name for name in known if name in present] + others + last


def _told(document: pfif.Document, left_out: int, strays: int) -> list[str]:
    """Say what was left out, and what should no longer be there."""
    now = dt.datetime.now(dt.UTC)
    expired = sum(pfif.is_expired(one, now) and not pfif.is_placeholder(one) for one in document.persons)
    notes: list[str] = []
    notes.append(f"The list is PFIF {document.version}.")
    if left_out:
        notes.append(
            f"Records left out because they expired or were deleted, so that nobody is named: {left_out:,}."
        )
    if expired:
        notes.append(
            f"Records that have expired but still say something: {expired:,}. PFIF asks that they be "
            "deleted; do not keep them longer than you need."
        )
    if strays:
        notes.append(f"Notes not read because they are about nobody in the file who is named: {strays:,}.")
    return notes
