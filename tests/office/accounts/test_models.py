"""Organisations, teams, members."""

import pytest
from django.db import IntegrityError, transaction

from kintrace.office.accounts.models import Member, Team


def test_a_member_is_stored_under_the_name_that_signs_in(member):
    assert member(username=" ОЛЕНА ").username == "олена"
    assert Member.objects.get_by_natural_key("Олена").username == "олена"


@pytest.mark.parametrize(("field", "value"), [("role", "chief"), ("scope", "all"), ("username", "OLHA")])
def test_the_database_refuses_what_can_never_be(member, field, value):
    member(username="olha")
    with pytest.raises(IntegrityError), transaction.atomic():
        member(**{field: value})


def test_a_team_has_a_name_of_its_own_within_the_organisation(organisation):
    Team.objects.create(organisation=organisation, name="North")
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.create(organisation=organisation, name="North")


def test_what_has_a_name_is_shown_by_it(member, organisation):
    team = Team(organisation=organisation, name="North")
    assert [str(one) for one in (organisation, team, member(name="Olha"))] == ["Rodyna", "North", "Olha"]
