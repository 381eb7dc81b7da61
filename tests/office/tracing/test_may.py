"""A member sees what their scope reaches, and what was referred to them for as long as it is."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from office.tracing.invented import proposed

from kintrace.office.accounts.models import Organisation, Team
from kintrace.office.tracing import may
from kintrace.office.tracing.models import ListState, PeopleList, Proposal, Record, Referral, Side


def a_list(by, **more):
    said = {"organisation": by.organisation, "team": by.team, "brought_by": by, "side": Side.REQUESTS}
    said["state"] = ListState.READY
    return PeopleList.objects.create(name="List", source="s", legal_basis="consent", **said | more)


def a_record(where, row=1):
    same = {"list": where, "side": where.side, "organisation": where.organisation, "number": f"R-{row}"}
    return Record.objects.create(row=row, as_written={}, people={}, name="Вигадана Особа", facts="0", **same)


@pytest.fixture
def teams(organisation):
    return [Team.objects.create(organisation=organisation, name=name) for name in ("East", "South")]


def test_a_scope_of_ones_own_sees_what_one_brought(member):
    mine, other = member("caseworker", scope="own"), member("caseworker")
    own, _ = a_list(mine), a_list(other)
    assert list(may.visible_lists(mine)) == [own]


def test_a_team_sees_what_the_team_brought(member, teams):
    east, south = teams
    one, two = member("caseworker", scope="team", team=east), member("caseworker", team=east)
    three = member("caseworker", team=south)
    lists = [a_list(one), a_list(two)]
    a_list(three)
    assert sorted(may.visible_lists(one).values_list("id", flat=True)) == [own.id for own in lists]


def test_an_organisation_sees_all_its_lists_and_nobody_elses(member):
    ours = member("reviewer")
    stranger = member("coordinator", organisation=Organisation.objects.create(name="Other"))
    own, _ = a_list(member("caseworker")), a_list(stranger)
    assert list(may.visible_lists(ours)) == [own]


def test_a_referred_record_is_seen_until_its_day_or_its_end(member):
    stranger = member("coordinator", organisation=Organisation.objects.create(name="Other"))
    record, ours = a_record(a_list(stranger)), member("reviewer")
    assert list(may.visible_records(ours)) == []
    referral = Referral.objects.create(
        record=record,
        to=ours.organisation,
        by=stranger,
        why="asked",
        until=timezone.now() + timedelta(days=1),
    )
    assert list(may.visible_records(ours)) == [record]
    Referral.objects.filter(id=referral.id).update(ended_at=timezone.now())
    assert list(may.visible_records(ours)) == []
    Referral.objects.filter(id=referral.id).update(ended_at=None, until=timezone.now() - timedelta(seconds=1))
    assert list(may.visible_records(ours)) == []


def test_a_withdrawn_list_is_seen_and_nothing_that_is_in_it(member):
    by = member("reviewer")
    pair, other = proposed(by), proposed(by)
    one = pair.left.list
    apart = a_record(a_list(member("caseworker"), side=Side.LOCATED))
    Proposal.objects.filter(id=other.id).update(right=apart)
    alone = other.right
    assert may.withdrawn_lists(by.organisation_id) == set()
    assert list(may.all_proposals(by.organisation_id).order_by("id")) == [pair, other]
    PeopleList.objects.filter(id=pair.right.list_id).update(withdrawn_at=timezone.now())
    assert may.withdrawn_lists(by.organisation_id) == {pair.right.list_id}
    assert list(may.all_proposals(by.organisation_id)) == list(may.visible_proposals(by)) == [other]
    assert set(may.visible_records(by)) == {pair.left, other.left, apart}
    assert set(may.kept_records(by)) == {pair.left, other.left, apart, pair.right, alone}
    assert set(may.visible_lists(by)) == {one, pair.right.list, apart.list}
    assert may.withdrawn_lists() == set()


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_may_not_see_records_is_refused_and_not_given_nothing(member, role):
    for ask in (may.visible_lists, may.visible_records, may.visible_proposals):
        with pytest.raises(PermissionDenied):
            ask(member(role))
