"""Read distinct births (EDTF text) into days, years, months and blocking keys.

'2015-03-07' is a day, '2015-03' a month, '2015' a year, '2014-03-02/2015-03-01' any day between.
"""

import calendar
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kintrace.linkage.context import Dictionary
from kintrace.linkage.kernel import BIRTH_ENTRY

_EPOCH = date(1970, 1, 1).toordinal()


def _ends(text: str) -> tuple[date, date]:
    first, _, last = text.partition("/")
    begin, end = _span(first), _span(last or first)
    return begin[0], end[1]


def _span(text: str) -> tuple[date, date]:
    year, month, day = ([int(p) for p in text.split("-")] + [0, 0])[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _entry(text: str) -> tuple[int, int, int, int, int, int]:
    first, last = _ends(text)
    same_month = (first.year, first.month) == (last.year, last.month)
    day = first.day if first == last else 0
    return (
        first.toordinal() - _EPOCH,
        last.toordinal() - _EPOCH,
        first.year if first.year == last.year else 0,
        first.month if same_month else 0,
        day,
        first.year * 10000 + first.month * 100 + first.day if day else 0,
    )


def entries(values: pa.StringArray) -> np.ndarray[tuple[int], np.dtype[np.void]]:
    """Return a BIRTH_ENTRY for each value.

    >>> [int(e["year"]) for e in entries(pa.array(["2015-03-07", "2014-12/2015-01"]))]
    [2015, 0]
    """
    out = np.zeros(len(values), BIRTH_ENTRY)
    whole = pc.equal(pc.utf8_length(values), pa.scalar(10)).to_numpy(zero_copy_only=False)
    days = (
        pc.cast(values.filter(pa.array(whole)), pa.date32()).cast(pa.int32()).to_numpy(zero_copy_only=False)
    )
    moment = days.astype("datetime64[D]")
    year = moment.astype("datetime64[Y]").astype(np.int64) + 1970
    month = moment.astype("datetime64[M]").astype(np.int64) % 12 + 1
    day = (moment - moment.astype("datetime64[M]")).astype(np.int64) + 1
    full = np.zeros(len(days), BIRTH_ENTRY)
    full["first_day"] = full["last_day"] = days
    full["year"], full["month"], full["day"] = year, month, day
    full["digits"] = year * 10000 + month * 100 + day
    out[whole] = full
    for i in np.flatnonzero(~whole):
        out[i] = _entry(values[int(i)].as_py())
    return out


def dictionary(values: pa.StringArray) -> Dictionary:
    """Return the dictionary of births; blocking facets: same, year, month_day."""
    e = entries(values)
    none = np.zeros(0, np.uint8), np.zeros(1, np.int32), np.zeros(0, np.uint32)
    known = e["day"] > 0
    month_day = np.where(known, e["month"] * 100 + e["day"], 0)
    return Dictionary(
        values,
        *none,
        entries=e,
        keys={
            "same": np.where(known, e["digits"], 0).astype(np.uint32),
            "year": e["year"].astype(np.uint32),
            "month_day": month_day.astype(np.uint32),
        },
    )
