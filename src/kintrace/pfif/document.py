"""What a PFIF file says, in plain values: persons, and notes about them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kintrace.errors import PfifUnreadable
from kintrace.pfif.tree import Element

NEWEST = "1.4"
VERSIONS = ("1.1", "1.2", "1.3", "1.4")
_PFIF = "http://zesty.ca/pfif/"
_VERSION = re.compile(r"\{http://zesty\.ca/pfif/(1\.[1-4])\}\w+")
_FEEDS = ("{http://www.w3.org/2005/Atom}feed", "rss")


def namespace(version: str) -> str:
    """Return the namespace of a version.

    >>> namespace("1.4")
    'http://zesty.ca/pfif/1.4'
    """
    return _PFIF + version


@dataclass(frozen=True, slots=True)
class Record:
    """A person or a note: its fields in the order of the file, those that PFIF does not know among them."""

    element: Element

    def value(self, field: str) -> str:
        """Return what a field says, without the spaces around it; "" when it says nothing or is absent."""
        for child in self.element.children:
            if child.name == field:
                return child.text.strip()
        return ""

    @property
    def line(self) -> int:
        """The line of the file on which the record begins."""
        return self.element.line


@dataclass(frozen=True, slots=True)
class Note(Record):
    """What somebody said about a person; `inside` is the id of the person in whose record it stands."""

    inside: str | None = None

    @property
    def about(self) -> str:
        """The id of the person whom it is about."""
        return self.value("person_record_id") or self.inside or ""


@dataclass(frozen=True, slots=True)
class Person(Record):
    """A person who is sought, or of whom something is known."""

    @property
    def id(self) -> str:
        """Domain of the repository where the record was first entered, a slash, and its id there."""
        return self.value("person_record_id")

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes that stand in the person's own record."""
        return tuple(Note(child, self.id) for child in self.element.children if child.name == "note")


@dataclass(frozen=True, slots=True)
class Document:
    """A PFIF file, or the PFIF records of an Atom or RSS feed: its version and its root element.

    Names of PFIF elements stand alone; those of others have their namespace before them: "{...}name".
    """

    version: str
    root: Element

    @property
    def persons(self) -> tuple[Person, ...]:
        """The persons, in the order of the file."""
        return tuple(Person(child) for child in self.root.children if child.name == "person")

    @property
    def top_notes(self) -> tuple[Note, ...]:
        """The notes that stand beside the persons."""
        return tuple(Note(child) for child in self.root.children if child.name == "note")

    def notes(self) -> Iterator[Note]:
        """Give every note: those in persons first, then those beside them."""
        for person in self.persons:
            yield from person.notes
        yield from self.top_notes


def document_from(root: Element, name: str) -> Document:
    """Return what the XML of the file `name` says; raise PfifUnreadable when it is no PFIF that we know."""
    if root.name in _FEEDS:
        return _feed(root, name)
    found = _VERSION.fullmatch(root.name)
    if found is None or root.name != f"{{{namespace(found[1])}}}pfif":
        raise PfifUnreadable(
            f"{name}, line {root.line}: the file begins with {root.name}, not with the pfif element of "
            f"PFIF {', '.join(VERSIONS)}."
        )
    return Document(found[1], _with_names(root, _shortened(namespace(found[1]))))


def _feed(feed: Element, name: str) -> Document:
    """Gather the records that stand in the entries of a feed, each at the top of its entry."""
    records, parts = [], [feed]
    versions: list[str] = []
    while parts:
        part = parts.pop()
        found = _VERSION.fullmatch(part.name)
        if found and part.name.endswith(("}person", "}note")):
            versions.append(found[1])
            if found[1] != versions[0]:
                raise PfifUnreadable(
                    f"{name}, line {part.line}: the feed mixes records of PFIF {versions[0]} and {found[1]}. "
                    "Ask for one version."
                )
            records.append(replace(part, tail=""))
        else:
            parts += reversed(part.children)
    if not versions:
        raise PfifUnreadable(f"{name} is a feed without PFIF records; no entry holds a person or a note.")
    space = namespace(versions[0])
    root = Element(f"{{{space}}}pfif", children=tuple(records), line=feed.line)
    return Document(versions[0], _with_names(root, _shortened(space)))


def _shortened(space: str) -> Mapping[str, str]:
    return {space: "", "": "{}"}


def _with_names(element: Element, starts: Mapping[str, str], known: dict[str, str] | None = None) -> Element:
    """Return the element with what stands before each name changed: namespace -> start of the name.

    known: names that were changed already; a file has many elements and few names.
    """
    known = {} if known is None else known
    if element.name not in known:
        space, _, local = element.name.removeprefix("{").rpartition("}")
        known[element.name] = starts.get(space, f"{{{space}}}") + local
    children = tuple([_with_names(child, starts, known) for child in element.children])
    name, line = known[element.name], element.line
    return Element(name, element.text, children, element.attributes, element.tail, line)


def element_of(document: Document) -> Element:
    """Return the root with namespaces in all names, as XML has them."""
    return _full(document.root, namespace(document.version))


def _full(element: Element, space: str) -> Element:
    name = element.name if element.name.startswith("{") else f"{{{space}}}{element.name}"
    children = tuple(_full(child, space) for child in element.children)
    return replace(element, name=name.removeprefix("{}"), children=children)
