"""Tell how a text file is written, in one pass over its bytes and bounded memory.

UTF-8, UTF-16 (either order) and CP1251 are told apart; anything else is refused with the line
where it first makes no sense, and so are NUL bytes and lines no list would have.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kintrace.errors import ListUnreadable

LONGEST_LINE = 16 << 20
_WIDE_ZEROS = 0.05  # of UTF-16 units: digits, delimiters and line ends have a zero byte, letters need not
_CHUNK = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_CP1251_LETTERS = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяЁёЄєІіЇїҐґЎў"
_CP1251_SIGNS = "«»–—№’‘“”„…\u00a0°"
_WORD_TURNED = re.compile("[а-яё][А-ЯЁ]{2,}")  # Иванов written in KOI8 looks like йЧБОПЧ
_WORD = re.compile("[а-яёА-ЯЁ]{3,}")
_OLD_ENCODINGS = (("cp866", "CP866, of DOS"), ("koi8-u", "KOI8"), ("mac-cyrillic", "the Macintosh encoding"))
_ANY_WORD = re.compile(r"[^\s\d,;|\"'.:()/-]+")  # a lone sign of another encoding is no word
_WHOLE_WORD = re.compile("[А-ЯЁІЇЄҐ]?[а-яёіїєґ]+$|[А-ЯЁІЇЄҐ]+$")


@dataclass(frozen=True, slots=True)
class TextShape:
    """How a text file is written: its encoding, the bytes of its mark, and its longest line in bytes."""

    encoding: str
    mark: int
    longest_line: int


def shape_of(path: Path, start: bytes, longest_allowed: int = LONGEST_LINE) -> TextShape:
    """Look through the file once; `start` is its first bytes. Raise ListUnreadable when it is not text."""
    encoding, mark = _announced(start)
    wide = encoding.startswith("utf-16")
    decoder = codecs.getincrementaldecoder(encoding)()
    longest = since = lines = 0
    whole = True
    for chunk in _chunks(path):
        since, longest = _longest_line(chunk, since, longest)
        if longest > longest_allowed:
            raise ListUnreadable(
                f"{path.name}, line {lines + 1}, runs on for more than {longest_allowed >> 20} MB. "
                "This is not a table with one person per line; save it again as CSV or XLSX."
            )
        if not wide and b"\0" in chunk:
            line = lines + 1 + chunk.count(b"\n", 0, chunk.index(b"\0"))
            raise ListUnreadable(
                f"{path.name}, line {line}, holds a NUL byte: the file is damaged or is not text. "
                "Save it again as CSV (UTF-8) or XLSX."
            )
        whole = whole and _continues(decoder, chunk)
        lines += chunk.count(b"\n")
    if whole and _continues(decoder, b"", final=True):
        return TextShape(encoding, mark, longest)
    if wide:
        raise ListUnreadable(
            f"{path.name} begins as {encoding.upper()} text but is damaged further on. "
            "Open it where it was made and save it as CSV (UTF-8) or XLSX."
        )
    _must_be_cp1251(path)
    return TextShape("cp1251", 0, longest)


def _announced(start: bytes) -> tuple[str, int]:
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding, len(mark)
    head = np.frombuffer(start[: len(start) & ~1][:4096], np.uint8).reshape(-1, 2) == 0
    for side, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = int(head[:, side].sum())
        if zeros >= max(3, _WIDE_ZEROS * len(head)) and not head[:, 1 - side].any():
            return encoding, 0
    return "utf-8", 0


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _longest_line(chunk: bytes, since: int, longest: int) -> tuple[int, int]:
    """Return the length of the line still open at the end of `chunk`, and the longest line so far."""
    ends = np.flatnonzero(np.frombuffer(chunk, np.uint8) == 0x0A)
    if not len(ends):
        since += len(chunk)
        return since, max(longest, since)
    inner = int(np.diff(ends).max()) if len(ends) > 1 else 0
    longest = max(longest, since + int(ends[0]) + 1, inner)
    since = len(chunk) - 1 - int(ends[-1])
    return since, max(longest, since)


def _continues(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _must_be_cp1251(path: Path) -> None:
    """Pass when the bytes make sense as CP1251; otherwise raise with the first line that is neither."""
    counts = np.zeros(256, np.int64)
    for chunk in _chunks(path):
        counts += np.bincount(np.frombuffer(chunk, np.uint8), minlength=256)
    likely = np.zeros(256, dtype=bool)
    likely[list((_CP1251_LETTERS + _CP1251_SIGNS).encode("cp1251"))] = True
    high = int(counts[128:].sum())
    sample = next(_chunks(path)).decode("cp1251", "replace")
    words, turned = len(_WORD.findall(sample)), len(_WORD_TURNED.findall(sample))
    if counts[likely].sum() >= 0.97 * high and not counts[0x98] and turned <= 0.2 * max(words, 1):
        return
    line, column = _first_strange(path)
    old = _old_encoding(next(_chunks(path)))
    guessed = f" It looks like {old}." if old else ""
    raise ListUnreadable(
        f"{path.name} is written neither in UTF-8 nor in Windows-1251: line {line}, byte {column} is wrong."
        f"{guessed} Open it where it was made and save it as CSV (UTF-8) or XLSX."
    )


def _old_encoding(sample: bytes) -> str:
    """Name the old Cyrillic encoding in which nearly all words are whole words, or ""."""
    for codec, name in _OLD_ENCODINGS:
        words = _ANY_WORD.findall(sample.decode(codec, "ignore"))
        lettered = [word for word in words if not word.isascii()]
        whole = sum(bool(_WHOLE_WORD.match(word)) for word in lettered)
        if lettered and whole >= 0.9 * len(lettered):
            return name
    return ""


def _first_strange(path: Path) -> tuple[int, int]:
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                return number, error.start + 1
    return 1, 1
