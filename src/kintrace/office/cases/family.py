"""The family of a case: the cases of brothers and sisters, of theirs, and so on, as far as a member sees."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from kintrace.office.accounts.models import Member
from kintrace.office.cases.case_queries import hidden_from, name_for
from kintrace.office.cases.may import visible_cases
from kintrace.office.cases.models import Case, SiblingLink
from kintrace.office.cases.standing import Standing, Status

MOST = 50
"""Cases of a family that are looked through."""
GOING_HOME = (Status.RETURN_AGREED, Status.REUNIFIED, Status.FOLLOWED_UP)


class Sibling(NamedTuple):
    """The case of somebody of the family; `link`: what links it to the case itself, 0 for one by others."""

    case: Case
    name: str
    link: int


def family_of(by: Member, case: Case) -> list[Sibling]:
    """Return the cases that links join to a case, the nearest first; none where relatives are withheld."""
    found: dict[int, Sibling] = {}
    edge = set() if "relatives" in hidden_from(by, case) else {case.pk}
    while edge and len(found) < MOST:
        near = _linked(edge, {case.pk, *found})
        seen = visible_cases(by).select_related("child", "organisation").in_bulk(near)
        direct = edge == {case.pk}
        for number, one in sorted(seen.items()):
            found[number] = Sibling(one, name_for(by, one), near[number] if direct else 0)
        edge = {number for number, one in seen.items() if "relatives" not in hidden_from(by, one)}
    return list(found.values())


def left_behind(by: Member, now: Standing, family: Iterable[Sibling]) -> list[str]:
    """Return the numbers of cases of the family that are open while a child's return goes on without them.

    now: where the case of that child stands.
    """
    if not (now.agreed or now.returned):
        return []
    waiting = [
        one.case
        for one in family
        if one.case.case_status == "open" and one.case.tracing_status not in GOING_HOME
    ]
    return [one.number for one in waiting if "steps" not in hidden_from(by, one)]


def _linked(edge: set[int], known: set[int]) -> dict[int, int]:
    """Return the cases that links join to some, which are not known yet, each with the link."""
    either = Q(case__in=edge) | Q(other__in=edge)
    links = SiblingLink.objects.filter(either, ended_at__isnull=True).order_by("id")
    ends = [(end, link.pk) for link in links for end in (link.case_id, link.other_id)]
    return {end: link for end, link in ends if end not in known}
