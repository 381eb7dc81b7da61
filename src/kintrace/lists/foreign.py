"""Recognise files that are no lists, by their first bytes, and say what they are and what to do."""

from kintrace.errors import ListUnreadable

_SAVE = "Open it in a spreadsheet program and save it as XLSX, or as CSV (UTF-8)"
_COPY = "Copy its table into a spreadsheet and save that as XLSX"
_TYPE = "Type the list into a spreadsheet and save that as XLSX"

_STARTS = (
    (b"%PDF", "a PDF document", _COPY),
    (b"{\\rtf", "a text document (RTF)", _COPY),
    (b"\xff\xd8\xff", "a picture (JPEG)", _TYPE),
    (b"\x89PNG", "a picture (PNG)", _TYPE),
    (b"GIF8", "a picture (GIF)", _TYPE),
    (b"II*\0", "a picture (TIFF)", _TYPE),
    (b"MM\0*", "a picture (TIFF)", _TYPE),
    (b"7z\xbc\xaf", "an archive (7z)", "Unpack it and name the list inside"),
    (b"Rar!", "an archive (RAR)", "Unpack it and name the list inside"),
    (b"SQLite format 3", "a database (SQLite)", "Export its table as CSV"),
    (b"\x1f\x8b", "compressed", "Unpack it (gunzip) and name the list inside"),
)
_PAGES = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body")
_DOCUMENTS = (".doc", ".docx", ".odt", ".pages")


def refuse_foreign(name: str, start: bytes) -> None:
    """Raise ListUnreadable when the first bytes are those of a picture, a document, a web page ..."""
    for mark, what, todo in _STARTS:
        if start.startswith(mark):
            raise _foreign(name, what, todo)
    if start[4:8] == b"ftyp":
        raise _foreign(name, "a picture or a film (HEIC, MP4)", _TYPE)
    begins = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
    if begins.startswith(_PAGES):
        raise _foreign(name, "a web page (HTML), whatever its name", _SAVE)
    if begins.startswith(b"<?xml"):
        kind = "a web page (HTML)" if b"<html" in begins else "an XML file"
        raise _foreign(name, f"{kind}, whatever its name", _SAVE)


def refuse_document(name: str, parts: set[str]) -> None:
    """Raise ListUnreadable when the archive of these `parts` (none: unknown) is a text or slides."""
    lettered = any(part.startswith("word/") for part in parts) or "Index/Document.iwa" in parts
    if lettered or name.lower().endswith(_DOCUMENTS):
        raise _foreign(name, "a text document, not a spreadsheet", _COPY)
    if any(part.startswith("ppt/") for part in parts):
        raise _foreign(name, "a presentation, not a spreadsheet", _COPY)


def _foreign(name: str, what: str, todo: str) -> ListUnreadable:
    return ListUnreadable(f"{name} is {what}. {todo}.")
