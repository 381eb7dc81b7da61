"""What waits for a member."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from kintrace.office.accounts.may import Act, may
from kintrace.office.accounts.models import Member
from kintrace.office.cases import case_queries
from kintrace.office.jobs.models import Job, State
from kintrace.office.tracing import contradictions
from kintrace.office.tracing.may import visible_lists, visible_proposals
from kintrace.office.tracing.models import ListState
from kintrace.office.tracing.pair_queries import mine_elsewhere, new_of_mine

MOST = 1_000
"""Counting ends here: that more wait than can be done in a week is all that a number could say."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many of something wait; `page` names the address at which to see them, `asks` what it is asked."""

    number: int
    what: str
    page: str
    asks: str = ""

    @property
    def shown(self) -> str:
        """Return the number, or that there are more than were counted."""
        return f"{MOST}+" if self.number > MOST else str(self.number)


def waiting(by: Member) -> list[Waiting]:
    """Return what waits for a member, by what their role lets them do."""
    found = _decisions(by) if may(by, Act.DECIDE_PAIRS) else []
    if may(by, Act.SEE_RECORDS):
        number = _count(new_of_mine(by))
        new = ngettext(
            "proposed pair for your records that is new, or risen, since you last looked",
            "proposed pairs for your records that are new, or risen, since you last looked",
            number,
        )
        found.append(Waiting(number, new, "pairs", "?mine=on"))
        number = _count(mine_elsewhere(by))
        elsewhere = ngettext(
            "proposed pair for your records that waits with a reviewer",
            "proposed pairs for your records that wait with a reviewer",
            number,
        )
        found.append(Waiting(number, elsewhere, "pairs", "?mine=on"))
    if may(by, Act.BRING_LISTS):
        number = _count(visible_lists(by).filter(state=ListState.BROUGHT, brought_by=by))
        lists = ngettext(
            "list of yours whose columns wait to be confirmed",
            "lists of yours whose columns wait to be confirmed",
            number,
        )
        found.append(Waiting(number, lists, "lists"))
    if may(by, Act.SEE_RECORDS):
        jobs = Job.objects.filter(organisation=by.organisation, work__in=("import list", "match"))
        number = _count(jobs.filter(state__in=(State.WAITING, State.RUNNING)))
        found.append(Waiting(number, ngettext("job in hand", "jobs in hand", number), "lists"))
    if may(by, Act.SEE_CASES):
        number = _count(case_queries.tasks(by, mine=True, overdue=True))
        late = ngettext("task of yours that is overdue", "tasks of yours that are overdue", number)
        found.append(Waiting(number, late, "tasks"))
    if may(by, Act.MANAGE_MEMBERS):
        number = _count(by.organisation.members.filter(must_change_password=True, is_active=True))
        fresh = ngettext(
            "member who has not yet chosen a password", "members who have not yet chosen a password", number
        )
        found.append(Waiting(number, fresh, "members"))
    return [one for one in found if one.number]


def _decisions(by: Member) -> list[Waiting]:
    """Return the pairs that wait to be decided, and what was decided and contradicts itself."""
    pairs = _count(visible_proposals(by).filter(verdict="", stands=True))
    number = contradictions.count(by)
    against = ngettext(
        "child of whom decisions contradict one another",
        "children of whom decisions contradict one another",
        number,
    )
    return [
        Waiting(pairs, ngettext("pair to look at", "pairs to look at", pairs), "pairs"),
        Waiting(number, against, "contradictions"),
    ]


def _count(found: QuerySet[Any]) -> int:
    return found[: MOST + 1].count()
