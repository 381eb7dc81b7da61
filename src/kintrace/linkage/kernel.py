"""The door to kernel.c: its structures, its functions, and nothing else.

Every array that is handed over must stay alive while the kernel reads it; `Context` keeps them.
"""

import ctypes as c
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kintrace.linkage.fields import LEVELS, RARE_WHEN_SAME, WIDTH, Field, Kind

FACETS = 4
MAX_FIELDS = 32

NAME_ENTRY = np.dtype(
    [
        ("reading", "i4", FACETS),
        ("coarse", "i4", FACETS),
        ("classes", "i4", FACETS),
        ("skeleton", "i4"),
        ("initial", "i4"),
    ]
)
BIRTH_ENTRY = np.dtype([(n, "i4") for n in ("first_day", "last_day", "year", "month", "day", "digits")])
PLACE_ENTRY = np.dtype([(n, "i4") for n in ("settlement", "raion", "oblast", "name")])

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]


class _Strings(c.Structure):
    _fields_ = [("bytes", c.c_void_p), ("start", c.c_void_p), ("letters", c.c_void_p)]


class _Field(c.Structure):
    _fields_ = [
        ("kind", c.c_int32),
        ("levels", c.c_int32),
        ("cost_rank", c.c_int32),
        ("swap_with", c.c_int32),
        ("weight", c.c_void_p),
        ("rarity", c.c_void_p),
        ("rarity_levels", c.c_uint32),
        ("best_inexact", c.c_double),
        ("text", _Strings),
        ("entries", c.c_void_p),
    ]


class _Context(c.Structure):
    _fields_ = [
        ("fields", c.c_int32),
        ("rules", c.c_int32),
        ("joints", c.c_int32),
        ("one_list", c.c_int32),
        ("field", _Field * MAX_FIELDS),
        ("order", c.c_int32 * MAX_FIELDS),
        ("left", c.c_void_p),
        ("right", c.c_void_p),
        ("left_keys", c.c_void_p),
        ("right_keys", c.c_void_p),
        ("joint", c.c_void_p),
        ("best_joint", c.c_double),
    ]


class Progress(c.Structure):
    """Where a call of `block` or `cross` stands: see kernel.c."""

    _fields_ = [(n, c.c_int64) for n in ("position", "inner", "kept", "made", "scored", "too_large")]
    position: int
    inner: int
    kept: int
    made: int
    scored: int
    too_large: int


def _library() -> c.CDLL:
    name = "_kernel.dll" if sys.platform == "win32" else "_kernel.so"
    library = c.CDLL(str(Path(__file__).with_name(name)))
    library.kt_expect.restype = c.c_double
    library.kt_distance.restype = c.c_int32
    library.kt_sound.restype = c.c_int32
    library.kt_near.restype = c.c_int64
    return library


_lib = _library()


def _at(array: npt.NDArray[np.generic] | None) -> int | None:
    return None if array is None else array.ctypes.data


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The distinct values of one field, analysed once.

    texts: each value as it is shown. letters: a bit for each letter a string has; entries: NAME_ENTRY, BIRTH_ENTRY or PLACE_ENTRY per code.
    group: what a value counts as when it is rare or common (same person, other spelling), per code.
    keys: blocking facets, name of facet -> 32-bit key per code, 0 = none.
    """

    texts: pa.Array
    bytes: Bytes
    start: Ints
    letters: Keys
    entries: npt.NDArray[np.void] | None = None
    group: Ints | None = None
    keys: dict[str, Keys] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Joint:
    """What levels of two or three fields say together: bits added when each field is at one of its levels.

    name: what it is called in reasons. where: (field number, levels as bits 1 << level).
    """

    name: str
    where: tuple[tuple[int, int], ...]
    bits: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What each level weighs, in bits: table[field, level]; rarity[field] per code or None; joint terms."""

    table: Floats
    rarity: tuple[npt.NDArray[np.float32] | None, ...]
    joints: tuple["Joint", ...] = ()


_JOINT = np.dtype([("count", "i4"), ("field", "i4", 3), ("levels", "u4", 3), ("bits", "f8")], align=True)
_COST = {Kind.EXACT: 0, Kind.BIRTH: 1, Kind.PLACE: 2, Kind.CODE: 3, Kind.NAME: 4, Kind.TEXT: 5}


