"""The door to kernel.c: the library, its array types, and the functions that need no context.

Its structures stand beside what fills them: context.py and keys.py. Every array that is handed over must
stay alive while the kernel reads it.
"""

import ctypes as c
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kintrace.linkage.fields import WIDTH

FACETS = 4
CLASSES = 6
MAX_FIELDS = 32

NAME_ENTRY = np.dtype(
    [
        ("reading", "i4", FACETS),
        ("coarse", "i4", FACETS),
        ("classes", "i4", CLASSES),
        ("skeleton", "i4"),
        ("initial", "i4"),
    ]
)
BIRTH_ENTRY = np.dtype([(n, "i4") for n in ("first_day", "last_day", "year", "month", "day", "digits")])
PLACE_ENTRY = np.dtype(
    [*((n, "i4") for n in ("settlement", "raion", "oblast", "text")), ("called", "i4", FACETS)]
)

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]


def _library() -> c.CDLL:
    name = "_kernel.dll" if sys.platform == "win32" else "_kernel.so"
    library = c.CDLL(str(Path(__file__).with_name(name)))
    library.kt_expect.restype = c.c_double
    library.kt_distance.restype = c.c_int32
    library.kt_sound.restype = c.c_int32
    library.kt_near.restype = c.c_int64
    return library


lib = _library()


def at(array: npt.NDArray[np.generic] | None) -> int | None:
    """Return where an array lies in memory."""
    return None if array is None else array.ctypes.data


class _Evidence(c.Structure):
    _fields_ = [
        ("groups", c.c_int64),
        ("start", c.c_void_p),
        ("fields", c.c_int32),
        ("width", c.c_int32),
        ("compete", c.c_int32),
        ("level", c.c_void_p),
        ("fixed", c.c_void_p),
        ("fixed_shared", c.c_void_p),
        ("two_people", c.c_void_p),
    ]


class Evidence:
    """Pairs to learn from, in groups; see `evidence` in kernel.c."""

    def __init__(
        self, groups: Longs, level: Bytes, bits: tuple[Floats, Floats, Floats], compete: bool
    ) -> None:
        """Take where each group begins plus the end, (pairs, fields) levels, and `evidence` of each pair.

        bits: fixed, fixed_shared, two_people.
        """
        self._alive = groups, level, bits
        self.pairs, self.fields = level.shape
        self._laid = _Evidence(
            len(groups) - 1, at(groups), self.fields, WIDTH, int(compete), at(level), *(at(b) for b in bits)
        )

    def expect(self, table: Floats, relative: Floats, prior_bits: float, relative_bits: float) -> "Expected":
        """Return what is expected under (fields, WIDTH) tables of bits; see kt_expect in kernel.c."""
        counts, probability, related = (
            np.zeros((self.fields, WIDTH)),
            np.empty(self.pairs),
            np.empty(self.pairs),
        )
        kin = c.c_double()
        table, relative = np.ascontiguousarray(table), np.ascontiguousarray(relative)  # alive in the call
        total = lib.kt_expect(
            c.byref(self._laid), c.c_void_p(at(table)), c.c_void_p(at(relative)), c.c_double(prior_bits),
            c.c_double(relative_bits), c.c_void_p(at(counts)), c.c_void_p(at(probability)),
            c.c_void_p(at(related)), c.byref(kin),
        )  # fmt: skip
        return Expected(float(total), float(kin.value), counts, probability)


@dataclass(frozen=True, slots=True)
class Expected:
    """Expected pairs of one person and of relatives, counts[field, level] of the former, probabilities."""

    true: float
    relatives: float
    counts: Floats
    probability: Floats


def assign(
    left: Ints, right: Ints, best_first: Longs, sizes: tuple[int, int], one_list: bool
) -> npt.NDArray[np.bool_]:
    """Return which pairs survive when each record may be in one pair only, best pairs first."""
    left_taken = np.zeros(sizes[0], np.uint8)
    right_taken = left_taken if one_list else np.zeros(sizes[1], np.uint8)
    kept = np.zeros(len(left), np.uint8)
    lib.kt_assign(
        c.c_void_p(at(left)), c.c_void_p(at(right)), c.c_void_p(at(best_first)), c.c_int64(len(best_first)),
        c.c_void_p(at(left_taken)), c.c_void_p(at(right_taken)), c.c_void_p(at(kept)),
    )  # fmt: skip
    return kept.view(np.bool_)


def distance(left: bytes, right: bytes, limit: int) -> int:
    """Return the optimal string alignment distance of two byte strings, or limit + 1.

    >>> distance(b"ivanov", b"ivnaov", 2), distance(b"ivanov", b"petrov", 2)
    (1, 3)
    """
    return int(lib.kt_distance(left, len(left), right, len(right), limit))


def sound(word: bytes) -> bytes:
    """Return roughly what a Latin word sounds like (see kt_sound in kernel.c).

    >>> sound(b"phillips"), sound(b"fillip"), sound(b"schmidt")
    (b'flps', b'flp', b'skmdt')
    """
    out = c.create_string_buffer(len(word) + 1)
    length = int(lib.kt_sound(word, len(word), out))
    return out.raw[:length]


def sounds(letters: Bytes, start: Ints) -> tuple[Bytes, Ints]:
    """Return `sound` of many words laid end to end, laid end to end."""
    letters = np.ascontiguousarray(letters)
    out, out_start = np.empty(len(letters), np.uint8), np.empty(len(start), np.int32)
    lib.kt_sounds(
        c.c_void_p(at(letters)), c.c_void_p(at(start)), c.c_int64(len(start) - 1),
        c.c_void_p(at(out)), c.c_void_p(at(out_start)),
    )  # fmt: skip
    return out[: out_start[-1]], out_start
