"""Dates of birth as the two lists write them."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from bench.ukrainian import russian

_UNREADABLE = ("31.02.{}", "30.02.{}", "31.04.{}", "31.11.{}", "32.05.{}")
_YEAR_ONLY = ("{}", "{} г.р.", "00.00.{}")


class Rolls(Protocol):
    """What `located` needs of a clerk."""

    dice: random.Random

    def happens(self, rate: str) -> bool:
        """Roll the dice for one of the rates."""
        ...


def unreadable(dice: random.Random, born: date) -> str:
    """Return a date that no calendar has."""
    return dice.choice(_UNREADABLE).format(born.year)


def dotted(day: date) -> str:
    """Return 07.03.2015.

    >>> dotted(date(2015, 3, 7))
    '07.03.2015'
    """
    return f"{day:%d.%m.%Y}"


def located(clerk: Rolls, born: date, kinds: list[str], *, in_words: bool) -> str:
    """Return the date in the located list, sometimes with the month `in_words`.

    What happened to it is added to `kinds`, one thing at most.
    """
    dice = clerk.dice
    for kind in ("birth_missing", "birth_unreadable", "birth_year_only"):
        if clerk.happens(kind):
            kinds.append(kind)
            year_only = dice.choice(_YEAR_ONLY).format(born.year)
            return {"birth_missing": "", "birth_unreadable": unreadable(dice, born)}.get(kind, year_only)
    for kind, change in _CHANGES.items():
        if clerk.happens(kind) and (changed := change(dice, born)) != born:
            kinds.append(kind)
            born = changed
            break
    return _styled(dice, born, in_words)


def _styled(dice: random.Random, born: date, in_words: bool) -> str:
    style = dice.random()
    if in_words and style < 0.06:
        return russian.long_date(born.isoformat())
    return born.isoformat() if style < 0.12 else dotted(born)


def _moved(born: date, year: int, month: int, day: int) -> date:
    """Return the new date, or the old one when no calendar has the new one."""
    try:
        return date(year, month, day)
    except ValueError:
        return born


def _shifted(dice: random.Random, born: date) -> date:
    return born + timedelta(dice.choice((-1, 1)) * dice.randrange(1, 21))


def _swapped(dice: random.Random, born: date) -> date:
    return _moved(born, born.year, born.day, born.month)


def _year_off(dice: random.Random, born: date) -> date:
    return _moved(born, born.year + dice.choice((-1, 1)), born.month, born.day)


def _first_january(dice: random.Random, born: date) -> date:
    return date(born.year, 1, 1)


def _digit(dice: random.Random, born: date) -> date:
    """Change one digit of day, month or the last two of the year, to a date that exists and is near."""
    text = born.strftime("%d%m%Y")
    for _ in range(50):
        at = dice.choice((0, 1, 2, 3, 6, 7))
        new = text[:at] + dice.choice("0123456789") + text[at + 1 :]
        changed = _moved(born, int(new[4:]), int(new[2:4]), int(new[:2]))
        if changed != born and 2003 <= changed.year <= 2024:
            return changed
    return born


_CHANGES = {
    "birth_shifted": _shifted,
    "birth_day_month_swapped": _swapped,
    "birth_year_off": _year_off,
    "birth_first_january": _first_january,
    "birth_digit": _digit,
}
KINDS: Sequence[str] = ("birth_missing", "birth_unreadable", "birth_year_only", *_CHANGES)