class Context:
    """Two lists as codes, with what is needed to compare them, laid out for the kernel.

    left, right: (records, fields) int32 codes, -1 = missing. left_keys, right_keys: (records, rules) uint32.
    """

    def __init__(
        self,
        fields: tuple[Field, ...],
        dictionaries: tuple[Dictionary, ...],
        weights: Weights,
        left: tuple[Ints, Keys],
        right: tuple[Ints, Keys] | None,
    ) -> None:
        """Take the lists; `right=None` means one list against itself."""
        self.fields = fields
        self.weights = weights
        self.left, self.left_keys = left
        self.right, self.right_keys = right or left
        self._alive: list[object] = [dictionaries, weights]
        ctx = self._ctx = _Context()
        ctx.fields, ctx.rules = len(fields), self.left_keys.shape[1]
        ctx.one_list = int(right is None)
        ctx.left, ctx.right = _at(self.left), _at(self.right)
        ctx.left_keys, ctx.right_keys = _at(self.left_keys), _at(self.right_keys)
        names = [f.name for f in fields]
        for i, (f, d) in enumerate(zip(fields, dictionaries, strict=True)):
            self._lay(i, f, d, weights, names.index(f.swap_with) if f.swap_with in names else -1)
        order = sorted(range(len(fields)), key=lambda i: (_COST[fields[i].kind], i))
        ctx.order[: len(order)] = order
        joints = np.zeros(len(weights.joints), _JOINT)
        for k, term in enumerate(weights.joints):
            n = len(term.where)
            joints[k]["count"], joints[k]["bits"] = n, term.bits
            joints[k]["field"][:n], joints[k]["levels"][:n] = zip(*term.where, strict=True)
        self._alive.append(joints)
        ctx.joint, ctx.joints = _at(joints), len(joints)
        ctx.best_joint = sum(max(t.bits, 0.0) for t in weights.joints)

    def _lay(self, i: int, f: Field, d: Dictionary, weights: Weights, swap_with: int) -> None:
        levels = len(f.levels)
        row = np.ascontiguousarray(weights.table[i, :levels])
        self._alive.append(row)
        rarity = weights.rarity[i]
        best = 0.0 if rarity is None or not len(rarity) else float(rarity.max())
        to = self._ctx.field[i]
        to.kind, to.levels, to.swap_with = int(f.kind), levels, swap_with
        to.weight, to.rarity, to.entries = _at(row), _at(rarity), _at(d.entries)
        to.rarity_levels = mask(f.kind, RARE_WHEN_SAME)
        raised = [row[k] + (best if to.rarity_levels >> k & 1 else 0.0) for k in range(levels)]
        partial = f.kind in (Kind.NAME, Kind.PLACE, Kind.BIRTH)
        to.best_inexact = max(raised[0 if partial else 1 :])
        to.text = _Strings(_at(d.bytes), _at(d.start), _at(d.letters))

    def levels(self, left: Ints, right: Ints) -> tuple[Bytes, Floats]:
        """Return (pairs, fields) levels and the weight in bits of each pair of record numbers."""
        level, weight, _ = self._levels(left, right, None)
        return level, weight

    def parts(self, left: Ints, right: Ints) -> tuple[Bytes, Floats]:
        """Return levels, and (pairs, fields + joint terms) bits that add up to the weight of each pair."""
        part = np.zeros((len(left), len(self.fields) + self._ctx.joints), np.float64)
        level, _, _ = self._levels(left, right, part)
        return level, part

    def _levels(self, left: Ints, right: Ints, part: Floats | None) -> tuple[Bytes, Floats, Floats | None]:
        n = len(left)
        level = np.empty((n, len(self.fields)), np.uint8)
        weight = np.empty(n, np.float64)
        left, right = np.ascontiguousarray(left, np.int32), np.ascontiguousarray(right, np.int32)
        _lib.kt_levels(
            c.byref(self._ctx), c.c_void_p(_at(left)), c.c_void_p(_at(right)), c.c_int64(n),
            c.c_void_p(_at(level)), c.c_void_p(_at(weight)), c.c_void_p(_at(part)),
        )  # fmt: skip
        return level, weight, part

    def block(
        self,
        rule: int,
        orders: tuple["Ordered", "Ordered"],
        end: int,
        cap: int,
        floor: float,
        room: "Room",
        progress: Progress,
    ) -> None:
        """Score the pairs of one rule for left positions up to `end`; stops when `room` is full."""
        _lib.kt_block(
            c.byref(self._ctx), c.c_int32(rule), c.byref(orders[0]._laid), c.byref(orders[1]._laid), c.c_int64(end),
            c.c_int64(cap), c.c_double(floor), c.c_int64(len(room.left)), c.c_void_p(_at(room.left)),
            c.c_void_p(_at(room.right)), c.c_void_p(_at(room.weight)), c.byref(progress),
        )  # fmt: skip

    def cross(self, end: int, floor: float, room: "Room", progress: Progress) -> None:
        """Score every pair of left records up to `end` with all of right; stops when `room` is full."""
        _lib.kt_cross(
            c.byref(self._ctx), c.c_int64(len(self.right)), c.c_int64(end), c.c_double(floor),
            c.c_int64(len(room.left)), c.c_void_p(_at(room.left)), c.c_void_p(_at(room.right)),
            c.c_void_p(_at(room.weight)), c.byref(progress),
        )  # fmt: skip


