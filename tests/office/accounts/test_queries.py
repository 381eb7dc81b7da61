"""What is asked about members."""

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.office.accounts import own_actions, queries
from kintrace.office.accounts.models import Organisation, Team


def test_an_administrator_sees_the_members_of_their_organisation_by_name(member):
    by = member("administrator", name="B")
    member("caseworker", name="A")
    member("caseworker", name="C", organisation=Organisation.objects.create(name="Other"))
    assert [one.member.name for one in queries.members(by)] == ["A", "B"]


def test_others_do_not(member):
    with pytest.raises(PermissionDenied):
        queries.members(member("coordinator"))


def test_teams_are_those_of_the_organisation(member, organisation):
    Team.objects.create(organisation=organisation, name="South")
    Team.objects.create(organisation=organisation, name="North")
    Team.objects.create(organisation=Organisation.objects.create(name="Other"), name="West")
    assert queries.teams(member()) == ["North", "South"]


def test_a_telephone_counts_once_it_is_confirmed(member):
    one = member()
    device = own_actions.offer_second_factor(one)
    assert not queries.has_second_factor(one)
    device.confirmed = True
    device.save()
    assert queries.has_second_factor(one)


def test_recovery_codes_are_counted(member):
    one = member()
    assert queries.recovery_codes_left(one) == 0
    own_actions.make_recovery_codes(one)
    assert queries.recovery_codes_left(one) == 10
