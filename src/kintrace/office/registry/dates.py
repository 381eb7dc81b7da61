"""Dates known in part: a year, a month or a day, perhaps approximate ("2022", "2022-03", "2022-03-14~").

They are stored as EDTF (ISO 8601-2). People type them as they write
them: 14.03.2022, 03.2022, "about 2022".
"""

import calendar
import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils import dates as names_of
from django.utils import timezone
from django.utils.translation import gettext as _

EARLIEST_YEAR = 1990
_ABOUT = re.compile(r"^(?:about|circa|ca\.?|c\.|близько|біля|приблизно|около|примерно|~)\s*", re.IGNORECASE)
_STORED = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_USUAL = re.compile(r"(?:(?:([0-9]{1,2})[./])?([0-9]{1,2})[./])?([0-9]{4})")
_LONGEST_TYPED = 40
_ABOUT_DAYS = {1: 183, 2: 31, 3: 7}  # by which "about" widens a year, a month, a day


def parse(text: str) -> str:
    """Return a date as it is stored, or "" for none; raises ValidationError when it is no date.

    >>> parse("14.03.2022"), parse("about 2022-03"), parse("03.2022"), parse(" ")
    ('2022-03-14', '2022-03~', '2022-03', '')
    """
    said = " ".join(text[:_LONGEST_TYPED].split())
    if not said:
        return ""
    about = bool(_ABOUT.match(said)) or said.endswith("~")
    plain = _ABOUT.sub("", said).removesuffix("~").strip()
    parts = _parts(plain)
    if parts is None or len(text) > _LONGEST_TYPED:
        raise ValidationError(_("Write a year, a month or a day: 2022, 2022-03, 14.03.2022, about 2022."))
    year, month, day = parts
    _refuse_impossible(year, month, day)
    stored = "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])
    return f"{stored}~" if about else stored


def earliest(stored: str) -> dt.date:
    """Return the first day that a date may mean; with none, the first there is.

    >>> earliest("2022-02"), latest("2022-02")
    (datetime.date(2022, 2, 1), datetime.date(2022, 2, 28))
    """
    year, month, day = _stored(stored)
    return dt.date(year, month or 1, day or 1) if year else dt.date.min


def latest(stored: str) -> dt.date:
    """Return the last day that a date may mean; with none, the last there is."""
    year, month, day = _stored(stored)
    if not year:
        return dt.date.max
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def widest(stored: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day that a date may mean; "about" makes it wider. None with no date.

    >>> widest("2022-03~")
    (datetime.date(2022, 1, 29), datetime.date(2022, 5, 1))
    """
    if not stored:
        return None
    parts = stored.removesuffix("~").count("-") + 1
    wider = dt.timedelta(days=_ABOUT_DAYS[parts] if stored.endswith("~") else 0)
    return earliest(stored) - wider, latest(stored) + wider


def sort_key(stored: str) -> tuple[dt.date, dt.date]:
    """Return what orders dates; one that is not known comes last."""
    return (earliest(stored), latest(stored)) if stored else (dt.date.max, dt.date.max)


def may_follow(first: str, then: str) -> bool:
    """Tell whether `then` may be as late as `first`, given what is known of both.

    >>> may_follow("2022-03-14", "2022"), may_follow("2022-03", "2022-02-28"), may_follow("2022~", "2021")
    (True, False, True)
    """
    if not (first and then) or first.endswith("~") or then.endswith("~"):
        return True
    return earliest(first) <= latest(then)


def show(stored: str) -> str:
    """Say a date in the reader's language.

    >>> show("2022-03-14"), show("2022-03"), show("2022~"), show("")
    ('14.03.2022', 'March 2022', 'about 2022', '')
    """
    year, month, day = _stored(stored)
    if not year:
        return ""
    said = f"{year}"
    if day:
        said = f"{day:02}.{month:02}.{year}"
    elif month:
        said = f"{names_of.MONTHS[month]} {year}"
    return _("about %(date)s") % {"date": said} if stored.endswith("~") else said


def _stored(stored: str) -> tuple[int, int, int]:
    found = _STORED.fullmatch(stored.removesuffix("~"))
    return _numbers(*found.groups()) if found else (0, 0, 0)


def _parts(plain: str) -> tuple[int, int, int] | None:
    """Return year, month and day of what was typed, 0 for what was not; None when it is no date."""
    if found := _STORED.fullmatch(plain):
        year, month, day = found.groups()
    elif found := _USUAL.fullmatch(plain):
        day, month, year = found.groups()
    else:
        return None
    numbers = _numbers(year, month, day)
    said = sum(part is not None for part in (year, month, day))
    return numbers if sum(map(bool, numbers)) == said else None


def _numbers(year: str, month: str | None, day: str | None) -> tuple[int, int, int]:
    return int(year), int(month or 0), int(day or 0)


def _refuse_impossible(year: int, month: int, day: int) -> None:
    try:
        first = dt.date(year, month or 1, day or 1)
    except ValueError:
        raise ValidationError(_("This day is in no calendar.")) from None
    if first > timezone.localdate():
        raise ValidationError(_("This day is in the future."))
    if year < EARLIEST_YEAR:
        raise ValidationError(_("This year is too long ago."))