def no_keys(codes: Ints) -> Keys:
    """Return keys for a list that is not blocked."""
    return np.zeros((len(codes), 0), np.uint32)


class Room:
    """Arrays that a kernel call fills with kept pairs."""

    def __init__(self, size: int) -> None:
        """Make room for `size` pairs."""
        self.left, self.right = np.empty(size, np.int32), np.empty(size, np.int32)
        self.weight = np.empty(size, np.float64)


def mask(kind: Kind, words: dict[Kind, tuple[str, ...]]) -> int:
    """Return the levels of a kind that `words` names, as bits (1 << level).

    >>> bin(mask(Kind.CODE, RARE_WHEN_SAME))
    '0b1'
    """
    return sum(1 << k for k, word in enumerate(LEVELS[kind]) if word in words[kind])


class _Recipe(c.Structure):
    _fields_ = [
        ("facets", c.c_int32),
        ("unordered", c.c_int32),
        ("column", c.c_int32 * 4),
        ("facet", c.c_void_p * 4),
    ]


class KeyRecipe:
    """How a rule's key is made: the columns of the codes, and the facet of each code in them."""

    def __init__(self, columns: tuple[int, ...], facets: tuple[Keys, ...], unordered: bool) -> None:
        """Join at most four facets; `unordered` lets two of them stand in either order."""
        self._alive = facets
        how = self._how = _Recipe(len(columns), int(unordered))
        how.column[: len(columns)] = columns
        how.facet[: len(facets)] = [_at(f) for f in facets]

    def fill(self, codes: Ints, span: tuple[int, int], out: Keys, rule: int) -> None:
        """Write the keys of records span[0] to span[1] into column `rule` of out."""
        _lib.kt_keys(
            c.byref(self._how), c.c_void_p(_at(codes)), c.c_int32(codes.shape[1]), c.c_int64(span[0]),
            c.c_int64(span[1]), c.c_void_p(_at(out)), c.c_int32(out.shape[1]), c.c_int32(rule),
        )  # fmt: skip

    def near(self, codes: Ints, keys: Keys) -> "Ordered":
        """Return the records that have one of `keys`, or a key so like it that the upper 20 bits are the same."""
        n = len(codes)
        wanted = np.zeros(1 << 20, np.uint8)
        wanted[keys >> 12] = 1
        record, key = np.empty(n, np.int32), np.empty(n, np.uint32)
        found = _lib.kt_near(
            c.byref(self._how), c.c_void_p(_at(codes)), c.c_int32(codes.shape[1]), c.c_int64(n),
            c.c_void_p(_at(wanted)), c.c_void_p(_at(record)), c.c_void_p(_at(key)),
        )  # fmt: skip
        order = np.argsort(key[:found], kind="stable")
        return Ordered(record[:found][order], key[:found][order])


class _Ordered(c.Structure):
    _fields_ = [("record", c.c_void_p), ("key", c.c_void_p), ("n", c.c_int64)]


