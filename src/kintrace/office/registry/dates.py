"""Dates known in part: a year, a month or a day, perhaps approximate ("2022", "2022-03", "2022-03-14~").

They are stored as EDTF (ISO 8601-2). People type them as they write
them: 14.03.2022, 03.2022, "about 2022".
"""

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils import dates as names_of
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kintrace.office import partial_dates

EARLIEST_YEAR = 1990
_ABOUT = re.compile(r"^(?:about|circa|ca\.?|c\.|близько|біля|приблизно|около|примерно|~)\s*", re.IGNORECASE)
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
    on = partial_dates.stored(plain)
    if not on or len(text) > _LONGEST_TYPED:
        raise ValidationError(_("Write a year, a month or a day: 2022, 03.2022, 14.03.2022, about 2022."))
    _refuse_impossible(on)
    return f"{on}~" if about else on


def earliest(stored: str) -> dt.date:
    """Return the first day that a date may mean; with none, the first there is.

    >>> earliest("2022-02"), latest("2022-02")
    (datetime.date(2022, 2, 1), datetime.date(2022, 2, 28))
    """
    days = partial_dates.span(stored.removesuffix("~"))
    return days[0] if days else dt.date.min


def latest(stored: str) -> dt.date:
    """Return the last day that a date may mean; with none, the last there is."""
    days = partial_dates.span(stored.removesuffix("~"))
    return days[1] if days else dt.date.max


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
    on = stored.removesuffix("~")
    days = partial_dates.span(on)
    if days is None:
        return ""
    said = {
        1: f"{days[0].year}",
        2: f"{_month(days[0].month)} {days[0].year}",
        3: f"{days[0]:%d.%m.%Y}",
    }[on.count("-") + 1]
    return _("about %(date)s") % {"date": said} if stored.endswith("~") else said


def _month(number: int) -> str:
    """Return the name of a month within a sentence: of our languages, only English has a capital."""
    name = str(names_of.MONTHS[number])
    return name if (get_language() or "en").startswith("en") else name.lower()


def _refuse_impossible(on: str) -> None:
    days = partial_dates.span(on)
    if days is None:
        raise ValidationError(_("This day is in no calendar."))
    if days[0] > timezone.localdate():
        raise ValidationError(_("This day is in the future."))
    if days[0].year < EARLIEST_YEAR:
        raise ValidationError(_("This year is too long ago."))
