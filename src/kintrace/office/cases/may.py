"""Which cases a member sees and keeps, and which act each step asks for."""

from django.db.models import Q, QuerySet

from kintrace.office.accounts.may import Act, may, require
from kintrace.office.accounts.models import Member, Scope
from kintrace.office.cases.models import Case, Move
from kintrace.office.cases.steps import Kind

ACT_OF = {
    Kind.OPENED: Act.KEEP_CASES,
    Kind.TRACING_BEGAN: Act.KEEP_CASES,
    Kind.LOCATED: Act.KEEP_CASES,
    Kind.RELATIONSHIP_CHECKED: Act.VERIFY_RELATIONSHIP,
    Kind.BIA_RECORDED: Act.DETERMINE_INTERESTS,
    Kind.BID_RECORDED: Act.DETERMINE_INTERESTS,
    Kind.VIEW_RECORDED: Act.KEEP_CASES,
    Kind.RETURN_AGREED: Act.AGREE_RETURN,
    Kind.REUNIFIED: Act.KEEP_CASES,
    Kind.FOLLOWED_UP: Act.KEEP_CASES,
    Kind.RETURN_ENDED: Act.KEEP_CASES,
    Kind.CLOSED: Act.CLOSE_CASES,
    Kind.REOPENED: Act.CLOSE_CASES,
}
"""Kind of a step -> what a member has to be allowed to record it; taking back asks for the same."""


def _within(by: Member) -> Q:
    if by.scope == Scope.OWN or (by.scope == Scope.TEAM and not by.team_id):
        return Q(keeper=by) | Q(opened_by=by)
    return Q(team=by.team_id) | Q(keeper=by) if by.scope == Scope.TEAM else Q()


def counted_cases(by: Member) -> QuerySet[Case]:
    """Return the cases that the member's organisation holds within their scope: to be counted, not shown."""
    return Case.objects.filter(_within(by), held_by=by.organisation)


def kept_cases(by: Member) -> QuerySet[Case]:
    """Return the cases that the member's organisation holds now and that are within their scope."""
    require(by, Act.SEE_CASES)
    return counted_cases(by)


def visible_cases(by: Member) -> QuerySet[Case]:
    """Return the cases a member sees: those kept, those transferred away, those moved to them by others."""
    require(by, Act.SEE_CASES)
    ours = _within(by) & (Q(held_by=by.organisation) | Q(organisation=by.organisation))
    moved = Move.objects.filter(to_organisation=by.organisation, state__in=Move.LIVE).values("case")
    return Case.objects.filter(ours | Q(id__in=moved))


def may_take_back(by: Member, kind: str, made_by: int) -> bool:
    """Tell whether a member may take back a step: their own, or anybody's if they may undo others."""
    return may(by, ACT_OF[Kind(kind)]) and (made_by == by.pk or may(by, Act.UNDO_OTHERS))
