"""Turn two people tables into integer codes, analysing each distinct value once.

A field's distinct values are numbered over both lists together; a record becomes a row of those numbers.
What the numbers stand for (strings, readings, dates, places, blocking facets) is a `Dictionary`.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.linkage import read_births, read_names, read_places, texts
from kintrace.linkage.fields import Field, Kind
from kintrace.linkage.kernel import Dictionary, Ints


@dataclass(frozen=True, slots=True)
class Encoded:
    """Two lists as codes: left and right are (records, fields) int32, -1 = missing."""

    fields: tuple[Field, ...]
    dictionaries: tuple[Dictionary, ...]
    left: Ints
    right: Ints
    one_list: bool


def encode(left: pa.Table, right: pa.Table | None, fields: tuple[Field, ...], east_slavic: bool) -> Encoded:
    """Return the codes and dictionaries of all fields.

    east_slavic: read names into the phonetic alphabet of `kintrace.names`; otherwise spellings and sounds only.
    """
    tables = (left,) if right is None else (left, right)
    sizes = [t.num_rows for t in tables]
    codes = np.full((sum(sizes), len(fields)), -1, np.int32)
    dictionaries: dict[str, Dictionary] = {}
    for column in dict.fromkeys(f.column for f in fields):
        wanted = [f for f in fields if f.column == column]
        for f, (own, dictionary) in _column(tables, column, wanted, east_slavic).items():
            codes[:, fields.index(f)] = own
            dictionaries[f.name] = dictionary
    cut = sizes[0]
    ordered = tuple(dictionaries[f.name] for f in fields)
    return Encoded(fields, ordered, codes[:cut], codes[:cut] if right is None else codes[cut:], right is None)


def _column(
    tables: tuple[pa.Table, ...], column: str, fields: list[Field], east_slavic: bool
) -> dict[Field, tuple[Ints, Dictionary]]:
    if fields[0].kind is Kind.NAME:
        return read_names.encode(tables, column, fields, east_slavic)
    values, codes = distinct(tables, column)
    read = {Kind.BIRTH: read_births.dictionary, Kind.PLACE: read_places.dictionary}.get(fields[0].kind)
    if read is None:
        folded, to_folded = texts.fold(values)
        return {fields[0]: (through(to_folded, codes), texts.dictionary(folded))}
    return {fields[0]: (codes, read(values))}


def distinct(tables: tuple[pa.Table, ...], column: str) -> tuple[pa.Array, Ints]:
    """Return the distinct values of a column over all tables, and the code of each record (-1 = null)."""
    chunks = [c for t in tables for c in t[column].chunks]
    coded = pa.chunked_array(chunks, type=tables[0][column].type).dictionary_encode()
    codes = [pc.fill_null(c.indices, -1).to_numpy(zero_copy_only=False) for c in coded.chunks]
    values = coded.chunk(0).dictionary if coded.num_chunks else pa.array([], pa.string())
    return values, np.concatenate(codes).astype(np.int32, copy=False) if codes else np.empty(0, np.int32)


def through(mapping: Ints, codes: Ints) -> Ints:
    """Return mapping[codes], where code -1 stays -1."""
    return np.append(mapping, np.int32(-1))[codes].astype(np.int32, copy=False)
