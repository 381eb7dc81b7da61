"""Blocking keys: how they are made from codes, and lists in the order of their keys."""

import ctypes as c

import numpy as np

from kintrace.linkage.kernel import Ints, Keys, at, lib


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
        how.facet[: len(facets)] = [at(f) for f in facets]

    def fill(self, codes: Ints, span: tuple[int, int], out: Keys, rule: int) -> None:
        """Write the keys of records span[0] to span[1] into column `rule` of out."""
        lib.kt_keys(
            c.byref(self._how), c.c_void_p(at(codes)), c.c_int32(codes.shape[1]), c.c_int64(span[0]),
            c.c_int64(span[1]), c.c_void_p(at(out)), c.c_int32(out.shape[1]), c.c_int32(rule),
        )  # fmt: skip

    def near(self, codes: Ints, keys: Keys) -> "Ordered":
        """Return the records whose key is one of `keys`, or shares its upper 20 bits with one."""
        n = len(codes)
        wanted = np.zeros(1 << 20, np.uint8)
        wanted[keys >> 12] = 1
        record, key = np.empty(n, np.int32), np.empty(n, np.uint32)
        found = lib.kt_near(
            c.byref(self._how), c.c_void_p(at(codes)), c.c_int32(codes.shape[1]), c.c_int64(n),
            c.c_void_p(at(wanted)), c.c_void_p(at(record)), c.c_void_p(at(key)),
        )  # fmt: skip
        ordered = order_by_key(key[:found].reshape(-1, 1), 0)
        return Ordered(record[:found][ordered.record], ordered.key)


class _Ordered(c.Structure):
    _fields_ = [("record", c.c_void_p), ("key", c.c_void_p), ("n", c.c_int64)]


class Ordered:
    """A list in the order of one rule's keys: record numbers, and the sorted keys beside them."""

    def __init__(self, record: Ints, key: Keys) -> None:
        """Take both as they are; `key` must be sorted."""
        self.record, self.key = record, key
        self._laid = _Ordered(at(record), at(key), len(record))


def order_by_key(keys: Keys, rule: int) -> Ordered:
    """Return the records ordered by one column of `keys` (stable)."""
    n = len(keys)
    order, spare = np.empty(n, np.int32), np.empty(n, np.int32)
    key, spare_keys = np.empty(n, np.uint32), np.empty(n, np.uint32)
    lib.kt_order(
        c.c_void_p(at(keys)), c.c_int32(keys.shape[1]), c.c_int32(rule), c.c_int64(n), c.c_void_p(at(order)),
        c.c_void_p(at(key)), c.c_void_p(at(spare)), c.c_void_p(at(spare_keys)),
    )  # fmt: skip
    return Ordered(order, key)
