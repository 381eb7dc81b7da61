"""Fold text for comparison and lay it out as bytes for the kernel.

Letters outside ASCII get numbers of their own, so any script works as text; nothing is transliterated.
"""

from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.errors import ListUnreadable
from kintrace.linkage.context import Dictionary
from kintrace.linkage.kernel import Bytes, Ints, Keys

_Number = TypeVar("_Number", bound=np.generic)

_MOST_LETTERS = 2**31 - 1
LONGEST = 63
"""Letters of a string that are compared; the kernel's rows hold no more."""


def distinct(values: "pa.ChunkedArray[Any]") -> tuple[pa.StringArray, Ints]:
    """Return the distinct texts in the order they first appear, and the number of each value (-1 = null).

    >>> distinct(pa.chunked_array([["b", "a"], [None, "b"]]))[1].tolist()
    [0, 1, -1, 0]
    """
    coded = [cast("pa.DictionaryArray[Any, Any]", chunk) for chunk in values.dictionary_encode().chunks]
    if not coded:
        return pa.array([], pa.string()), np.empty(0, np.int32)
    codes = [c.indices.fill_null(-1).to_numpy(zero_copy_only=False) for c in coded]
    return cast("pa.StringArray", coded[0].dictionary), np.concatenate(codes).astype(np.int32, copy=False)


def fold(values: pa.StringArray) -> tuple[pa.StringArray, Ints]:
    """Return the distinct folded texts and, per value, the number of its folded text (-1 = nothing left).

    Folding: lower case, punctuation to blanks, blanks trimmed and joined.

    >>> folded, number = fold(pa.array(["O'Neil ", "o neil", " - "]))
    >>> folded.to_pylist(), number.tolist()
    (['o neil'], [0, 0, -1])
    """
    lower = pc.utf8_lower(values)
    odd = pc.match_substring_regex(lower, r"[^0-9a-z]") if _is_ascii(lower) else pc.is_valid(lower)
    if pc.any(odd).as_py():
        clean = pc.utf8_trim_whitespace(pc.replace_substring_regex(lower, r"[\s\pP\pS]+", " "))
        lower = pc.if_else(odd, clean, lower)
    lower = pc.if_else(pc.equal(lower, pa.scalar("")), None, lower)
    return distinct(pa.chunked_array([lower]))


def _is_ascii(values: pa.StringArray) -> bool:
    return bool(pc.all(pc.string_is_ascii(values)).as_py() is not False)


def lay_out(values: pa.StringArray) -> tuple[Bytes, Ints]:
    """Return (bytes, start) of strings, one byte a letter, at most LONGEST letters each."""
    values = pc.utf8_slice_codeunits(values, 0, LONGEST)
    text = None if _is_ascii(values) else "".join(map(str, values.to_pylist()))
    lengths = pc.utf8_length(values).to_numpy(zero_copy_only=False).astype(np.int64)
    if int(lengths.sum()) > _MOST_LETTERS:
        raise ListUnreadable(
            f"A column holds {int(lengths.sum()):,} letters of different values, more than can be compared "
            f"({_MOST_LETTERS:,}). Leave it out of the mapping, or split the list."
        )
    start = np.zeros(len(values) + 1, np.int32)
    np.cumsum(lengths, out=start[1:])
    if text is None:
        _, offset, raw = values.cast(pa.large_string()).buffers()
        first = int(_as_numbers(offset, np.int64)[values.offset]) if offset else 0
        return (
            _as_numbers(raw, np.uint8)[first : first + start[-1]] if raw else np.empty(0, np.uint8)
        ), start
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    own, number = np.unique(points, return_inverse=True)
    rank = np.cumsum(own > 127) - 1
    return np.where(own > 127, 128 + rank % 128, own)[number].astype(np.uint8), start


def _as_numbers(buffer: pa.Buffer, kind: type[_Number]) -> npt.NDArray[_Number]:
    return np.frombuffer(cast("memoryview", buffer), kind)


def letters_of(letters: Bytes, start: Ints) -> Keys:
    """Return for each string a mask with a bit for every letter in it (letter & 31)."""
    if not len(start) - 1:
        return np.zeros(0, np.uint32)
    bits = np.append(np.uint32(1) << (letters & 31).astype(np.uint32), np.uint32(0))
    masks = np.bitwise_or.reduceat(bits, start[:-1])
    masks[start[:-1] == start[1:]] = 0
    return masks.astype(np.uint32, copy=False)


def spelled(values: pa.StringArray) -> tuple[Bytes, Ints, Keys]:
    """Return how strings are spelled, as a Dictionary holds it: bytes, where each starts, letters it has."""
    letters, start = lay_out(values)
    return letters, start, letters_of(letters, start)


def dictionary(values: pa.StringArray) -> Dictionary:
    """Return the dictionary of folded texts, blocked by the whole value."""
    return Dictionary(
        values,
        *spelled(values),
        group=np.arange(len(values), dtype=np.int32),
        keys={"same": numbered(len(values))},
    )


def numbered(n: int) -> Keys:
    """Return the blocking key of each of n values: its own number, from 1."""
    return np.arange(1, n + 1, dtype=np.uint32)
