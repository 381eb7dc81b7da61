"""Which children a member sees, and whether they see where a child is."""

from django.db.models import Q, QuerySet

from kintrace.office.accounts.may import Act, may, require
from kintrace.office.accounts.models import Member, Scope
from kintrace.office.registry.models import Child, Place, Programme, Transfer


def within(by: Member, path: str = "") -> Q:
    """Return which children, reached by `path`, are within the member's scope."""
    mine = Q(**{f"{path}organisation": by.organisation_id})
    if by.scope == Scope.OWN or (by.scope == Scope.TEAM and not by.team_id):
        return mine & Q(**{f"{path}made_by": by.id})
    if by.scope == Scope.TEAM:
        return mine & Q(**{f"{path}team": by.team_id})
    return mine


def visible_children(by: Member) -> QuerySet[Child]:
    """Return the children a member sees."""
    require(by, Act.SEE_REGISTRY)
    return Child.objects.filter(within(by))


def sees_where(by: Member) -> bool:
    """Tell whether a member sees where children are and were."""
    return may(by, Act.SEE_FACILITY)


def visible_transfers(by: Member) -> QuerySet[Transfer]:
    """Return the transfers of the children a member sees; none to those who do not see where a child is."""
    require(by, Act.SEE_REGISTRY)
    if not sees_where(by):
        return Transfer.objects.none()
    of_all = Transfer.objects.filter(organisation=by.organisation_id)
    return of_all if by.scope == Scope.ORGANISATION else of_all.filter(within(by, "child__"))


def visible_places(by: Member) -> QuerySet[Place]:
    """Return the places of the member's organisation; none to those who do not see where a child is."""
    require(by, Act.SEE_REGISTRY)
    places = Place.objects.filter(organisation=by.organisation_id)
    return places if sees_where(by) else places.none()


def visible_programmes(by: Member) -> QuerySet[Programme]:
    """Return the programmes of the member's organisation: they name no child."""
    require(by, Act.SEE_REGISTRY)
    return Programme.objects.filter(organisation=by.organisation_id)
