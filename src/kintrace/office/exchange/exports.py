"""What members take out of many cases at once: sheets, Primero's CSV, PFIF."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kintrace.office import sheets
from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.cases.consent import EVERYTHING
from kintrace.office.cases.may import kept_cases
from kintrace.office.cases.models import Case
from kintrace.office.exchange import case_sheets, pfif_out, primero, workbook
from kintrace.office.exchange.going_out import erased, kept_back, let_out

MOST_CASES = 2_000
"""Cases that leave at once; more are asked for in parts."""
_MOST_NAMED = 5
_PAGE = re.compile(r"#([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: "cases.xlsx", "children.csv", "primero.family", "pfif" ...; to whom, what for.

    until: the last day on which what PFIF publishes may stand.
    """

    what: str
    recipient: str
    purpose: str
    tracing_status: str = ""
    numbers: tuple[str, ...] = ()
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What would leave: of how many cases; of how many nothing; field -> cases in which it is kept back."""

    leaving: int
    nothing: int
    withheld: dict[str, int]


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that leaves."""

    content: Iterator[bytes]
    kind: str
    name: str


def preview(by: Member, asked: Asked) -> Preview:
    """Return what would leave; nothing does, and the journal is told nothing."""
    require(by, Act.EXPORT_RECORDS)
    found = _cases(by, asked)
    gone = erased(one.child_id for one in found)
    backs = [
        EVERYTHING if one.child_id in gone else kept_back(by, one, asked.recipient, asked.purpose)
        for one in found
    ]
    some = [back for back in backs if not back >= EVERYTHING]
    counted = Counter(field for back in some for field in back)
    return Preview(len(some), len(backs) - len(some), dict(sorted(counted.items())))


@transaction.atomic
def take(*, by: Member, asked: Asked) -> Taken:
    """Return the file that was asked for, and tell the journal of each case in it."""
    require(by, Act.EXPORT_RECORDS)
    found = _cases(by, asked)
    day = timezone.localdate().isoformat()
    if asked.what == "pfif":
        until = asked.until or timezone.localdate() + dt.timedelta(days=30)
        text = pfif_out.publish(by=by, cases=found, recipient=asked.recipient, until=until)
        return Taken(iter([text.encode()]), pfif_out.TYPE, f"pfif-{day}.xml")
    leaving = let_out(by, found, asked.recipient, asked.purpose, asked.what)
    of, _dot, form = asked.what.partition(".")
    if of == "primero":
        header = [column.field for column in primero.columns(form)]
        content = sheets.pieces(header, primero.rows(form, leaving))
        return Taken(content, sheets.TYPE, f"primero-{form}-{day}.csv")
    header, rows = case_sheets.header(of), list(case_sheets.rows(of, leaving))
    if form == "xlsx":
        return Taken(workbook.pieces(header, rows), workbook.TYPE, f"{of}-{day}.xlsx")
    return Taken(sheets.pieces(header, rows), sheets.TYPE, f"{of}-{day}.csv")


def _cases(by: Member, asked: Asked) -> list[Case]:
    found = kept_cases(by).select_related("child")
    if asked.numbers:
        found = _named(by, found, asked.numbers)
    if asked.tracing_status:
        found = found.filter(tracing_status=asked.tracing_status)
    some = list(found.order_by("id")[: MOST_CASES + 1])
    if len(some) > MOST_CASES:
        raise ValidationError(
            _("These are more than %(most)d cases. Choose a tracing status or name the cases.")
            % {"most": MOST_CASES}
        )
    return some


def _named(by: Member, found: QuerySet[Case], numbers: Sequence[str]) -> QuerySet[Case]:
    """Return the cases that are named: "K-000012" is of the member's organisation, "#7" is of any.

    Organisations number from 1 each, so that of what others transferred the number alone says nothing.
    """
    pages = {one: int(match[1]) for one in numbers if (match := _PAGE.fullmatch(one))}
    own = Q(organisation=by.organisation, number__in=[one for one in numbers if one not in pages])
    named = found.filter(own | Q(id__in=pages.values()))
    there = {one.number for one in named.filter(own)} | {f"#{one.pk}" for one in named}
    unknown = [one for one in numbers if one not in there and f"#{pages.get(one)}" not in there]
    if unknown:
        raise ValidationError(
            _(
                "Your organisation has no case %(numbers)s. Name a case that another organisation transferred"
                " by the number in the address of its page: #7."
            )
            % {"numbers": ", ".join(unknown[:_MOST_NAMED]) + (" …" if len(unknown) > _MOST_NAMED else "")}
        )
    return named
