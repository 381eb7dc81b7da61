"""Write numbers as each language does: decimal comma or point, a real minus, narrow spaces in thousands."""

import math
from datetime import UTC, datetime
from decimal import Decimal

from kintrace.report.contents import Language

MINUS = "\N{MINUS SIGN}"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
DECIMAL = {"uk": ",", "ru": ",", "en": "."}


def decimal(value: float, language: Language, *, signed: bool = False) -> str:
    """Write a number with one decimal.

    >>> decimal(-3.25, "uk", signed=True), decimal(1234.5, "en"), decimal(-0.04, "en", signed=True)
    ('−3,2', '1\u202f234.5', '0.0')
    """
    if not math.isfinite(value):
        return ("" if value > 0 else MINUS) + "∞" if not math.isnan(value) else "?"
    text = f"{abs(value):,.1f}".replace(",", NARROW_SPACE).replace(".", DECIMAL[language])
    if text.strip("0,.") == "":
        return text
    return (MINUS if value < 0 else "+" if signed else "") + text


def figure(value: float, language: Language) -> str:
    """Write a number with all the decimals it has.

    >>> figure(0.5, "uk"), figure(0.0001, "en"), figure(7, "ru")
    ('0,5', '0.0001', '7')
    """
    return f"{Decimal(repr(value)):f}".replace(".", DECIMAL[language])


def whole(value: float) -> str:
    """Write a count.

    >>> whole(12345)
    '12\u202f345'
    """
    return f"{value:,.0f}".replace(",", NARROW_SPACE)


def percent(probability: float, language: Language) -> str:
    """Write a probability in per cent, never as certainty: 0 % and 100 % do not occur.

    >>> percent(0.98765, "uk"), percent(1.0, "en"), percent(0.0, "en")
    ('98,8\xa0%', '>\xa099.9\xa0%', '<\xa00.1\xa0%')
    """
    if math.isnan(probability):
        return "?"
    if probability > 0.9994999:
        return f">\xa099{DECIMAL[language]}9\xa0%"
    if probability < 0.0005:
        return f"<\xa00{DECIMAL[language]}1\xa0%"
    return f"{probability * 100:.1f}\xa0%".replace(".", DECIMAL[language])


def moment(iso: str) -> str:
    """Write an ISO date and time to the minute, in UTC; what is no ISO time stays as it is.

    >>> moment("2026-11-24T09:07:52+02:00"), moment("yesterday")
    ('2026-11-24 07:07 UTC', 'yesterday')
    """
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC") if at.tzinfo else iso
