"""Read a date as lists write it, keeping what is not known unknown.

Use `read` for one date (`ages.read` for an age on a known day), and `order_of` first, on all the
distinct values of a column, to see whether day or month stands first there. A reading is
EDTF text (ISO 8601-2): "2015-03-07", "2015-03", "2015", or an inclusive range
"2014-03-02/2015-03-01". What cannot be read comes back with the reason, never with a guess.
"""

import datetime as dt
import re
from calendar import isleap, monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kintrace.names import date_words
from kintrace.names.date_words import Words, cut

Order = Literal["dmy", "mdy", "mixed"]

EARLIEST_YEAR = 1900
SPREADSHEET_DAY_ZERO = dt.date(1899, 12, 30)  # day 1 of a sheet, corrected for its 29 February 1900

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})$", re.ASCII)
_USUAL = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})$", re.ASCII)
_OTHER_EVENT = re.compile(r"смерт|помер|умер|загин|погиб|зник|пропа|исчез|death|died|missing", re.IGNORECASE)
_LONGEST = 200  # characters
_AN_AGE = frozenset({"days", "weeks", "infant"})
_NO_DATE_OF_AGE = "an age needs the date on which it was counted"
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})$")


@dataclass(frozen=True, slots=True)
class DateReading:
    """What one text says: `edtf` when it was read, else `why` not; `how` names what was assumed."""

    edtf: str = ""
    why: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class OrderEvidence:
    """Which of day and month stands first in a column, and how many distinct values say so."""

    order: Order
    day_first: int
    month_first: int
    either: int


def read(text: str, order: Order = "dmy", not_after: dt.date | None = None) -> DateReading:
    """Read one date; `order` settles 03/07/2015, nothing later than `not_after` (today) is a date.

    >>> [read(t).edtf for t in ("07.03.2015", "7 березня 2015 р.", "March 7, 2015", "03.2015", "2015 р.н.")]
    ['2015-03-07', '2015-03-07', '2015-03-07', '2015-03', '2015']
    >>> read("31.02.2015").why
    '31.02.2015 does not exist'
    """
    latest = not_after or dt.datetime.now(dt.UTC).date()
    plain = _ISO.match(text)
    if plain:
        return _dated(plain[1], int(plain[2]), int(plain[3]), latest)
    usual = _USUAL.match(text)
    if usual:
        return _three(usual.groups(), order, latest)
    words = cut(date_words.without_unknown_day(text))
    if words.strange:
        return _mended(text, order, latest)
    if words.kinds & _AN_AGE:
        return DateReading(why=_NO_DATE_OF_AGE)
    if not words.numbers:
        return DateReading(why="not a date")
    if "bound" in words.kinds:
        return DateReading(why="says only before or after what, not when")
    spell = _RANGE.match(text.strip())
    if spell:
        return _spell(spell[1], spell[2], latest)
    reading = _read_words(words, order, latest)
    if words.about and reading.edtf:
        return _about(reading.edtf, latest)
    if words.utc_night and len(reading.edtf) == 10:
        return _two_days(reading.edtf)
    return reading


def _mended(text: str, order: Order, latest: dt.date) -> DateReading:
    """Read a text that holds more than a date: a remark, letters O for zeros, XX for what is not known."""
    if len(text) > _LONGEST:
        return DateReading(why="not a date")
    written, remark = date_words.split_remark(text)
    if remark:
        if _OTHER_EVENT.search(remark):
            return DateReading(why="the remark speaks of something other than birth")
        reading = read(written, order, latest)
        if reading.edtf and cut(remark).about:
            return _about(reading.edtf, latest)
        return replace(reading, how="remark") if reading.edtf else reading
    zeros = date_words.zeros_for_letters(text)
    if zeros != text:
        reading = read(zeros, order, latest)
        return replace(reading, how="letter O") if reading.edtf else DateReading(why="not a date")
    blanks = date_words.zeros_for_unknown(text)
    return read(blanks, order, latest) if blanks != text else DateReading(why="not a date")


