"""Say in the reader's language what the engine said of a list, and what a job said at its end.

The engine speaks English and knows no Django; what is kept is kept in English.

Templates use the filters: {{ note|spoken }}, {{ pair.probability|percent }}. A sentence that is not here is
shown as it stands, in English.
"""

import re
from functools import cache

from django import template
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from kintrace.office.refusals import REFUSALS
from kintrace.report import figures

register = template.Library()

NOTES = (
    _("Written in %(encoding)s."),
    _("The headers stand in two rows, which are read together."),
    _("Rows left out because they have too many or too few columns: %(count)s."),
    _("Rows left out because they are not JSON objects: %(count)s."),
    _("Rows left out because they hold nothing, or only their number: %(count)s."),
    _("The birth is read from the first that is filled of: %(columns)s."),
    _("Columns not used: %(columns)s."),
    _('"%(column)s" is read as the place of origin: there is no other.'),
    _("The place is read from %(columns)s, not from %(others)s."),
    _('"%(column)s" is read as %(role)s, and %(columns)s as other names.'),
    _("No column of ids is known: the row numbers serve as ids."),
    _('Rows without "%(column)s", called "row" and their number: %(count)s.'),
    _('The header "%(column)s" is repeated: column %(number)s is called "%(name)s".'),
    _('Read from the sheet "%(sheet)s".'),
    _('Read from the sheet "%(sheet)s"; not read: %(others)s.'),
    _("The workbook points to other files; they are not opened, the values saved last are used."),
    _("Cells with formulas: %(count)s; the values saved last are used."),
    _(
        "Merged cells: %(count)s. A cell merged over several rows speaks for each of them, unless these rows "
        "hold little of their own."
    ),
    _(
        "Formulas saved without a value, read as empty: %(count)s. Open the file in a spreadsheet program "
        "and save it again."
    ),
    _(
        '"%(column)s" writes both day.month (%(one)s) and month.day (%(two)s); '
        "dates that fit both are not read."
    ),
    _('"%(column)s" is read month first: %(count)s nothing else.'),
    _('"%(column)s" is read day first, as usual here: no value shows which stands first.'),
    _('"%(column)s": numbers of five digits are read as spreadsheet day numbers (values: %(count)s).'),
    _(
        '"%(column)s": years of two digits are read as the latest year that is not in the future '
        "(values: %(count)s)."
    ),
    _('"%(column)s": approximate dates are read as a year (or a month) either side (values: %(count)s).'),
    _('"%(column)s": times in UTC may be the next day at home and are read as two days (values: %(count)s).'),
    _('"%(column)s": ranges are kept as ranges (values: %(count)s).'),
    _('"%(column)s": remarks beside dates are passed over (values: %(count)s).'),
    _('"%(column)s": letters O among digits are read as zeros (values: %(count)s).'),
    _('"%(column)s": ages are read as the range of births they allow (values: %(count)s).'),
    _("Rows left out because the erasure of these people was asked for: %(count)s."),
    _("Rows left out because the day has passed on which their records expire: %(count)s."),
    _(
        "The file was removed, because it names people whose erasure was asked for; its SHA-256 was "
        "%(sha256)s."
    ),
    _(
        "The file was removed, because it names people whose retention period is over; its SHA-256 was "
        "%(sha256)s."
    ),
    _(
        "The file was removed, because it names people whose records have expired; its SHA-256 was "
        "%(sha256)s."
    ),
    _("The file was removed, because the list was cancelled; its SHA-256 was %(sha256)s."),
    _("The day had passed on which the records expire."),
    _("The retention period of records was over: %(months)s months."),
    _("The retention period of children and their cases was over: %(months)s months."),
    _("Sex 1 is read as male and 2 as female (ISO/IEC 5218)."),
    _("The list is PFIF %(version)s."),
    _("Records left out because they expired or were deleted, so that nobody is named: %(count)s."),
    _(
        "Records that have expired but still say something: %(count)s. PFIF asks that they be "
        "deleted; do not keep them longer than you need."
    ),
    _("Notes not read because they are about nobody in the file who is named: %(count)s."),
)
REASONS = (
    _("only a number"),
    _("%(one)s columns, the header has %(two)s"),
    _("not an age"),
    _("an age cannot be below zero"),
    _("says only above or below what age, not which"),
    _("a part of a year other than a half is not an age we can read"),
    _("an age needs the date on which it was counted"),
    _("the date on which the age was counted cannot be read: %(why)s"),
    _("two numbers without a year: an age needs the date on which it was counted"),
    _("a number that is not a date"),
    _("not a date"),
    _("says only before or after what, not when"),
    _("day and month cannot be told apart: this column writes both orders"),
    _("the year %(year)s is in the future"),
    _("the year %(year)s is too long ago"),
    _("there is no month %(month)s"),
    _("%(day)s does not exist"),
    _("%(day)s is in the future"),
    _("a range that ends before it begins, or lies outside 1900 to today"),
    _("the remark speaks of something other than birth"),
    _("%(days)s has a day that does not exist"),
)
_WITHIN = {"why", "what", "ids"}
"""Places of a sentence that hold words of the engine's own, which are spoken too."""


@register.filter
def spoken(sentence: object) -> str:
    """Return a sentence of the engine in the reader's language.

    >>> spoken("Nobody ever said this.")
    'Nobody ever said this.'
    """
    said = str(sentence)
    for words, pattern in _patterns():
        if found := pattern.fullmatch(said):
            held = {
                name: spoken(text) if name in _WITHIN else text for name, text in found.groupdict().items()
            }
            return gettext(words) % held
    return said


@register.filter
def percent(probability: float) -> str:
    """Write a probability as the report writes it, never as certainty: 0 % and 100 % do not occur."""
    match get_language():
        case "uk" | "ru" as language:
            return figures.percent(probability, language)
    return figures.percent(probability, "en")


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return each sentence with the pattern of what it may hold; those that say most themselves come first.

    A place whose text stands in the sentence twice is called `same` the second time.
    """
    found = []
    for words in (*NOTES, *REASONS, *REFUSALS):
        pieces = re.split(r"%\((\w+)\)s", words)
        kept = [f"(?P<{piece}>.+)" if place % 2 else re.escape(piece) for place, piece in enumerate(pieces)]
        found.append((len("".join(pieces[::2])), words, re.compile("".join(kept), re.DOTALL)))
    return [(words, pattern) for _letters, words, pattern in sorted(found, key=lambda one: -one[0])]
