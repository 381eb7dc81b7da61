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


def withdrawn_lists(*organisations: int) -> frozenset[int]:
    """Return the lists of organisations that were withdrawn: nothing of them is shown or counted."""
    found = PeopleList.objects.filter(organisation__in=organisations, withdrawn_at__isnull=False)
    return frozenset(found.values_list("id", flat=True))


def all_records() -> QuerySet[Record]:
    """Return the records of all lists that have been imported whole and were not withdrawn."""
    return Record.objects.filter(list__state=ListState.READY, list__withdrawn_at__isnull=True)


def kept_records(by: Member) -> QuerySet[Record]:
    """Return the records within a member's scope, also those of withdrawn lists: to erase, not to show."""
    return Record.objects.filter(_within(by, "list__"), list__state=ListState.READY)


def visible_records(by: Member) -> QuerySet[Record]:
    """Return the records a member sees, those referred to their organisation included."""
    require(by, Act.SEE_RECORDS)
    shared = Q(id__in=live_referrals(by).values("record"))
    return all_records().filter(_within(by, "list__") | shared).select_related("list")


def live_referrals(by: Member) -> QuerySet[Referral]:
    """Return what other organisations let the member's organisation see now."""
    return Referral.objects.filter(to=by.organisation, until__gt=timezone.now(), ended_at__isnull=True)


def all_proposals(organisation: int) -> QuerySet[Proposal]:
    """Return the pairs of an organisation, without those of withdrawn lists.

    Which lists these are is asked first: the queue is read in the order of its index, which a join can spoil.
    """
    pairs = Proposal.objects.filter(organisation=organisation)
    gone = withdrawn_lists(organisation)
    return pairs.exclude(Q(left__list__in=gone) | Q(right__list__in=gone)) if gone else pairs


def visible_proposals(by: Member) -> QuerySet[Proposal]:
    """Return the pairs a member sees: those of which they see both records."""
    require(by, Act.SEE_RECORDS)
    return counted_proposals(by)


def half_seen_proposals(by: Member) -> QuerySet[Proposal]:
    """Return the pairs of an organisation that its member does not see whole, or not at all."""
    pairs = all_proposals(by.organisation_id)
    if by.scope == Scope.ORGANISATION:
        return pairs.none()
    lists = list(counted_lists(by).values_list("id", flat=True))
    return pairs.exclude(left__list__in=lists, right__list__in=lists)


def counted_proposals(by: Member) -> QuerySet[Proposal]:
    """Return the pairs within a member's scope: to be counted, not shown."""
    pairs = all_proposals(by.organisation_id)
    if by.scope == Scope.ORGANISATION:
        return pairs
    lists = dict(counted_lists(by).values_list("id", "side"))
    if set(lists.values()) != set(Side.values):
        return pairs.none()
    return pairs.filter(left__list__in=lists, right__list__in=lists)