def order_of(texts: Iterable[str]) -> OrderEvidence:
    """Say which of day and month stands first, from the values that only fit one order.

    >>> order_of(["03/25/2015", "01/02/2014"]).order
    'mdy'
    """
    day_first = month_first = either = 0
    for text in texts:
        usual = _USUAL.match(text)
        numbers: Sequence[str] = usual.groups() if usual else _numbers_only(text)
        if len(numbers) != 3 or len(numbers[0]) > 2:
            continue
        left, right = int(numbers[0]), int(numbers[1])
        if 12 < left <= 31 and 1 <= right <= 12:
            day_first += 1
        elif 12 < right <= 31 and 1 <= left <= 12:
            month_first += 1
        elif left != right and 1 <= left <= 12 and 1 <= right <= 12:
            either += 1
    return order_from(day_first, month_first, either)


def order_from(day_first: int, month_first: int, either: int) -> OrderEvidence:
    """Decide from counts: one value in twenty against the rest, and the column is mixed."""
    order: Order = "mdy" if month_first > day_first else "dmy"
    if min(day_first, month_first) > 0.05 * (day_first + month_first):
        order = "mixed"
    return OrderEvidence(order, day_first, month_first, either)


def bounds(edtf: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that the EDTF text allows.

    >>> bounds("2015-02")
    (datetime.date(2015, 2, 1), datetime.date(2015, 2, 28))
    """
    if "/" in edtf:
        first, last = edtf.split("/")
        return dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    if len(edtf) == 4:
        return dt.date(int(edtf), 1, 1), dt.date(int(edtf), 12, 31)
    if len(edtf) == 7:
        year, month = int(edtf[:4]), int(edtf[5:])
        return dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])
    return dt.date.fromisoformat(edtf), dt.date.fromisoformat(edtf)


def _numbers_only(text: str) -> Sequence[str]:
    words = cut(text)
    return () if words.strange or words.months else words.numbers


def _read_words(words: Words, order: Order, latest: dt.date) -> DateReading:
    numbers = words.numbers
    if words.seasons:
        return _season(words, latest)
    if len(words.months) == 1 and 1 <= len(numbers) <= 2:
        return _named_month(words, latest)
    if words.months or len(numbers) > 3:
        return DateReading(why="not a date")
    if len(numbers) == 3:
        return _three(numbers, order, latest)
    if len(numbers) == 2:
        return _two(numbers, latest)
    return _one(numbers[0], words, latest)


def _named_month(words: Words, latest: dt.date) -> DateReading:
    month = words.months[0]
    if len(words.numbers) == 1:
        return _dated(words.numbers[0], month, 0, latest)
    first, last = words.numbers
    if len(first) == 4 and len(last) <= 2:
        return _dated(first, month, int(last), latest)
    return _dated(last, month, int(first), latest) if len(first) <= 2 else DateReading(why="not a date")


def _season(words: Words, latest: dt.date) -> DateReading:
    """Three months of a year; a winter may be the one that begins in that year or the one that ends in it."""
    if len(words.seasons) > 1 or words.months or len(words.numbers) != 1 or len(words.numbers[0]) != 4:
        return DateReading(why="not a date")
    year, month = int(words.numbers[0]), words.seasons[0]
    whole = _dated(words.numbers[0], 0, 0, latest)
    if not whole.edtf:
        return whole
    if month == 12:
        return _spell(f"{year - 1}-12-01", str(bounds(f"{year + 1}-02")[1]), latest)
    return _spell(f"{year}-{month:02}-01", str(bounds(f"{year}-{month + 2:02}")[1]), latest)


def _three(numbers: Sequence[str], order: Order, latest: dt.date) -> DateReading:
    first, second, last = numbers
    if len(first) == 4 and len(second) <= 2 and len(last) <= 2:
        return _dated(first, int(second), int(last), latest)
    if len(first) > 2 or len(second) > 2:
        return DateReading(why="not a date")
    left, right = int(first), int(second)
    if order == "mixed" and left != right and left <= 12 and right <= 12:
        return DateReading(why="day and month cannot be told apart: this column writes both orders")
    if order == "mdy" or (order == "mixed" and right > 12):
        left, right = right, left
    return _dated(last, right, left, latest)


def _two(numbers: tuple[str, ...], latest: dt.date) -> DateReading:
    first, last = numbers
    if len(first) == 4 and len(last) == 4:
        return _spell(f"{first}-01-01", f"{last}-12-31", latest)
    if len(last) == 4 and len(first) <= 2:
        return _dated(last, int(first), 0, latest)
    if len(first) == 4 and len(last) <= 2:
        return _dated(first, int(last), 0, latest)
    return DateReading(why="two numbers without a year: an age needs the date on which it was counted")


def _one(number: str, words: Words, latest: dt.date) -> DateReading:
    length = len(number)
    if length == 4:
        return _dated(number, 0, 0, latest)
    if length == 5:
        day = SPREADSHEET_DAY_ZERO + dt.timedelta(days=int(number))
        return _dated(f"{day.year:04}", day.month, day.day, latest, how="day number")
    if length in (7, 8):
        padded = number.zfill(8)  # a spreadsheet eats the first zero of 07032015
        if length == 8 and EARLIEST_YEAR <= int(number[:4]) <= latest.year and not _is_day_first(number):
            return _dated(number[:4], int(number[4:6]), int(number[6:]), latest)
        return _dated(padded[4:], int(padded[2:4]), int(padded[:2]), latest)
    if length <= 3 and (words.kinds & {"year", "months"} or int(number) <= 120):
        return DateReading(why=_NO_DATE_OF_AGE)
    return DateReading(why="a number that is not a date")


def _is_day_first(number: str) -> bool:
    """Eight digits that begin like a year are day first only when the months say so: 20071999."""
    return int(number[4:6]) > 12 and 1 <= int(number[2:4]) <= 12 and int(number[4:]) >= EARLIEST_YEAR


def _dated(year_text: str, month: int, day: int, latest: dt.date, how: str = "") -> DateReading:
    """Make the reading of a year, month and day; 0 is "not known"."""
    year = int(year_text)
    if len(year_text) == 2:
        year += 2000 if 2000 + year <= latest.year else 1900
        how = "two-digit year"
    elif len(year_text) != 4:
        return DateReading(why="not a date")
    if not EARLIEST_YEAR <= year <= latest.year:
        return DateReading(
            why=f"the year {year} is {'in the future' if year > latest.year else 'too long ago'}"
        )
    if month == 0:
        return DateReading(f"{year}", how=how)
    if month > 12:
        return DateReading(why=f"there is no month {month}")
    if day == 0:
        return DateReading(f"{year}-{month:02}", how=how)
    if day > monthrange(year, month)[1]:
        return DateReading(why=f"{day:02}.{month:02}.{year} does not exist")
    if dt.date(year, month, day) > latest:
        return DateReading(why=f"{day:02}.{month:02}.{year} is in the future")
    return DateReading(f"{year}-{month:02}-{day:02}", how=how)


def _spell(first: str, last: str, latest: dt.date) -> DateReading:
    try:
        start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    except ValueError:
        return DateReading(why=f"{first}/{last} has a day that does not exist")
    if start > end or start.year < EARLIEST_YEAR or start > latest:
        return DateReading(why="a range that ends before it begins, or lies outside 1900 to today")
    return DateReading(f"{start}/{end}", how="range")


def _about(edtf: str, latest: dt.date) -> DateReading:
    """Widen an approximate date: a year either side of a year, a month either side of anything closer."""
    first, last = bounds(edtf)
    months = 12 if len(edtf) == 4 else 1
    start = months_before(first, months)
    end = min(months_before(last + dt.timedelta(days=1), -months) - dt.timedelta(days=1), latest)
    return DateReading(f"{start}/{end}", how="about")


def _two_days(edtf: str) -> DateReading:
    """A time in UTC that is not midnight may be the next day at home: "2015-03-06T22:00:00Z" in Kyiv."""
    day = dt.date.fromisoformat(edtf)
    return DateReading(f"{day}/{day + dt.timedelta(days=1)}", how="utc")


def months_before(day: dt.date, months: int) -> dt.date:
    """Go back whole months; 29 February becomes 28 February in a common year."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    last = 29 if month == 1 and isleap(year) else monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
