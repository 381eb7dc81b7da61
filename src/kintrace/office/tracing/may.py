"""Which lists and records a member sees: by role, by scope, and by what was referred to them."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member, Scope
from kintrace.office.tracing.models import ListState, PeopleList, Proposal, Record, Referral, Side


def _within(by: Member, path: str) -> Q:
    """Return what lists, reached by `path`, are within the member's scope."""
    mine = Q(**{f"{path}organisation": by.organisation})
    if by.scope == Scope.OWN:
        return mine & Q(**{f"{path}brought_by": by})
    if by.scope == Scope.TEAM:
        return mine & (Q(**{f"{path}team": by.team_id}) if by.team_id else Q(**{f"{path}brought_by": by}))
    return mine


def counted_lists(by: Member) -> QuerySet[PeopleList]:
    """Return the lists within a member's scope: to be counted, not shown."""
    return PeopleList.objects.filter(_within(by, ""))


def visible_lists(by: Member) -> QuerySet[PeopleList]:
    """Return the lists a member sees."""
    require(by, Act.SEE_RECORDS)
    return counted_lists(by)


def all_records() -> QuerySet[Record]:
    """Return the records of all lists that have been imported whole."""
    return Record.objects.filter(list__state=ListState.READY)


def visible_records(by: Member) -> QuerySet[Record]:
    """Return the records a member sees, those referred to their organisation included."""
    require(by, Act.SEE_RECORDS)
    shared = Q(id__in=live_referrals(by).values("record"))
    return all_records().filter(_within(by, "list__") | shared).select_related("list")


def live_referrals(by: Member) -> QuerySet[Referral]:
    """Return what other organisations let the member's organisation see now."""
    return Referral.objects.filter(to=by.organisation, until__gt=timezone.now(), ended_at__isnull=True)


def visible_proposals(by: Member) -> QuerySet[Proposal]:
    """Return the pairs a member sees: those of which they see both records."""
    require(by, Act.SEE_RECORDS)
    return counted_proposals(by)


def counted_proposals(by: Member) -> QuerySet[Proposal]:
    """Return the pairs within a member's scope: to be counted, not shown."""
    pairs = Proposal.objects.filter(organisation=by.organisation)
    if by.scope == Scope.ORGANISATION:
        return pairs
    lists = dict(counted_lists(by).values_list("id", "side"))
    if set(lists.values()) != set(Side.values):
        return pairs.none()
    return pairs.filter(left__list__in=lists, right__list__in=lists)
