"""Turn the columns of a list, of any type, into clean text without a Python loop over rows.

`to_text` gives the text a person would see; `clean` trims and normalises it and empties cells
that only say "not known". Columns that are already clean are returned as they are, uncopied.
"""

import csv
import json
import re
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.lists.source import Bytes, Cells, Column

# What asks for cleaning, as bytes: control characters; no-break, thin and ideographic spaces; soft hyphen,
# zero-width and direction marks, byte order mark; combining accents. First byte -> ranges of the next ones.
_SUSPECTS: dict[int, tuple[tuple[tuple[int, int], ...], ...]] = {
    0xC2: (((0x80, 0xA0),), ((0xAD, 0xAD),)),
    0xCC: (((0x80, 0xBF),),),
    0xCD: (((0x80, 0xAF),),),
    0xE1: (((0x9A, 0x9A), (0x80, 0x80)),),
    0xE2: (((0x80, 0x80), (0x80, 0x8F)), ((0x80, 0x80), (0xA8, 0xAF)), ((0x81, 0x81), (0x9F, 0xAF))),
    0xE3: (((0x80, 0x80), (0x80, 0x80)),),
    0xEF: (((0xBB, 0xBB), (0xBF, 0xBF)),),
}
# Blanks and marks nobody sees, before which a sign still begins a formula; the signs, full-width ones too.
_BEFORE = r"\x00-\x20\x7f-\xa0\xad" + "\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
_SIGNS = r"\t\r\n=+\-@＝＋－＠﹦﹢﹣﹫−"
_CUTS = r";,|\t\r\n"
"""Where a program that expects another delimiter, as it does in other countries, cuts a cell in two."""
FORMULA = f'(?:^|[{_CUTS}])[{_BEFORE}"]*[{_SIGNS}]'
"""Finds text in which a spreadsheet may see a formula; Arrow reads the pattern as Python does."""
_FORMULA = re.compile(FORMULA)
_START = re.compile(f"[{_BEFORE}]*[{_SIGNS}]")
_AFTER_CUT = re.compile(f'(?<=[{_CUTS}])(?![\\t\\r\\n])(?=[{_BEFORE}"]*[{_SIGNS}])')
_LOOKED_AT = 2000  # cells looked at to see whether values repeat
_INVISIBLE = r"[\x{00AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{FEFF}]+"
_SPACES = r"[\s\pZ\x00-\x1F\x7F\x{0085}]+"
_UNTIDY = r"^\s|\s$|\s\s|[^\S ]|[\p{Zl}\p{Zp}\p{Cc}\p{Cf}\p{Mn}]|[^\PZ ]"


def to_text(column: Column) -> Column:
    """Return the column as strings: 7.0 as "7", a midnight as its date, nested values as JSON."""
    kind = column.type
    if pa.types.is_string(kind):
        return column
    if pa.types.is_floating(kind):
        return _float_text(column)
    if pa.types.is_timestamp(kind):
        return pc.replace_substring_regex(column.cast(pa.string()), r"[ T]00:00:00(\.0+)?Z?$", "")
    if pa.types.is_nested(kind):
        texts = [None if value is None else _json(value) for value in column.to_pylist()]
        return pa.chunked_array([pa.array(texts, pa.string())])
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        texts = [None if value is None else value.decode("utf-8", "replace") for value in column.to_pylist()]
        return pa.chunked_array([pa.array(texts, pa.string())])
    return column.cast(pa.string())


def clean(column: Column) -> Column:
    """Trim, join broken spaces, compose letters (NFC), and make empty and "not known" cells null.

    >>> clean(pa.chunked_array([["  Іван\\u00a0 Франко", "невідомо", "-"]])).to_pylist()
    ['Іван Франко', None, None]
    """
    old = column.chunks
    new = [_clean_chunk(chunk) for chunk in old]
    if all(after is before for after, before in zip(new, old, strict=True)):
        return column
    return pa.chunked_array(new, pa.string())


def _clean_chunk(chunk: Cells) -> Cells:
    if not _repeats(chunk):
        return _clean_cells(chunk)
    cells = chunk.dictionary_encode()
    words = _clean_cells(cells.dictionary)
    return chunk if words is cells.dictionary or words.equals(cells.dictionary) else words.take(cells.indices)


