"""Cut what a list writes for a date or an age into numbers and known words.

The words (months, seasons, units, "born", "about") are in `data/date_words.csv`. Numbers in any script's
digits become plain digits, with their zeros; anything unknown makes the text `strange`.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DATE_MARKS = frozenset(".,/-–—()\\:'’«»“”„\"")
AGE_MARKS = frozenset(".,-–—()")
UNITS = frozenset({"year", "months", "weeks", "days"})

_ABOUT_MARKS = frozenset("~≈?±")
_TIME = re.compile(r"[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$", re.ASCII)
_IN_UTC = frozenset({"Z", "+00:00", "-00:00", "+0000", "-0000"})
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_WHOLE_FLOAT = re.compile(r"(\d+)[.,]0+$")
_O_FOR_ZERO = re.compile(r"[OoОо](?=\d)|(?<=\d)[OoОо](?=[\d./-]|$)")
_UNKNOWN_PART = re.compile(
    r"(?<![^\W_])[xXхХ]{1,2}(?=[./-])|(?<=[./-])[xXхХ]{1,2}(?![^\W_])|(?<!\w)__?(?!\w)|\*\*?"
)
_REMARK = re.compile(r"\s*(?:\(([^()\d]*)\)|[,;]?\s+((?:зі|з|со)\s+сл[іо]в\b[^\d()]*))$", re.IGNORECASE)
_UNKNOWN_DAY = re.compile(r"^[xXхХ](?=[./-]\d{1,2}[./-])")  # else it would be the Roman ten
_LONGEST_NUMBER = 12  # digits; anything longer is not a date, and huge numbers are slow to read


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into numbers and known words.

    `units` has for each number the kind of unit that stands after it, or ""; `seasons` the first month
    of each season met; `kinds` the kinds of words met ("year", "born", "bound" ...); `about` whether the
    text says that it is approximate, `strange` whether it holds anything we do not know, `utc_night` whether
    it ends in a time of day in UTC other than midnight, which may be another day at home.
    """

    numbers: tuple[str, ...]
    units: tuple[str, ...]
    months: tuple[int, ...]
    seasons: tuple[int, ...]
    kinds: frozenset[str]
    about: bool
    strange: bool
    utc_night: bool


def cut(text: str, marks: frozenset[str] = DATE_MARKS) -> Words:
    """Cut a text; `marks` are the signs that may stand between its words.

    >>> cut("бл. 7 березня 2015 р.").numbers, cut("бл. 7 березня 2015 р.").months
    (('7', '2015'), (3,))
    """
    text = text.strip()
    time = _TIME.search(text)
    utc_night = bool(time and time[4] in _IN_UTC and (time[1], time[2]) != ("00", "00"))
    text = _WHOLE_FLOAT.sub(r"\1", text[: time.start()] if time else text)
    numbers: list[str] = []
    units: list[str] = []
    named: dict[str, list[int]] = {"month": [], "season": []}
    kinds: set[str] = set()
    about, strange = False, False
    for token in _TOKEN.findall(text):
        kind, month = _vocabulary().get(token.casefold(), ("", 0))
        if token.isdecimal() and len(token) <= _LONGEST_NUMBER:
            kind = "number"
            numbers.append(str(int(token)).zfill(len(token)))
            units.append("")
        elif kind in named:
            named[kind].append(month)
        elif kind:
            kinds.add(kind)
            if kind in UNITS and units and not units[-1]:
                units[-1] = kind
        about |= kind == "about" or token in _ABOUT_MARKS
        strange |= not (kind or token in marks or token in _ABOUT_MARKS)
    return Words(
        numbers=tuple(numbers),
        units=tuple(units),
        months=tuple(named["month"]),
        seasons=tuple(named["season"]),
        kinds=frozenset(kinds),
        about=about,
        strange=strange,
        utc_night=utc_night,
    )


def split_remark(text: str) -> tuple[str, str]:
    """Return the text before a remark in brackets, or one that begins with "from words", and the remark.

    >>> split_remark("04.03.2012 (зі слів)"), split_remark("04.03.2012")
    (('04.03.2012', ' (зі слів)'), ('04.03.2012', ''))
    """
    remark = _REMARK.search(text)
    return (text[: remark.start()], remark[0]) if remark else (text, "")


def zeros_for_letters(text: str) -> str:
    """Replace letters O, of either alphabet, that stand among digits.

    >>> zeros_for_letters("O4.О3.2O12")
    '04.03.2012'
    """
    return _O_FOR_ZERO.sub("0", text)


def zeros_for_unknown(text: str) -> str:
    """Write 00 for the parts of a date that are left open as XX, __ or **.

    >>> zeros_for_unknown("XX.03.2012")
    '00.03.2012'
    """
    return _UNKNOWN_PART.sub("00", text)


def without_unknown_day(text: str) -> str:
    """Write 00 for a single X where the day stands; elsewhere it is the Roman ten."""
    return _UNKNOWN_DAY.sub("00", text)


@cache
def _vocabulary() -> dict[str, tuple[str, int]]:
    lines = (files("kintrace.names") / "data" / "date_words.csv").read_text(encoding="utf-8").splitlines()
    return {row["word"]: (row["kind"], int(row["month"] or 0)) for row in csv.DictReader(lines)}
