import pytest
from django.core.exceptions import PermissionDenied

from kintrace.office.accounts.models import Team
from kintrace.office.registry import may


def seen(by):
    return set(may.visible_children(by).values_list("id", flat=True))


def test_a_member_sees_the_children_of_their_scope(member, another, organisation, child):
    east, south = (Team.objects.create(organisation=organisation, name=name) for name in ("East", "South"))
    one, two = member("caseworker", team=east), member("caseworker", team=south)
    first, second, _other = child(one).id, child(two).id, child(another).id
    assert seen(member()) == {first, second}
    assert seen(member("reviewer", scope="team", team=east)) == {first}
    assert seen(member("reviewer", scope="team")) == set()
    assert seen(member("caseworker", scope="own")) == set()
    one.scope = "own"
    assert seen(one) == {first}


def test_transfers_follow_the_scope_of_their_child(member, child, place, moved):
    by = member()
    made = moved(by, child(by), None, place(by))
    assert list(may.visible_transfers(member("reviewer"))) == [made]
    assert list(may.visible_transfers(member("reviewer", scope="own"))) == []


def test_who_does_not_see_where_a_child_is_sees_no_transfer_and_no_place(member, child, place, moved):
    by, mediator = member(), member("mediator")
    moved(by, child(by), None, place(by))
    assert (may.sees_where(by), may.sees_where(mediator)) == (True, False)
    assert may.visible_children(mediator).count() == 1
    assert list(may.visible_transfers(mediator)) == []
    assert list(may.visible_places(mediator)) == []


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_may_not_see_the_registry_is_refused(member, role):
    asked = (may.visible_children, may.visible_transfers, may.visible_places, may.visible_programmes)
    for ask in asked:
        with pytest.raises(PermissionDenied):
            ask(member(role))
