"""Turn the name columns of the lists into codes: surname, given name and patronymic as fields of their own.

Surnames and given names share one dictionary, so that exchanged columns can be seen.
Two ways to read: `kintrace.names` (East Slavic names in any script), or by spelling and sound alone.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.linkage import name_words, texts
from kintrace.linkage.context import Dictionary
from kintrace.linkage.fields import Field
from kintrace.linkage.kernel import CLASSES, FACETS, NAME_ENTRY, Bytes, Ints, Keys, sounds
from kintrace.linkage.name_words import PARTS, Words
from kintrace.names import english

if TYPE_CHECKING:
    from kintrace.names import Token

LETTERS = 0x0FFFFFFF
GENDERS = {"f": 0x10000000, "m": 0x20000000, "": 0x30000000}
KNOWN = 0x40000000
ONLY_INITIAL = -0x80000000
"""Bits of `initial` in NAME_ENTRY: letters a name may begin with; whom it may name, a woman, a man or either;
it is a known name; it is a letter only."""

_LETTERS = 28

Coded = dict[Field, tuple[Ints, Dictionary]]


def encode(tables: tuple[pa.Table, ...], column: str, fields: list[Field], east_slavic: bool) -> Coded:
    """Return codes (all tables, one after another) and dictionary of each name field of one column."""
    apart = all(column not in t.column_names for t in tables)
    if east_slavic or not apart:
        return _read(tables, column, fields)
    return _spelled(tables, fields)


# ---------- by spelling and sound ----------


def _spelled(tables: tuple[pa.Table, ...], fields: list[Field]) -> Coded:
    chunks: list[pa.Array[Any]] = []
    for f in fields:
        for t in tables:
            column = PARTS[f.part]
            null = pa.nulls(t.num_rows, pa.string())
            chunks += t[column].chunks if column in t.column_names else [null]
    values, codes = texts.distinct(pa.chunked_array(chunks, type=pa.string()))
    folded, number = texts.fold(values)
    codes = np.append(number, np.int32(-1))[codes].astype(np.int32)
    dictionary = _spelled_dictionary(folded)
    rows = sum(t.num_rows for t in tables)
    return {f: (codes[i * rows : (i + 1) * rows], dictionary) for i, f in enumerate(fields)}


def _spelled_dictionary(folded: pa.StringArray) -> Dictionary:
    letters, start, has = texts.spelled(folded)
    e = np.full(len(folded), -1, NAME_ENTRY)
    e["reading"][:, 0] = np.arange(len(folded))
    e["coarse"][:, 0] = sound = _numbered_bytes(*sounds(letters, start))
    e["classes"] = _english(folded)
    firsts = _firsts(letters, start)
    e["initial"] = np.uint32(1) << (firsts % _LETTERS) | GENDERS[""]
    e["initial"][np.diff(start) == 1] |= ONLY_INITIAL
    return Dictionary(
        folded,
        letters,
        start,
        has,
        entries=e,
        group=np.arange(len(folded), dtype=np.int32),
        keys={
            "same": texts.numbered(len(folded)),
            "sound": (sound + 1).astype(np.uint32),
            "first": firsts,
        },
    )


def _english(folded: pa.StringArray) -> Ints:
    """Return the classes of each name: the English full names that it may stand for."""
    known = english.classes()
    rows = np.full((len(known) + 1, CLASSES), -1, np.int32)
    for i, numbers in enumerate(known.values()):
        rows[i, : len(numbers)] = numbers
    at = pc.index_in(folded, pa.array(list(known))).to_numpy(zero_copy_only=False)
    found: Ints = rows[np.where(np.isnan(at), len(known), at).astype(np.int64)]
    return found


def _numbered_bytes(letters: Bytes, start: Ints) -> Ints:
    buffers = [None, pa.py_buffer(start.data), pa.py_buffer(letters.data)]
    array = pa.BinaryArray.from_buffers(pa.binary(), len(start) - 1, buffers)
    return array.dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int32)


def _firsts(letters: Bytes, start: Ints) -> Keys:
    return np.append(letters, np.uint8(0))[start[:-1]].astype(np.uint32)


# ---------- by reading ----------


def _read(tables: tuple[pa.Table, ...], column: str, fields: list[Field]) -> Coded:
    found = [name_words.words(t, column, [f.part for f in fields]) for t in tables]
    out: Coded = {}
    shared = [f for f in fields if f.part != "patronymic"]
    for together in (shared, [f for f in fields if f not in shared]):
        if not together:
            continue
        number: dict[Words, int] = {}
        codes = {f: np.concatenate([_numbered(*one[f.part], number) for one in found]) for f in together}
        dictionary = _read_dictionary(list(number))
        out |= {f: (codes[f], dictionary) for f in together}
    return out


def _numbered(codes: Ints, words: list[Words], number: dict[Words, int]) -> Ints:
    own = np.full(len(words) + 1, -1, np.int32)
    for i, one in enumerate(words):
        if one.tokens:
            own[i] = number.setdefault(one, len(number))
    return own[codes]


def _read_dictionary(words: Sequence[Words]) -> Dictionary:
    readings, coarse, skeletons = _Numbers(), _Numbers(), _Numbers()
    e = np.full(len(words), -1, NAME_ENTRY)
    for i, (tokens, _) in enumerate(words):
        e["reading"][i] = readings.row(r for t in tokens for r in _readings(t))
        e["coarse"][i] = coarse.row(r for t in tokens for r in _coarse(t))
        e["classes"][i] = _row((c for t in tokens for c in t.classes), CLASSES)
        e["skeleton"][i] = skeletons.of(" ".join(t.skeleton or t.text for t in tokens))
    e["initial"] = [_initials(one) for one in words]
    group = np.where(e["classes"][:, 0] >= 0, -2 - e["classes"][:, 0], e["skeleton"])
    _, group = np.unique(group, return_inverse=True)
    firsts = np.fromiter((ord(_coarse(one.tokens[0])[0][0]) for one in words), np.uint32, len(words))
    full = e["initial"] >= 0
    shown = pa.array([" ".join(t.text for t in one.tokens).title() for one in words], pa.string())
    return Dictionary(
        shown,
        *texts.spelled(pa.array(list(readings.seen), pa.string())),
        entries=e,
        group=group.astype(np.int32),
        keys={
            "same": np.where(full, e["coarse"][:, 0] + 1, 0).astype(np.uint32),
            "sound": np.where(full, group + 1, 0).astype(np.uint32),
            "skeleton": np.where(full, e["skeleton"] + 1, 0).astype(np.uint32),
            "first": firsts,
        },
    )


def _initials(words: Words) -> int:
    """Return the bits of `initial`: letters, gender, and whether it is a known name or only a letter."""
    bits, tokens = GENDERS[words.gender], words.tokens
    for spelled in (*_readings(tokens[0]), *_coarse(tokens[0])):
        bits |= 1 << (ord(spelled[0]) % _LETTERS)
    if all(t.initial for t in tokens):
        return bits | ONLY_INITIAL
    return bits | (KNOWN if all(t.known for t in tokens) else 0)


def _readings(token: "Token") -> tuple[str, ...]:
    """Return how a word sounds; a word in a script that is not read (Arabic, Chinese) stands for itself."""
    return tuple(filter(None, token.readings)) or (token.text,)


def _coarse(token: "Token") -> tuple[str, ...]:
    return tuple(filter(None, token.coarse)) or _readings(token)


def _row(values: Iterable[int], most: int = FACETS) -> list[int]:
    kept = list(dict.fromkeys(values))[:most]
    return kept + [-1] * (most - len(kept))


class _Numbers:
    """Number strings in the order they are first seen."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def of(self, text: str) -> int:
        return self.seen.setdefault(text, len(self.seen))

    def row(self, strings: Iterable[str]) -> list[int]:
        return _row(self.of(s) for s in strings)
