"""Read the dates, births and sexes of a column, each distinct value once.

Dates already written as 2015-03-07 are checked as integers, all at once; every other
distinct value goes through `names.dates`. Cells that cannot be read are returned with
their reason; their rows stay in the list.
"""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.lists.plain_dates import plain_dates
from kintrace.lists.source import Cells, Integers, counted
from kintrace.names import ages, dates
from kintrace.names.dates import DateReading

_HOW = {
    "day number": "numbers of five digits are read as spreadsheet day numbers",
    "two-digit year": "years of two digits are read as the latest year that is not in the future",
    "about": "approximate dates are read as a year (or a month) either side",
    "utc": "times in UTC may be the next day at home and are read as two days",
    "range": "ranges are kept as ranges",
    "remark": "remarks beside dates are passed over",
    "letter O": "letters O among digits are read as zeros",
    "age": "ages are read as the range of births they allow",
}


@dataclass(frozen=True, slots=True)
class Readings:
    """One value per row, and for each distinct value that was not read: its index, text and reason."""

    column: Cells
    cells: Cells
    refused: dict[int, str]
    notes: list[str]


def read_births(column: Cells, header: str) -> Readings:
    """Read a column of dates as EDTF text."""
    cells = column.dictionary_encode()
    texts = cells.dictionary
    plain = plain_dates(texts)
    others = np.delete(np.arange(len(texts)), plain.at)
    evidence = dates.order_of(texts.take(pa.array(others)).to_pylist())
    counts = zip(
        plain.order_counts(), (evidence.day_first, evidence.month_first, evidence.either), strict=True
    )
    evidence = dates.order_from(*map(sum, counts))
    today = dt.datetime.now(dt.UTC).date()
    at, days = plain.read(evidence.order, today)
    rest = np.delete(np.arange(len(texts)), at)
    dated = np.isin(rest, plain.at).tolist()  # whatever is wrong with them, they are no ages
    unread = zip(texts.take(pa.array(rest)).to_pylist(), dated, strict=True)
    readings = [_birth(text, evidence.order, today, may_be_age=not date) for text, date in unread]
    notes = _order_note(evidence, header) + _how_notes(readings, header)
    return _readings(cells, _put(texts, at, days), rest, readings, notes)


def read_ages(column: Cells, on: Cells, header: str) -> Readings:
    """Read a column of ages, each counted on the EDTF date beside it (null: not known)."""
    pairs = pc.binary_join_element_wise(column, pc.fill_null(on, ""), "\x1f")
    cells = pairs.dictionary_encode()
    parts = [text.split("\x1f") for text in cells.dictionary.to_pylist()]
    readings = [ages.read(age, day) for age, day in parts]
    texts = pa.array([age for age, _ in parts], pa.string())
    shown = pa.DictionaryArray.from_arrays(cells.indices, texts)
    return _readings(shown, texts, np.arange(len(texts)), readings, _how_notes(readings, header))


def read_sexes(column: Cells) -> Readings:
    """Read a column of sexes as "m" and "f"."""
    cells = column.dictionary_encode()
    written = cells.dictionary.to_pylist()
    codes = {"1": "m", "2": "f"} if {"1", "2"} <= set(written) <= {"0", "1", "2", "9"} else {}
    found = [codes.get(text) or _sexes().get(text.casefold().strip(" .")) for text in written]
    refused = {
        at: "not a sex we can read"
        for at, sex in enumerate(found)
        if sex is None and written[at] not in ("0", "9")
    }
    notes = ["Sex 1 is read as male and 2 as female (ISO/IEC 5218)."] if codes else []
    return Readings(_spread(cells, pa.array(found, pa.string())), cells, refused, notes)


def _birth(text: str, order: dates.Order, today: dt.date, *, may_be_age: bool) -> DateReading:
    """Read a birth: a date, or an age that names the day on which it was counted."""
    reading = dates.read(text, order, today)
    if reading.edtf or not may_be_age:
        return reading
    age = ages.read(text)
    return age if age.edtf else reading


def _readings(
    cells: Cells,
    texts: Cells,
    places: Integers,
    readings: Sequence[DateReading],
    notes: list[str],
) -> Readings:
    read = pa.array([reading.edtf or None for reading in readings], pa.string())
    refused = {int(at): one.why for at, one in zip(places, readings, strict=True) if not one.edtf}
    return Readings(_spread(cells, _put(texts, places, read)), cells, refused, notes)


def _put(texts: Cells, places: Integers, values: Cells) -> Cells:
    """Return `texts` with `values` at the (ascending) `places`."""
    if not len(places):
        return texts
    mask = np.zeros(len(texts), dtype=bool)
    mask[places] = True
    return pc.replace_with_mask(texts, pa.array(mask), values)


def _spread(cells: Cells, values: Cells) -> Cells:
    return values.take(cells.indices)


def _order_note(evidence: dates.OrderEvidence, header: str) -> list[str]:
    if evidence.order == "mixed":
        shown = counted(evidence.day_first, "value", "values")
        return [
            f'"{header}" writes both day.month ({shown}) and month.day ({evidence.month_first}); '
            "dates that fit both are not read."
        ]
    if evidence.order == "mdy":
        shown = counted(evidence.month_first, "value allows", "values allow")
        return [f'"{header}" is read month first: {shown} nothing else.']
    if evidence.either and not evidence.day_first:
        return [f'"{header}" is read day first, as usual here: no value shows which stands first.']
    return []


def _how_notes(readings: Sequence[DateReading], header: str) -> list[str]:
    counts = Counter(reading.how for reading in readings if reading.how)
    return [f'"{header}": {_HOW[how]} (values: {count:,}).' for how, count in sorted(counts.items())]


@cache
def _sexes() -> dict[str, str]:
    lines = (files("kintrace.lists") / "data" / "sexes.csv").read_text(encoding="utf-8").splitlines()
    return {row["text"]: row["sex"] for row in csv.DictReader(lines)}
