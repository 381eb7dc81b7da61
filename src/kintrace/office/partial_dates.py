"""Dates known in part as text: a year, a month or a day, as people type them and as they are stored.

Stored as "2022", "2022-03" or "2022-03-14"; typed also as 14.03.2022, 14/3/2022, 03.2022.
"""

import calendar
import datetime as dt
import re

_STORED = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_TYPED = re.compile(r"(?:(?:([0-9]{1,2})[./])?([0-9]{1,2})[./])?([0-9]{4})")


def stored(typed: str) -> str:
    """Return a date as it is stored, "" for what is none; whether its day is in a calendar, `span` says.

    >>> stored("7.3.2024"), stored("03.2024"), stored("2024-03"), stored("in March"), stored("0.3.2024")
    ('2024-03-07', '2024-03', '2024-03', '', '2024-03-00')
    """
    if _STORED.fullmatch(typed):
        return typed
    found = _TYPED.fullmatch(typed)
    if not found:
        return ""
    day, month, year = found.groups()
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def span(on: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day that a stored date may mean; None where it is in no calendar.

    >>> span("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> span("2024-13"), span("soon")
    (None, None)
    """
    found = _STORED.fullmatch(on)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = dt.date(year or 0, 1 if month is None else month, 1 if day is None else day)
        last_month = first.month if month else 12
        last = first.day if day else calendar.monthrange(first.year, last_month)[1]
        return first, dt.date(first.year, last_month, last)
    except ValueError:
        return None
