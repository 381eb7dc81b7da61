"""Read XML from strangers into a plain tree, and write such a tree back.

A document type is refused before it is read, so there are no entities: neither bombs nor files
of this machine can be asked for. Size and depth are bounded. Only spaces that lay out a file,
and comments, are not kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pyexpat import ExpatError, ParserCreate, XMLParserType

from kintrace.errors import PfifUnreadable

LARGEST_BYTES = 64 << 20
DEEPEST = 40
_XML = "http://www.w3.org/XML/1998/namespace"
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_QUOTES = str.maketrans(_ESCAPES | {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
# Signs that XML cannot hold, not even escaped.
_UNWRITABLE = dict.fromkeys(
    (*(set(range(0x20)) - {0x09, 0x0A, 0x0D}), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd"
)
_IN_TEXT = str.maketrans(_ESCAPES)


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its name ("{namespace}name"), what stands in it and after it, and its line in the file.

    Two elements are equal when they say the same, wherever they stand.
    """

    name: str
    text: str = ""
    children: tuple["Element", ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    tail: str = ""
    line: int = field(default=0, compare=False)

    def walk(self) -> Iterator["Element"]:
        """Give the element and all that stands in it, in the order of the file."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += reversed(one.children)


@dataclass(slots=True)
class _Open:
    """An element whose end was not reached yet; `texts` has one text more than there are children."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    line: int
    children: list[Element] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=lambda: [[]])

    def close(self) -> Element:
        """Return the element; spaces between children that only lay out the file are left out."""
        text, *tails = ("".join(pieces) for pieces in self.texts)
        if self.children and not any(piece.strip() for piece in (text, *tails)):
            text, tails = "", [""] * len(tails)
        children = self.children
        if any(tails):
            children = [replace(child, tail=tail) for child, tail in zip(children, tails, strict=True)]
        return Element(self.name, text, tuple(children), self.attributes, "", self.line)


class _Builder:
    """Builds the tree while expat reads."""

    def __init__(self, name: str, parser: XMLParserType) -> None:
        self.root: Element | None = None
        self._name, self._parser = name, parser
        self._open: list[_Open] = []
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.buffer_text = True

    def _refuse_doctype(self, *_: object) -> None:
        raise PfifUnreadable(
            f"{self._name}, line {self._parser.CurrentLineNumber}: it declares a document type (DOCTYPE), "
            "which PFIF does not need and which can make a program read other files. Take that line out."
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if len(self._open) == DEEPEST:
            raise PfifUnreadable(
                f"{self._name}, line {line}: elements stand in one another more than {DEEPEST} deep. "
                "This is not PFIF."
            )
        named = tuple((_braced(key), value) for key, value in attributes.items())
        self._open.append(_Open(_braced(name), named, line))

    def _end(self, _: str) -> None:
        closed = self._open.pop().close()
        if self._open:
            self._open[-1].children.append(closed)
            self._open[-1].texts.append([])
        else:
            self.root = closed

    def _text(self, text: str) -> None:
        self._open[-1].texts[-1].append(text)


def _braced(name: str) -> str:
    return "{" + name if "}" in name else name


def parse(content: bytes, name: str) -> Element:
    """Return the root of the XML in `content`; raise PfifUnreadable with the line where `name` is wrong."""
    if len(content) > LARGEST_BYTES:
        raise PfifUnreadable(
            f"{name} is larger than {LARGEST_BYTES >> 20} MB. Ask for the records in several smaller files."
        )
    parser = ParserCreate(namespace_separator="}")
    builder = _Builder(name, parser)
    try:
        parser.Parse(content, True)
    except ExpatError as error:
        why = str(error).partition(":")[0]
        raise PfifUnreadable(
            f"{name}, line {error.lineno}: this is not whole XML ({why}). Ask for the file again."
        ) from None
    except (LookupError, ValueError) as error:
        raise PfifUnreadable(f"{name} is written in an encoding that cannot be read ({error}).") from None
    assert builder.root is not None  # expat refuses a document without an element
    return builder.root


def xml_text(root: Element, prefixes: dict[str, str]) -> str:
    """Write the tree as a file that `parse` reads back to an equal one.

    `prefixes` says how namespaces are called, namespace -> prefix; others are called ns1, ns2 ...
    """
    names = {_XML: "xml", **prefixes}
    for element in root.walk():
        for name in (element.name, *(key for key, _ in element.attributes)):
            if name.startswith("{") and (space := name[1:].rpartition("}")[0]) not in names:
                names[space] = f"ns{len(names)}"
    declared = [(f"xmlns:{prefix}", space) for space, prefix in names.items() if prefix != "xml"]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    lines += _written(root, names, declared)
    return "".join(lines) + "\n"


def _written(
    element: Element, names: dict[str, str], declared: list[tuple[str, str]], indent: str = "\n"
) -> Iterator[str]:
    tag = _prefixed(element.name, names)
    attributes = [*declared, *((_prefixed(key, names), value) for key, value in element.attributes)]
    shown = "".join(f' {key}="{_escaped(value, _IN_QUOTES)}"' for key, value in attributes)
    if not (element.text or element.children):
        yield f"<{tag}{shown} />"
        return
    yield f"<{tag}{shown}>{_escaped(element.text, _IN_TEXT)}"
    mixed = bool(element.text) or any(child.tail for child in element.children)
    deeper = "" if mixed or not indent else indent + "  "
    for child in element.children:
        yield deeper
        yield from _written(child, names, [], deeper)
        yield _escaped(child.tail, _IN_TEXT)
    yield f"{indent if deeper else ''}</{tag}>"


def _prefixed(name: str, names: dict[str, str]) -> str:
    space, brace, local = name.removeprefix("{").rpartition("}")
    return f"{names[space]}:{local}" if brace else name


def _escaped(text: str, escapes: dict[int, str]) -> str:
    return text.translate(_UNWRITABLE).translate(escapes)
