"""How values of PFIF fields are written: by a pattern each, with words for people."""

import re
from dataclasses import dataclass

LONGEST_PATTERNED = 2000  # characters; no id, date, number or address is longer
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DAY, _TIME = r"\d{4}-\d{2}-\d{2}", r"\d{2}:\d{2}:\d{2}(?:\.\d+)?"
_URL = r"[A-Za-z][A-Za-z0-9+.-]*://[^\s/?#]+[^\s]*"


@dataclass(frozen=True, slots=True)
class Format:
    """A pattern for the whole value, and how a sentence calls what fits it."""

    pattern: re.Pattern[str]
    called: str

    def fits(self, value: str) -> bool:
        """Say whether the value is written so; an empty one says nothing, so nothing wrong."""
        return not value or (len(value) <= LONGEST_PATTERNED and self.pattern.fullmatch(value) is not None)


def _format(pattern: str, called: str) -> Format:
    return Format(re.compile(pattern, re.ASCII), called)


FORMATS: dict[str, Format] = {
    "age": _format(r"\d{1,3}(?:-\d{1,3})?", "an age such as 7, or a range such as 7-9"),
    "birth": _format(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", "a date of birth such as 2015, 2015-03 or 2015-03-07"),
    "capitals": _format(r"[^a-z\x80-\U0010ffff]+", "in capital letters without accents"),
    "date": _format(f"{_DAY}T{_TIME}Z", "a time in UTC such as 2022-03-16T10:00:00Z"),
    "digits": _format(r"\d+", "a number"),
    "email": _format(r"[^@\s]+@[^@\s]+", "an e-mail address"),
    "phone": _format(r"(?=[^\d]*\d)[-.+() \d]+(?:[#x]\d+)?", "a telephone number"),
    "postal code": _format(r"(?=[^\d]*\d)[A-Za-z\d -]+", "a postal code"),
    "record id": _format(
        rf"(?:{_LABEL}\.)*{_LABEL}\.?/\S.*", "a record id: a domain, a slash and an id, as example.org/17"
    ),
    "sex": _format(r"female|male|other", "female, male or other"),
    "status": _format(
        r"information_sought|is_note_author|believed_alive|believed_missing|believed_dead",
        "information_sought, is_note_author, believed_alive, believed_missing or believed_dead",
    ),
    "subdivision": _format(r"(?:[A-Z]{2}-)?[A-Z0-9]{1,3}", "a subdivision code of ISO 3166-2 such as 14"),
    "true or false": _format(r"true|false", "true or false"),
    "two letters": _format(r"[A-Z]{2}", "a code of two capital letters"),
    "url": _format(_URL, "an address such as https://example.org/17"),
    "urls": _format(rf"{_URL}(?:\s*\n\s*{_URL})*", "addresses such as https://example.org/17, one a line"),
}
"""Every format of the table but "text" and "record", which allow all."""
