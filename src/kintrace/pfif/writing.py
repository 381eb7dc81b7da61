"""Make persons and notes of PFIF 1.4, turn older records into such, and write them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kintrace.errors import SettingsInvalid
from kintrace.pfif.document import NEWEST, Document, Note, Person, element_of, namespace
from kintrace.pfif.rules import Kind, rules
from kintrace.pfif.tree import Element, xml_text


def make_person(values: Mapping[str, str], notes: Iterable[Note] = ()) -> Person:
    """Return a person with these fields (field -> value), empty ones left out, in the order of PFIF 1.4."""
    fields = _fields("person", values)
    return Person(Element("person", children=(*fields, *(note.element for note in notes))))


def make_note(values: Mapping[str, str]) -> Note:
    """Return a note with these fields, field -> value, in the order of PFIF 1.4; empty ones are left out."""
    return Note(Element("note", children=_fields("note", values)))


def make_document(persons: Iterable[Person], notes: Iterable[Note] = ()) -> Document:
    """Return a file of PFIF 1.4 with these persons, and beside them these notes."""
    records = (record.element for record in (*persons, *notes))
    return Document(NEWEST, Element("pfif", children=tuple(records)))


def in_1_4(document: Document) -> Document:
    """Return the file as PFIF 1.4 has it: fields that were renamed have their new names.

    A person without a full name gets one of the given and the family name. What PFIF does not know
    stays as it is.
    """
    if document.version == NEWEST:
        return document
    children = tuple(_renamed(child, document.version) for child in document.root.children)
    return Document(NEWEST, replace(document.root, children=children))


def write(document: Document) -> str:
    """Return the file as XML of its own version; what `read` reads, it writes back with nothing lost."""
    return xml_text(element_of(document), {namespace(document.version): "pfif"})


def _fields(kind: Kind, values: Mapping[str, str]) -> tuple[Element, ...]:
    known = [field for field in rules(NEWEST, kind) if field != "note"]
    for field in values:
        if field not in known:
            raise SettingsInvalid(
                f"A {kind} of PFIF {NEWEST} has no field {field}; it has {', '.join(known)}."
            )
    return tuple(Element(field, values[field]) for field in known if values.get(field))


def _renamed(element: Element, version: str) -> Element:
    if element.name == "person":
        known = rules(version, "person")
    elif element.name == "note":
        known = rules(version, "note")
    else:
        return element
    children = [
        replace(child, name=known[child.name].now) if child.name in known else child
        for child in element.children
    ]
    children = [_renamed(child, version) if child.name == "note" else child for child in children]
    person = Person(replace(element, children=tuple(children)))
    if element.name == "person" and not person.value("full_name"):
        names = [name for field in ("given_name", "family_name") if (name := person.value(field))]
        if names:
            children = [child for child in children if child.name != "full_name"]
            children.append(Element("full_name", " ".join(names), line=element.line))
    return replace(element, children=tuple(children))
