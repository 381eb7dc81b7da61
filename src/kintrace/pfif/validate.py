"""Check the shape of a PFIF file by the rules of its version: children, formats, order.

Each function looks for one kind of fault and returns what it found.
"""

import datetime as dt
from collections.abc import Iterator

from kintrace.pfif.document import Document, Note, Person, Record
from kintrace.pfif.expiry import PLACEHOLDER_FIELDS, is_expired, is_placeholder
from kintrace.pfif.findings import Finding, shown
from kintrace.pfif.formats import FORMATS
from kintrace.pfif.rules import Kind, Rule, at_the_top, rules


def validate_root_has_child(document: Document) -> list[Finding]:
    """The file holds something."""
    if document.root.children:
        return []
    return [Finding(document.root.line, "The pfif element is empty.")]


def validate_root_has_mandatory_children(document: Document) -> list[Finding]:
    """The file holds a person, or from 1.2 on a note."""
    allowed = at_the_top(document.version)
    if any(child.name in allowed for child in document.root.children):
        return []
    told = f"The pfif element holds no {' and no '.join(allowed)}."
    return [Finding(document.root.line, told)]


def validate_person_has_mandatory_children(
    document: Document, now: dt.datetime | None = None
) -> list[Finding]:
    """Each person has the fields that the version asks for; what is left of an expired one, those it keeps.

    From 1.3 on, all but four fields of an expired record are removed: it has no full_name any more.
    """
    return _absent(document, "person", now or dt.datetime.now(dt.UTC))


def validate_note_has_mandatory_children(document: Document) -> list[Finding]:
    """Each note has the fields that the version asks for; a note beside the persons says whom it is about."""
    return _absent(document, "note")


def validate_fields_have_correct_format(document: Document) -> list[Finding]:
    """Dates, ids, addresses and the like are written as they have to be."""
    return [
        Finding(line, f'{rule.field} is "{shown(value)}", but it must be {FORMATS[rule.format].called}.')
        for kind, record in _records(document)
        for rule, line, value in _values(document, kind, record)
        if rule.format in FORMATS and not FORMATS[rule.format].fits(value)
    ]


def validate_person_field_order(document: Document) -> list[Finding]:
    """The fields of each person stand in the order of the version, if it has one."""
    return _disordered(document, "person")


def validate_note_field_order(document: Document) -> list[Finding]:
    """The fields of each note stand in the order of the version, if it has one."""
    return _disordered(document, "note")


def validate_extraneous_fields(document: Document) -> list[Finding]:
    """No element is unknown to the version, and none is there twice."""
    version = document.version
    found = [
        Finding(child.line, f"{_called(child.name)} does not belong beside persons in PFIF {version}.", False)
        for child in document.root.children
        if child.name not in at_the_top(version)
    ]
    for kind, record in _records(document):
        seen = {"note"} - rules(version, kind).keys()
        for child in record.element.children:
            if child.name not in rules(version, kind):
                told = f"A {kind} of PFIF {version} has no field {_called(child.name)}; readers pass it over."
                found.append(Finding(child.line, told, False))
            elif child.name in seen:
                told = f"The {kind} has {child.name} more than once; readers take only one."
                found.append(Finding(child.line, told, False))
            if child.name != "note":
                seen.add(child.name)
    return found


def _records(document: Document) -> Iterator[tuple[Kind, Record]]:
    """Give every record; notes beside the persons only where the version allows them."""
    for person in document.persons:
        yield "person", person
        for note in person.notes:
            yield "note", note
    if "note" in at_the_top(document.version):
        for note in document.top_notes:
            yield "note", note


def _absent(document: Document, kind: Kind, now: dt.datetime | None = None) -> list[Finding]:
    found = []
    for one, record in _records(document):
        if one != kind:
            continue
        present = {child.name for child in record.element.children}
        outside = isinstance(record, Note) and record.inside is None
        emptied = now is not None and _is_emptied(document, record, now)
        for rule in rules(document.version, kind).values():
            if emptied and rule.field not in PLACEHOLDER_FIELDS:
                continue
            asked = rule.needed == "yes" or (rule.needed == "outside" and outside)
            if asked and rule.field not in present:
                told = f"The {kind} has no {rule.field}, which PFIF {document.version} asks for."
                found.append(Finding(record.line, told))
    return found


def _is_emptied(document: Document, record: Record, now: dt.datetime) -> bool:
    """Say whether a record is what is to be left of one that expired, by the versions that have expiry."""
    if not isinstance(record, Person) or document.version < "1.3":
        return False
    return is_placeholder(record) and is_expired(record, now)


def _values(document: Document, kind: Kind, record: Record) -> Iterator[tuple[Rule, int, str]]:
    known = rules(document.version, kind)
    for child in record.element.children:
        if child.name in known:
            yield known[child.name], child.line, child.text.strip()


def _disordered(document: Document, kind: Kind) -> list[Finding]:
    """Name, of each record, the first field that stands after one that should follow it."""
    found = []
    for one, record in _records(document):
        latest: tuple[int, str] = (0, "")
        for rule, line, _ in _values(document, kind, record) if one == kind else ():
            if rule.order is None:
                continue
            if rule.order < latest[0]:
                found.append(
                    Finding(line, f"{rule.field} stands after {latest[1]}; it has to stand before it.")
                )
                break
            latest = (rule.order, rule.field)
    return found


def _called(name: str) -> str:
    return shown(name.removeprefix("{}"))
