"""Turn two people tables into integer codes, analysing each distinct value once.

A field's distinct values are numbered over both lists together; a record becomes a row of those numbers.
What the numbers stand for (strings, readings, dates, places, blocking facets) is a `Dictionary`.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pyarrow as pa

from kintrace.linkage import read_births, read_names, read_places, texts
from kintrace.linkage.context import Dictionary, no_values
from kintrace.linkage.fields import Field, Kind
from kintrace.linkage.kernel import Ints

NEAR_UNIQUE = 1.5
"""Pairs that agree on a field, per record, up to which its values are taken as belonging to one person."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Two lists as codes: left and right are (records, fields) int32, -1 = missing."""

    fields: tuple[Field, ...]
    dictionaries: tuple[Dictionary, ...]
    left: Ints
    right: Ints
    one_list: bool

    def without_values(self) -> "Encoded":
        """Return the fields alone, as two lists of nobody."""
        nobody = np.empty((0, len(self.fields)), np.int32)
        return replace(self, dictionaries=(no_values(),) * len(self.fields), left=nobody, right=nobody)


def encode(left: pa.Table, right: pa.Table | None, fields: tuple[Field, ...], east_slavic: bool) -> Encoded:
    """Return the codes and dictionaries of all fields.

    east_slavic: read names into the phonetic alphabet of `kintrace.names`; else spellings and sounds only.
    """
    tables = (left,) if right is None else (left, right)
    sizes = [t.num_rows for t in tables]
    codes = np.full((sum(sizes), len(fields)), -1, np.int32)
    dictionaries: dict[str, Dictionary] = {}
    columns = list(dict.fromkeys(f.column for f in fields))
    with ThreadPoolExecutor(os.cpu_count() or 1) as beside:
        read = partial(_column, tables, east_slavic=east_slavic)
        wanted = ([f for f in fields if f.column == column] for column in columns)
        for found in beside.map(read, columns, wanted):
            for f, (own, dictionary) in found.items():
                codes[:, fields.index(f)] = own
                dictionaries[f.name] = dictionary
    cut = sizes[0]
    ordered = tuple(dictionaries[f.name] for f in fields)
    ours, theirs = codes[:cut], codes[:cut] if right is None else codes[cut:]
    known = tuple(_known(f, ours[:, i], theirs[:, i], right is None) for i, f in enumerate(fields))
    return Encoded(known, ordered, ours, theirs, right is None)


def _known(field: Field, left: Ints, right: Ints, one_list: bool) -> Field:
    """Return the field with what its values show: whether nearly every one belongs to one person.

    So it is when hardly more pairs agree on it than there can be true ones.
    """
    if not field.name.startswith("other:") or field.kind is Kind.EXACT:
        return field
    size = int(max(left.max(initial=-1), right.max(initial=-1))) + 1
    ours = np.bincount(left[left >= 0], minlength=size).astype(np.int64)
    theirs = np.bincount(right[right >= 0], minlength=size)
    agreeing = int((ours * (ours - 1) // 2).sum() if one_list else (ours * theirs).sum())
    return replace(field, near_unique=agreeing <= NEAR_UNIQUE * max(len(left), len(right)))


def _column(
    tables: tuple[pa.Table, ...], column: str, fields: list[Field], east_slavic: bool
) -> dict[Field, tuple[Ints, Dictionary]]:
    if fields[0].kind is Kind.NAME:
        return read_names.encode(tables, column, fields, east_slavic)
    chunks = [c for t in tables for c in t[column].chunks]
    values, codes = texts.distinct(pa.chunked_array(chunks, type=pa.string()))
    read = {Kind.BIRTH: read_births.dictionary, Kind.PLACE: read_places.dictionary}.get(fields[0].kind)
    if read is None:
        folded, to_folded = texts.fold(values)
        return {fields[0]: (through(to_folded, codes), texts.dictionary(folded))}
    return {fields[0]: (codes, read(values))}


def through(mapping: Ints, codes: Ints) -> Ints:
    """Return mapping[codes], where code -1 stays -1."""
    return np.append(mapping, np.int32(-1))[codes].astype(np.int32, copy=False)