class Ordered:
    """A list in the order of one rule's keys: record numbers, and the sorted keys beside them."""

    def __init__(self, record: Ints, key: Keys) -> None:
        """Take both as they are; `key` must be sorted."""
        self.record, self.key = record, key
        self._laid = _Ordered(_at(record), _at(key), len(record))


def order_by_key(keys: Keys, rule: int) -> Ordered:
    """Return the records ordered by one column of `keys` (stable)."""
    n = len(keys)
    order, spare = np.empty(n, np.int32), np.empty(n, np.int32)
    key, spare_keys = np.empty(n, np.uint32), np.empty(n, np.uint32)
    _lib.kt_order(
        c.c_void_p(_at(keys)), c.c_int32(keys.shape[1]), c.c_int32(rule), c.c_int64(n), c.c_void_p(_at(order)),
        c.c_void_p(_at(key)), c.c_void_p(_at(spare)), c.c_void_p(_at(spare_keys)),
    )  # fmt: skip
    return Ordered(order, key)


def expect(
    groups: Longs, level: Bytes, fixed: Floats, table: Floats, prior_bits: float, compete: bool
) -> tuple[float, Floats]:
    """Return (expected true pairs, expected counts[field, level]) for pairs that come in groups.

    groups: where each group begins, plus the end. table: (fields, WIDTH) bits. See kt_expect in kernel.c.
    """
    counts = np.zeros((level.shape[1], WIDTH), np.float64)
    table = np.ascontiguousarray(table)
    total = _lib.kt_expect(
        c.c_int64(len(groups) - 1), c.c_void_p(_at(groups)), c.c_int32(level.shape[1]), c.c_int32(WIDTH),
        c.c_void_p(_at(level)), c.c_void_p(_at(fixed)), c.c_void_p(_at(table)), c.c_double(prior_bits),
        c.c_int32(int(compete)), c.c_void_p(_at(counts)),
    )  # fmt: skip
    return float(total), counts


def assign(
    left: Ints, right: Ints, best_first: Longs, sizes: tuple[int, int], one_list: bool
) -> npt.NDArray[np.bool_]:
    """Return which pairs survive when each record may be in one pair only, best pairs first."""
    left_taken = np.zeros(sizes[0], np.uint8)
    right_taken = left_taken if one_list else np.zeros(sizes[1], np.uint8)
    kept = np.zeros(len(left), np.uint8)
    _lib.kt_assign(
        c.c_void_p(_at(left)), c.c_void_p(_at(right)), c.c_void_p(_at(best_first)), c.c_int64(len(best_first)),
        c.c_void_p(_at(left_taken)), c.c_void_p(_at(right_taken)), c.c_void_p(_at(kept)),
    )  # fmt: skip
    return kept.view(np.bool_)


def distance(left: bytes, right: bytes, limit: int) -> int:
    """Return the optimal string alignment distance of two byte strings, or limit + 1.

    >>> distance(b"ivanov", b"ivnaov", 2), distance(b"ivanov", b"petrov", 2)
    (1, 3)
    """
    return int(_lib.kt_distance(left, len(left), right, len(right), limit))


def sound(word: bytes) -> bytes:
    """Return roughly what a Latin word sounds like (see kt_sound in kernel.c).

    >>> sound(b"phillips"), sound(b"fillip"), sound(b"schmidt")
    (b'flps', b'flp', b'skmdt')
    """
    out = c.create_string_buffer(len(word) + 1)
    length = int(_lib.kt_sound(word, len(word), out))
    return out.raw[:length]


def sounds(letters: Bytes, start: Ints) -> tuple[Bytes, Ints]:
    """Return `sound` of many words laid end to end, laid end to end."""
    letters = np.ascontiguousarray(letters)
    out, out_start = np.empty(len(letters), np.uint8), np.empty(len(start), np.int32)
    _lib.kt_sounds(
        c.c_void_p(_at(letters)), c.c_void_p(_at(start)), c.c_int64(len(start) - 1),
        c.c_void_p(_at(out)), c.c_void_p(_at(out_start)),
    )  # fmt: skip
    return out[: out_start[-1]], out_start
