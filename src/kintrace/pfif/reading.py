"""Read a PFIF file of any version from 1.1 to 1.4, or the PFIF records of an Atom or RSS feed."""

import re
from pathlib import Path

from kintrace.errors import PfifUnreadable
from kintrace.pfif.document import Document, document_from
from kintrace.pfif.tree import LARGEST_BYTES, parse

_BEGINNING = re.compile(rb"<(?:\w+:)?(?:pfif|feed|rss)[\s>/]", re.ASCII)


def looks_like_pfif(start: bytes) -> bool:
    """Say whether the first bytes of a file are those of PFIF, or of a feed, in any usual encoding.

    >>> looks_like_pfif(b'<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4">'), looks_like_pfif(b"<html>")
    (True, False)
    """
    text = start.replace(b"\0", b"")  # UTF-16 has a zero beside each Latin letter
    return _BEGINNING.search(text) is not None and b"zesty.ca/pfif/" in text


def read(path: str | Path) -> Document:
    """Read the file at `path`; raise PfifUnreadable with a sentence that names the line."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise PfifUnreadable(f"There is no file {path}. Check the name and the folder.") from None
    except OSError as error:
        raise PfifUnreadable(f"{path} cannot be opened: {error.strerror}.") from None
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str = "The file") -> Document:
    """Read what a file called `name` holds."""
    return document_from(parse(content, name), name)
