"""What the kernel reads to compare two lists: dictionaries, weights, codes, laid out as its structures.

A `Context` can weigh given pairs, or find pairs by blocking keys or by looking at all of them.
"""

import ctypes as c
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kintrace.linkage.bits import Weights
from kintrace.linkage.fields import LEVELS, RARE_WHEN_SAME, Field, Kind
from kintrace.linkage.kernel import MAX_FIELDS, Bytes, Floats, Ints, Keys, at, lib
from kintrace.linkage.keys import Ordered

_AT_ONCE = 20_000
_WORTH_THREADS = 10_000
"""Pairs from which levels are looked up in several threads."""


class _Strings(c.Structure):
    _fields_ = [("bytes", c.c_void_p), ("start", c.c_void_p), ("letters", c.c_void_p)]


class _Field(c.Structure):
    _fields_ = [
        ("kind", c.c_int32),
        ("levels", c.c_int32),
        ("swap_with", c.c_int32),
        ("weight", c.c_void_p),
        ("rarity", c.c_void_p),
        ("rarity_levels", c.c_uint32),
        ("best_inexact", c.c_double),
        ("relative", c.c_void_p),
        ("shared", c.c_int32),
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
        ("relative_bits", c.c_double),
    ]


class Progress(c.Structure):
    """Where a call of `block` or `cross` stands: see kernel.c."""

    _fields_ = [(n, c.c_int64) for n in ("position", "inner", "kept", "scored")]
    position: int
    inner: int
    kept: int
    scored: int


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The distinct values of one field, analysed once.

    texts: each value as it is shown. letters: a bit for each letter a string has.
    entries: a NAME_ENTRY, BIRTH_ENTRY or PLACE_ENTRY per code.
    group: what a value counts as when it is rare or common (same person, other spelling), per code.
    keys: blocking facets, name of facet -> 32-bit key per code, 0 = none.
    """

    texts: pa.StringArray
    bytes: Bytes
    start: Ints
    letters: Keys
    entries: npt.NDArray[np.void] | None = None
    group: Ints | None = None
    keys: dict[str, Keys] = field(default_factory=dict)


def no_values() -> Dictionary:
    """Return a dictionary that holds nothing."""
    return Dictionary(
        pa.array([], pa.string()), np.empty(0, np.uint8), np.zeros(1, np.int32), np.empty(0, np.uint32)
    )


_JOINT = np.dtype(
    [("count", "i4"), ("field", "i4", 3), ("levels", "u4", 3), ("shared", "i4"), ("bits", "f8")], align=True
)
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
        self.dictionaries, self.weights = dictionaries, weights
        self.left, self.left_keys = left
        self.right, self.right_keys = right or left
        self._alive: list[object] = []
        ctx = self._ctx = _Context()
        ctx.fields, ctx.rules = len(fields), self.left_keys.shape[1]
        ctx.one_list = int(right is None)
        ctx.left, ctx.right = at(self.left), at(self.right)
        ctx.left_keys, ctx.right_keys = at(self.left_keys), at(self.right_keys)
        names = [f.name for f in fields]
        for i, (f, d) in enumerate(zip(fields, dictionaries, strict=True)):
            self._lay(i, f, d, weights, names.index(f.swap_with) if f.swap_with in names else -1)
        order = sorted(range(len(fields)), key=lambda i: (_COST[fields[i].kind], i))
        ctx.order[: len(order)] = order
        kin = weights.relatives
        joints = np.zeros(len(weights.joints), _JOINT)
        for k, term in enumerate(weights.joints):
            n = len(term.where)
            joints[k]["count"], joints[k]["bits"] = n, term.bits
            joints[k]["shared"] = kin is not None and all(kin.shared[i] for i, _ in term.where)
            joints[k]["field"][:n], joints[k]["levels"][:n] = zip(*term.where, strict=True)
        self._alive.append(joints)
        ctx.relative_bits = -1e300 if weights.relatives is None else weights.relatives.bits
        ctx.joint, ctx.joints = at(joints), len(joints)
        ctx.best_joint = sum(max(t.bits, 0.0) for t in weights.joints)

    def _lay(self, i: int, f: Field, d: Dictionary, weights: Weights, swap_with: int) -> None:
        levels = len(f.levels)
        row = np.ascontiguousarray(weights.table[i, :levels])
        kin = weights.relatives
        relative = None if kin is None else np.ascontiguousarray(kin.table[i, :levels])
        self._alive += [row, relative]
        rarity = weights.rarity[i]
        best = 0.0 if rarity is None or not len(rarity) else float(rarity.max())
        to = self._ctx.field[i]
        to.kind, to.levels, to.swap_with = int(f.kind), levels, swap_with
        to.weight, to.rarity, to.entries = at(row), at(rarity), at(d.entries)
        to.relative, to.shared = at(relative), int(kin is not None and kin.shared[i])
        to.rarity_levels = mask(f.kind, RARE_WHEN_SAME)
        raised = [row[k] + (best if to.rarity_levels >> k & 1 else 0.0) for k in range(levels)]
        partial = f.kind in (Kind.NAME, Kind.PLACE, Kind.BIRTH)
        to.best_inexact = max(raised[0 if partial else 1 :])
        to.text = _Strings(at(d.bytes), at(d.start), at(d.letters))

    def levels(self, left: Ints, right: Ints) -> tuple[Bytes, Floats]:
        """Return (pairs, fields) levels and the weight in bits of each pair of record numbers."""
        level, weight, _ = self._levels(left, right, None)
        return level, weight

    def parts(self, left: Ints, right: Ints) -> tuple[Bytes, Floats]:
        """Return levels, and (pairs, fields + joint terms + 1) bits that add up to the weight of each pair.

        The last is what is taken off because two relatives explain the pair as well.
        """
        part = np.zeros((len(left), len(self.fields) + self._ctx.joints + 1), np.float64)
        level, _, _ = self._levels(left, right, part)
        return level, part

    def kinship(self, left: Ints, right: Ints) -> Floats:
        """Return the bits that each pair lost because two relatives would explain it as well (0 or less)."""
        starts = range(0, max(len(left), 1), _AT_ONCE)
        return np.concatenate(
            [self.parts(left[k : k + _AT_ONCE], right[k : k + _AT_ONCE])[1][:, -1] for k in starts]
        )

    def _levels(self, left: Ints, right: Ints, part: Floats | None) -> tuple[Bytes, Floats, Floats | None]:
        n = len(left)
        level = np.empty((n, len(self.fields)), np.uint8)
        weight = np.empty(n, np.float64)
        left, right = np.ascontiguousarray(left, np.int32), np.ascontiguousarray(right, np.int32)

        def work(span: slice) -> None:
            lib.kt_levels(
                c.byref(self._ctx), c.c_void_p(at(left[span])), c.c_void_p(at(right[span])),
                c.c_int64(len(left[span])), c.c_void_p(at(level[span])), c.c_void_p(at(weight[span])),
                c.c_void_p(at(None if part is None else part[span])),
            )  # fmt: skip

        if n < _WORTH_THREADS:
            work(slice(0, n))
        else:
            edges = np.linspace(0, n, (os.cpu_count() or 1) + 1).astype(int)
            with ThreadPoolExecutor() as pool:
                list(pool.map(work, map(slice, edges[:-1], edges[1:])))
        return level, weight, part

    def block(
        self,
        rule: int,
        orders: tuple["Ordered", "Ordered"],
        end: int,
        room: "Room",
        progress: Progress,
    ) -> None:
        """Score the pairs of one rule for left positions up to `end`; stops when `room` is full."""
        lib.kt_block(
            c.byref(self._ctx), c.c_int32(rule), c.byref(orders[0]._laid), c.byref(orders[1]._laid),
            c.c_int64(end), c.c_double(room.floor), c.c_int64(len(room.left)),
            c.c_void_p(at(room.left)), c.c_void_p(at(room.right)), c.c_void_p(at(room.weight)),
            c.byref(progress),
        )  # fmt: skip

    def cross(self, end: int, room: "Room", progress: Progress) -> None:
        """Score every pair of left records up to `end` with all of right; stops when `room` is full."""
        lib.kt_cross(
            c.byref(self._ctx), c.c_int64(len(self.right)), c.c_int64(end), c.c_double(room.floor),
            c.c_int64(len(room.left)), c.c_void_p(at(room.left)), c.c_void_p(at(room.right)),
            c.c_void_p(at(room.weight)), c.byref(progress),
        )  # fmt: skip


def no_keys(codes: Ints) -> Keys:
    """Return keys for a list that is not blocked."""
    return np.zeros((len(codes), 0), np.uint32)


class Room:
    """Arrays that a kernel call fills with the pairs that weigh at least `floor` bits."""

    def __init__(self, size: int, floor: float) -> None:
        """Make room for `size` pairs."""
        self.floor = floor
        self.left, self.right = np.empty(size, np.int32), np.empty(size, np.int32)
        self.weight = np.empty(size, np.float64)


def mask(kind: Kind, words: dict[Kind, tuple[str, ...]]) -> int:
    """Return the levels of a kind that `words` names, as bits (1 << level).

    >>> bin(mask(Kind.CODE, RARE_WHEN_SAME))
    '0b1'
    """
    return sum(1 << k for k, word in enumerate(LEVELS[kind]) if word in words[kind])
