import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kintrace.office.accounts.models import Team
from kintrace.office.tracing.may import live_referrals, visible_lists, visible_records
from kintrace.office.tracing.models import Record, Referral


@pytest.fixture
def team(organisation):
    return Team.objects.create(organisation=organisation, name="East")


def test_the_whole_organisation_is_seen_by_those_whose_scope_it_is(member, imported):
    one = imported(member())
    assert list(visible_lists(member())) == [one]
    assert visible_records(member()).count() == 3


def test_a_team_sees_what_was_brought_for_it(member, imported, team):
    one = imported(member("caseworker", team=team), team=team.id)
    imported(member())
    assert list(visible_lists(member("caseworker", scope="team", team=team))) == [one]
    assert visible_records(member("caseworker", scope="team", team=team)).count() == 3


def test_a_member_of_no_team_sees_what_they_brought(member, imported):
    by = member("caseworker", scope="team")
    one = imported(by)
    imported(member())
    assert list(visible_lists(by)) == [one]


def test_what_was_referred_is_seen_once_and_as_long_as_it_lasts(member, another, imported):
    by = member()
    imported(by)
    record = Record.objects.get(row=1)
    until = timezone.now() + dt.timedelta(days=1)
    for _ in range(2):
        Referral.objects.create(record=record, to=another.organisation, by=by, why="Family", until=until)
    assert list(visible_records(another)) == [record]
    assert live_referrals(another).count() == 2
    Referral.objects.update(ended_at=timezone.now())
    assert list(visible_records(another)) == []


def test_an_auditor_sees_no_records(member):
    with pytest.raises(PermissionDenied):
        visible_records(member("auditor"))
