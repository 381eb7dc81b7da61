"""Cut what a list writes for a date or an age into numbers and known words.

The words (months, units, "born", "about") are in `data/date_words.csv`. Numbers in any script's
digits become plain digits, with their zeros; anything unknown makes the text `strange`.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DATE_MARKS = frozenset(".,/-–—()\\:'’«»“”„\"")
AGE_MARKS = frozenset(".,-–—()")

_ABOUT_MARKS = frozenset("~≈?±")
_TIME = re.compile(r"[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$", re.ASCII)
_IN_UTC = frozenset({"Z", "+00:00", "-00:00", "+0000", "-0000"})
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_WHOLE_FLOAT = re.compile(r"(\d+)[.,]0+$")
_LONGEST_NUMBER = 12  # digits; anything longer is not a date, and huge numbers are slow to read


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into numbers and known words.

    `kinds` are the kinds of words met ("year", "months", "born" ...), `about` whether the text says
    that it is approximate, `strange` whether it holds anything we do not know, `utc_night` whether
    it ends in a time of day in UTC other than midnight, which may be another day at home.
    """

    numbers: tuple[str, ...]
    months: tuple[int, ...]
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
    months: list[int] = []
    kinds: set[str] = set()
    about, strange = False, False
    for token in _TOKEN.findall(text):
        kind, month = _vocabulary().get(token.casefold(), ("", 0))
        if token.isdecimal() and len(token) <= _LONGEST_NUMBER:
            kind = "number"
            numbers.append(str(int(token)).zfill(len(token)))
        elif kind == "month":
            months.append(month)
        elif kind:
            kinds.add(kind)
        about |= kind == "about" or token in _ABOUT_MARKS
        strange |= not (kind or token in marks or token in _ABOUT_MARKS)
    return Words(tuple(numbers), tuple(months), frozenset(kinds), about, strange, utc_night)


@cache
def _vocabulary() -> dict[str, tuple[str, int]]:
    lines = (files("kintrace.names") / "data" / "date_words.csv").read_text(encoding="utf-8").splitlines()
    return {row["word"]: (row["kind"], int(row["month"] or 0)) for row in csv.DictReader(lines)}
