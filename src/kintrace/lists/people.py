"""Make the table of people from the columns of a file and a mapping.

One row per person, in the field's terms (see `mapping.ROLES`), plus "other:<label>" columns.
Cells that cannot be read are empty in the table and stand in `rejected` with their reason.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.errors import ListUnreadable
from kintrace.lists.births import Readings, read_ages, read_births, read_sexes
from kintrace.lists.header_rows import looks_like_person, no_headers
from kintrace.lists.mapping import Mapping
from kintrace.lists.source import REJECTED, Cells, Column, Source, Values
from kintrace.lists.texts import clean, to_text

_JOINED_BY = {"place": ", ", "facility": ", ", "relatives": "; ", "document": "; ", "other_names": "; "}
_READ_ROLES = frozenset({"id", "sex", "birth", "age", "age_on"})  # all others are taken as text
_SHOWN = 3


@dataclass(slots=True)
class _Work:
    """What is built up while one list is read."""

    where: str
    source: Source
    texts: dict[str, Column]
    rejected: list[pa.Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, readings: Readings, header: str) -> Cells:
        """Keep the notes and refused cells of one read column; return its values."""
        self.notes += readings.notes
        if readings.refused:
            self.rejected.append(_refused_cells(readings, header, self.source.rows))
        return readings.column


@dataclass(frozen=True, slots=True)
class People:
    """The table of people, the source rows it stands on, the refused cells, and what to tell the reader."""

    table: pa.Table
    source: Source
    rejected: pa.Table
    notes: list[str]


def people(source: Source, mapping: Mapping, where: str) -> People:
    """Build the table of people; raise ListUnreadable when there is no name to read or an id repeats."""
    if not (mapping.other or mapping.columns.keys() & {"name", "surname", "given_name"}):
        if looks_like_person(source.table.column_names):
            raise ListUnreadable(no_headers(where))
        raise ListUnreadable(
            f"{where} has no column of names that we know, only: {', '.join(source.table.column_names)}. "
            f"Write `kintrace columns {where} > columns.toml`, fill in `name`, and pass it with --mapping."
        )
    headers = mapping.headers()
    with (
        ThreadPoolExecutor() as beside
    ):  # Arrow and numpy let go of the interpreter: columns are read side by side
        texts = dict(
            zip(headers, beside.map(lambda header: _text(source.table, header), headers), strict=True)
        )
    work = _without_blank_rows(_Work(where, source, texts), mapping)
    if not work.source.table.num_rows:
        raise ListUnreadable(f"{where} has a header but no people: no row below it holds anything.")
    columns: dict[str, Values] = {"row": work.source.rows, "id": _ids(work, mapping)}
    for role, headers in mapping.columns.items():
        if role not in _READ_ROLES:
            columns[role] = _joined(work, headers, _JOINED_BY.get(role, " "))
    if "sex" in mapping.columns:
        header = mapping.columns["sex"][0]
        columns["sex"] = work.refuse(read_sexes(_whole(work.texts[header])), header)
    if mapping.columns.keys() & {"birth", "age"}:
        columns["birth"] = _births(work, mapping)
    for label, other in mapping.other.items():
        column: Values = work.texts[other.column]
        if other.compare == "date":
            column = work.refuse(read_births(_whole(column), other.column), other.column)
        columns[f"other:{label}"] = column
    rejected = pa.concat_tables([source.rejected, *work.rejected]).sort_by("row")
    return People(pa.table(columns), work.source, rejected, work.notes)


def _text(table: pa.Table, header: str) -> Column:
    return clean(to_text(table.column(header)))


def _without_blank_rows(work: _Work, mapping: Mapping) -> _Work:
    """Drop rows that hold nothing, or nothing but their number; the latter are listed as rejected."""
    ids = mapping.columns.get("id", [])
    table = work.source.table
    said = [text for header, text in work.texts.items() if header not in ids]
    blank: Cells = _all_blank(said, table.num_rows)
    if not pc.any(blank).as_py():
        return work
    unmapped = [_text(table, name) for name in table.column_names if name not in work.texts]
    blank = pc.and_(blank, _all_blank(unmapped, table.num_rows))
    count = int(np.count_nonzero(blank))
    if not count:
        return work
    keep: Cells = pc.invert(blank)
    rows = work.source.rows.filter(keep)
    numbered = pc.and_(blank, pc.is_valid(work.texts[ids[0]])) if ids else None
    kept = Source(table.filter(keep), rows, work.source.rejected, work.source.notes)
    fresh = _Work(work.where, kept, {header: text.filter(keep) for header, text in work.texts.items()})
    fresh.notes.append(f"Rows left out because they hold nothing, or only their number: {count:,}.")
    if numbered is not None and pc.any(numbered).as_py():
        fresh.rejected.append(
            _rejected(
                work.source.rows.filter(numbered),
                ids[0],
                work.texts[ids[0]].filter(numbered),
                "only a number",
            )
        )
    return fresh


def _all_blank(columns: list[Column], count: int) -> Cells:
    blank: Cells = pa.array(np.ones(count, dtype=bool))
    for column in columns:
        blank = pc.and_(blank, _whole(pc.is_null(column)))
        if not pc.any(blank).as_py():
            break
    return blank


def _ids(work: _Work, mapping: Mapping) -> Values:
    rows = work.source.rows
    if "id" not in mapping.columns:
        work.notes.append("No column of ids is known: the row numbers serve as ids.")
        return rows.cast(pa.string())
    header = mapping.columns["id"][0]
    ids = work.texts[header]
    if ids.null_count:
        work.notes.append(f'Rows without "{header}", called "row" and their number: {ids.null_count:,}.')
        named = pc.binary_join_element_wise(pa.scalar("row"), rows.cast(pa.string()), " ")
        ids = pc.coalesce(ids, named)
    if len(ids.unique()) < len(ids):
        raise ListUnreadable(_repeated_ids(work.where, header, _whole(ids), rows))
    return ids


def _repeated_ids(where: str, header: str, ids: Cells, rows: Cells) -> str:
    counts = ids.value_counts()
    repeated = counts.filter(pc.greater(counts.field("counts"), pa.scalar(1)))
    shown = []
    for value in repeated.field("values")[:_SHOWN].to_pylist():
        at = rows.filter(pc.equal(ids, value)).to_pylist()
        more = " ..." if len(at) > _SHOWN else ""
        shown.append(f'"{value}" (rows {", ".join(map(str, at[:_SHOWN]))}{more})')
    more = f" and {len(repeated) - _SHOWN} more" if len(repeated) > _SHOWN else ""
    return (
        f'{where}, column "{header}": an id stands for more than one row: {"; ".join(shown)}{more}. Give '
        "every row an id of its own, or take `id` out of the mapping, and the row numbers will serve."
    )


def _joined(work: _Work, headers: list[str], by: str) -> Column:
    if len(headers) == 1:
        return work.texts[headers[0]]
    # Joined two by two: Arrow 26 loses whole rows when it joins several columns with nulls skipped.
    joined, *others = [_whole(work.texts[header]) for header in headers]
    for other in others:
        joined = pc.coalesce(pc.binary_join_element_wise(joined, other, by), joined, other)
    return pa.chunked_array([joined])


def _births(work: _Work, mapping: Mapping) -> Cells:
    """Read births from the first column that says something in each row, ages last."""
    found: list[Cells] = []
    for header in mapping.columns.get("birth", []):
        found.append(work.refuse(read_births(_whole(work.texts[header]), header), header))
    if "age" in mapping.columns:
        header = mapping.columns["age"][0]
        ages = _whole(work.texts[header])
        if found:  # an age beside a date says less than the date, and need not be read
            ages = pc.if_else(pc.is_null(pc.coalesce(*found)), ages, pa.scalar(None, pa.string()))
        found.append(work.refuse(read_ages(ages, _counted_on(work, mapping), header), header))
    return pc.coalesce(*found) if len(found) > 1 else found[0]


def _counted_on(work: _Work, mapping: Mapping) -> Cells:
    count = len(work.source.rows)
    on = pa.array([mapping.age_on or None], pa.string()).take(np.zeros(count, np.int32))
    if "age_on" in mapping.columns:
        header = mapping.columns["age_on"][0]
        on = pc.coalesce(work.refuse(read_births(_whole(work.texts[header]), header), header), on)
    return on


def _refused_cells(readings: Readings, header: str, rows: Cells) -> pa.Table:
    places = readings.cells.indices
    wrong = pc.is_in(places, value_set=pa.array(sorted(readings.refused), places.type))
    at = places.filter(wrong)
    why = pa.array(
        [readings.refused.get(place, "") for place in range(len(readings.cells.dictionary))], pa.string()
    )
    return _rejected(rows.filter(wrong), header, readings.cells.dictionary.take(at), why.take(at))


def _rejected(rows: Cells, header: str, values: Values, why: Cells | str) -> pa.Table:
    same = np.zeros(len(rows), np.int32)
    column = pa.array([header]).take(same)
    reasons = pa.array([why]).take(same) if isinstance(why, str) else why
    return pa.table([rows, column, _whole(values), reasons], schema=REJECTED)


def _whole(column: Values) -> Cells:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
