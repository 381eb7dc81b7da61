"""Which cases there are: by where they stand, by number, by name in any spelling or script (see `sounds`).

A name that another organisation withholds from the member is not found either.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kintrace.office import sounds
from kintrace.office.accounts.models import Member
from kintrace.office.cases.case_queries import hidden_from
from kintrace.office.cases.may import visible_cases
from kintrace.office.cases.models import Case, Move
from kintrace.office.registry.models import ChildKey

_NUMBER = re.compile(r"\s*([KC])?\s*[-–]?\s*([0-9]{1,18})\s*", re.IGNORECASE)
_KEYBOARD = str.maketrans("КСкс", "KCkc")
"""Letters that look the same, typed while the keyboard is set to Cyrillic."""
PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cases are asked for; empty means all."""

    tracing_status: str = ""
    whose: str = ""
    """"mine", "sent" to us, "away": transferred to others."""
    risk_level: str = ""
    words: str = ""
    """The number of a case or child, or a name."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of cases, whether there are more, and whether some with such names were left uncompared."""

    cases: list[Case]
    more: bool = False
    cut: bool = False


def cases(by: Member, asked: Asked, page: int) -> Found:
    """Return a page of cases, the newest first; those asked for by name the likest first, on one."""
    found = _filtered(by, asked).select_related("child", "keeper", "held_by", "organisation")
    number = numbered(asked.words)
    if asked.words and number is None:
        return _called(by, found, asked.words) if page == 1 else Found([])
    if number is not None:
        found = found.filter(number)
    shown = list(found.order_by("-id")[(page - 1) * PAGE : page * PAGE + 1])
    return Found(shown[:PAGE], len(shown) > PAGE)


def numbered(words: str) -> Q | None:
    """Return which cases a number asks for, of a case or of a child; None where the words are no number.

    >>> numbered("k-12"), numbered("Коваль 12")
    (<Q: (AND: ('number', 'K-000012'))>, None)
    """
    found = _NUMBER.fullmatch(words.translate(_KEYBOARD))
    if not found:
        return None
    said = f"{int(found[2]):06}"
    case, child = Q(number=f"K-{said}"), Q(child__number=f"C-{said}")
    return {"K": case, "C": child}.get((found[1] or "").upper(), case | child)


def _filtered(by: Member, asked: Asked) -> QuerySet[Case]:
    found = visible_cases(by)
    ways = {
        "mine": Q(keeper=by, held_by=by.organisation),
        "sent": Q(moves__to_organisation=by.organisation, moves__state__in=Move.LIVE),
        "away": Q(organisation=by.organisation) & ~Q(held_by=by.organisation),
    }
    if asked.whose in ways:
        found = found.filter(ways[asked.whose]).distinct()
    known = Q(organisation=by.organisation) | Q(held_by=by.organisation)  # of others it may be withheld
    if asked.tracing_status:
        found = found.filter(known, tracing_status=asked.tracing_status)
    if asked.risk_level:
        found = found.filter(known, risk_level=asked.risk_level)
    return found


def _called(by: Member, within: QuerySet[Case], name: str) -> Found:
    """Return the cases of these whose children's names are likest to a name, each child's newest first."""
    lenders = within.exclude(organisation=by.organisation).order_by().values_list("organisation", flat=True)
    mine = ChildKey.objects.filter(organisation__in={by.organisation_id, *lenders})  # known, so indexed

    def called_of(numbers: list[int]) -> Iterator[tuple[int, list[str]]]:
        for child, cases in _of_children(by, within, numbers).items():
            one = cases[0].child
            yield child, [one.name, one.name_as_written, *filter(None, one.other_names.split("; "))]

    likest = sounds.likest(name, mine, "child", called_of)
    found = _of_children(by, within, [child for child, _ in likest.ranked])
    cases = [case for child, _ in likest.ranked for case in found.get(child, [])]
    return Found(cases, cut=likest.cut)


def _of_children(by: Member, within: QuerySet[Case], children: list[int]) -> dict[int, list[Case]]:
    """Return by child the cases whose names the member may read."""
    found = defaultdict(list)
    for one in within.filter(child__in=children).order_by("-id"):
        if one.organisation_id == by.organisation_id or "name" not in hidden_from(by, one):
            found[one.child_id].append(one)
    return found
