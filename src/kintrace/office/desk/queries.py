"""What waits for a member."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kintrace.office.accounts.may import Act, may
from kintrace.office.accounts.models import Member
from kintrace.office.cases import case_queries
from kintrace.office.jobs.models import Job, State
from kintrace.office.tracing.may import visible_lists, visible_proposals
from kintrace.office.tracing.models import ListState
from kintrace.office.tracing.pair_queries import new_of_mine

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
    found = []
    if may(by, Act.DECIDE_PAIRS):
        pairs = visible_proposals(by).filter(verdict="", stands=True)
        found.append(Waiting(_count(pairs), _("pairs to look at"), "pairs"))
    if may(by, Act.SEE_RECORDS):
        new = _("proposed pairs for your records that are new, or risen, since you last looked")
        found.append(Waiting(_count(new_of_mine(by)), new, "pairs", "?mine=on"))
    if may(by, Act.BRING_LISTS):
        lists = visible_lists(by).filter(state=ListState.BROUGHT, brought_by=by)
        found.append(Waiting(_count(lists), _("lists of yours whose columns wait to be confirmed"), "lists"))
    if may(by, Act.SEE_RECORDS):
        jobs = Job.objects.filter(organisation=by.organisation, state__in=(State.WAITING, State.RUNNING))
        found.append(Waiting(_count(jobs), _("jobs in hand"), "lists"))
    if may(by, Act.SEE_CASES):
        late = case_queries.tasks(by, mine=True, overdue=True)
        found.append(Waiting(_count(late), _("tasks of yours that are overdue"), "tasks"))
    if may(by, Act.MANAGE_MEMBERS):
        fresh = by.organisation.members.filter(must_change_password=True, is_active=True)
        found.append(Waiting(_count(fresh), _("members who have not yet chosen a password"), "members"))
    return [one for one in found if one.number]


def _count(found: QuerySet[Any]) -> int:
    return found[: MOST + 1].count()