def _repeats(chunk: Cells) -> bool:
    """Say whether the chunk seems to hold few distinct values, so that cleaning those is less work."""
    return len(chunk) > _LOOKED_AT and len(chunk.slice(0, _LOOKED_AT).unique()) < _LOOKED_AT / 10


def _clean_cells(chunk: Cells) -> Cells:
    if _may_be_untidy(chunk):
        untidy: Cells = pc.match_substring_regex(chunk, _UNTIDY)
        untidy = untidy.fill_null(False)
        if pc.any(untidy).as_py():
            chunk = pc.replace_with_mask(chunk, untidy, _tidy(chunk.filter(untidy)))
    absent = pc.is_in(chunk, value_set=_not_known())
    return pc.if_else(absent, pa.scalar(None, pa.string()), chunk) if pc.any(absent).as_py() else chunk


def _tidy(texts: Cells) -> Cells:
    composed = pc.utf8_normalize(texts, form="NFC")  # type: ignore[attr-defined]  # the stubs lag behind
    visible = pc.replace_substring_regex(composed, _INVISIBLE, "")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(visible, _SPACES, " "))


def _may_be_untidy(chunk: Cells) -> bool:
    """Say whether any cell may need cleaning, by looking at the bytes, not at the cells."""
    offsets, letters = bytes_of(chunk)
    if not len(letters):
        return False
    if letters.min() < 0x20 or _has_suspects(letters):
        return True
    space = letters == 0x20
    filled = offsets[1:] > offsets[:-1]
    edges = space[offsets[:-1][filled]] | space[offsets[1:][filled] - 1]
    return bool(edges.any() or (space[1:] & space[:-1]).any())


def _has_suspects(letters: Bytes) -> bool:
    raw = letters.tobytes()
    for first, forms in _SUSPECTS.items():
        if raw.find(first) < 0:
            continue
        at = np.flatnonzero(letters == first)  # text is whole: a first byte is always followed by its others
        for form in forms:
            fits = np.ones(len(at), dtype=bool)
            for step, (low, high) in enumerate(form, 1):
                after = letters[at + step]
                fits &= (after >= low) & (after <= high)
            if fits.any():
                return True
    return raw.find(0x7F) >= 0


def bytes_of(chunk: Cells) -> tuple[npt.NDArray[np.int32], Bytes]:
    """Return (offsets, bytes) of a string array, the offsets starting at zero."""
    _, offset_buffer, letter_buffer = chunk.buffers()
    offsets = np.frombuffer(offset_buffer, np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
    if letter_buffer is None:
        return np.zeros(len(chunk) + 1, np.int32), np.zeros(0, np.uint8)
    letters = np.frombuffer(letter_buffer, np.uint8)[offsets[0] : offsets[-1]]
    return offsets - offsets[0], letters


@cache
def _not_known() -> Cells:
    """Return what `data/missing.csv` lists: marks as they stand, words also in Title and UPPER case."""
    lines = (files("kintrace.lists") / "data" / "missing.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    words = {row["text"] for row in rows if row["language"] != "any"}
    cased = words | {word.capitalize() for word in words} | {word.upper() for word in words}
    return pa.array(sorted(cased | {row["text"] for row in rows} | {""}))


def _float_text(column: Column) -> Column:
    finite = pc.if_else(pc.is_finite(column), column, pa.scalar(None, column.type))
    whole = pc.and_(pc.equal(finite, pc.trunc(finite)), pc.less(pc.abs(finite), pa.scalar(1e15)))
    as_whole = pc.if_else(whole, finite, pa.scalar(None, column.type)).cast(pa.int64()).cast(pa.string())
    return pc.coalesce(as_whole, finite.cast(pa.string()))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def safe_cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula when it opens an export.

    An apostrophe goes before what would begin a formula, also after a delimiter inside the cell: a program
    that expects another one cuts there. Nothing else changes.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("Іван"), safe_cell("а; =1")
    ("'=HYPERLINK(1)", 'Іван', "а;' =1")
    """
    if not _FORMULA.search(text):
        return text
    apart = _AFTER_CUT.sub("'", text)
    return f"'{apart}" if _START.match(text) else apart
