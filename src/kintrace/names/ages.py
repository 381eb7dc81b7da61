"""Read an age as lists write it, counted on a known day, as the range of births it allows.

`read` gives the same readings as `dates.read`: an EDTF range when the age was read, else why not.
"""

import datetime as dt
import re

from kintrace.names import dates
from kintrace.names.date_words import AGE_MARKS, Words, cut
from kintrace.names.dates import DateReading, bounds, months_before

_BELOW_ZERO = re.compile(r"\s*[-–—−]\s*\d")
_HALF = re.compile(r"\s*(\d{1,2})[.,]5(?!\d)(.*)$", re.DOTALL)
_DECIMAL = re.compile(r"\d[.,]\d*[1-9]")
_YEARS_OLD = re.compile(r"\by[./]?\s?o\b", re.IGNORECASE)
_COUNTED_ON = re.compile(
    r"(.*?)[\s,(]+(?:станом\s+на|на\s+момент|по\s+состоянию\s+на|as\s+of|на|on|at|in|у|в)\s+(\d.*?)\)?$",
    re.IGNORECASE,
)
_MONTHS = {"year": 12, "months": 1}
_DAYS = {"weeks": 7, "days": 1}
_OLDEST = {"months": 120 * 12, "days": 120 * 366}
_LONGEST = 200  # characters


def read(text: str, on: str = "") -> DateReading:
    """Read an age ("7", "8 міс", "12-13", "немовля") counted on the EDTF date `on`, or on the day it names.

    >>> read("7 років", "2022-03-01").edtf, read("10 років на 24.02.2022").edtf
    ('2014-03-02/2015-03-01', '2011-02-25/2012-02-24')
    """
    if len(text) > _LONGEST:
        return DateReading(why="not an age")
    stated = _COUNTED_ON.match(text.strip())
    if stated:
        day = dates.read(stated[2])
        if not day.edtf:
            return DateReading(why=f"the date on which the age was counted cannot be read: {day.why}")
        text, on = stated[1], day.edtf
    if _BELOW_ZERO.match(text):
        return DateReading(why="an age cannot be below zero")
    half = _HALF.match(text)
    words = cut(_YEARS_OLD.sub("yo", half[1] + half[2] if half else text.replace(",", ".")), AGE_MARKS)
    if words.strange or words.months or words.seasons:
        return DateReading(why="not an age")
    if "bound" in words.kinds:
        return DateReading(why="says only above or below what age, not which")
    if half is None and _DECIMAL.search(text):
        return DateReading(why="a part of a year other than a half is not an age we can read")
    span = _half_years(words) if half else _span(words)
    if span is None:
        return DateReading(why="not an age")
    if not on:
        return DateReading(why="an age needs the date on which it was counted")
    return _births(span, on)


def _half_years(words: Words) -> tuple[str, int, int] | None:
    """Eight years and a half: between 8 years 3 months and 8 years 9 months."""
    if len(words.numbers) != 1 or words.units[0] not in ("", "year"):
        return None
    return "months", int(words.numbers[0]) * 12 + 3, int(words.numbers[0]) * 12 + 9


def _span(words: Words) -> tuple[str, int, int] | None:
    """Return (months or days, lowest age, the age not yet reached)."""
    numbers, units = [int(number) for number in words.numbers], words.units
    if not numbers:
        return ("months", 0, 12) if "infant" in words.kinds else None
    if len(numbers) > 2 or "infant" in words.kinds:
        return None
    if len(numbers) == 2 and units[0] and units[1]:
        if units != ("year", "months") or numbers[1] > 11:
            return None
        low = high = numbers[0] * 12 + numbers[1]
        kind, size = "months", 1
    else:
        unit = units[-1] or "year"
        kind, size = ("days", _DAYS[unit]) if unit in _DAYS else ("months", _MONTHS[unit])
        low, high = numbers[0] * size, numbers[-1] * size
    if low > high or high > _OLDEST[kind]:
        return None
    if words.about:
        low, high = max(0, low - size), high + size
    return kind, low, high + size


def _births(span: tuple[str, int, int], on: str) -> DateReading:
    kind, low, below = span
    first_day, last_day = bounds(on)
    if kind == "days":
        born_after, born_by = first_day - dt.timedelta(days=below), last_day - dt.timedelta(days=low)
    else:
        born_after, born_by = months_before(first_day, below), months_before(last_day, low)
    return DateReading(f"{born_after + dt.timedelta(days=1)}/{born_by}", how="age")
