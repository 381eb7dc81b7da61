"""Lay days along an axis, with ticks at years, or at months when few years are shown."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

_MOST_TICKS = 9
_LEAST_DAYS = 360
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000)  # months between ticks


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from `first` to `last`, drawn from `left` to `right`."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def at(self, day: dt.date) -> float:
        """Return where a day lies; one beyond an end lies at that end."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def ticks(self) -> list[tuple[float, str]]:
        """Return where ticks stand and what is written at them: "2022", or "2022-03"."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((one for one in _STEPS if months / one < _MOST_TICKS), _STEPS[-1])
        number = self.first.year * 12 + self.first.month - 1
        number += -number % step
        found = []
        while (day := _first_day(number)) is not None and day <= self.last:
            if day >= self.first:
                found.append((self.at(day), str(day.year) if step % 12 == 0 else f"{day:%Y-%m}"))
            number += step
        return found


def axis(days: Iterable[dt.date], left: float, right: float) -> Axis:
    """Return an axis that shows all days, a year at least, with a little room at both ends."""
    every = sorted(days)
    first, last = (every[0], every[-1]) if every else (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    missing = max(_LEAST_DAYS - (last - first).days, 0) // 2
    room = missing + max((last - first).days // 25, 5)
    return Axis(_moved(first, -room), _moved(last, room), left, right)


def _moved(day: dt.date, days: int) -> dt.date:
    ordinal = min(max(day.toordinal() + days, 1), dt.date.max.toordinal())
    return dt.date.fromordinal(ordinal)


def _first_day(number: int) -> dt.date | None:
    year, month = divmod(number, 12)
    return dt.date(year, month + 1, 1) if 1 <= year <= 9999 else None
