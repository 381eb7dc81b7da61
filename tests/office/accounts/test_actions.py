"""Acts on members, below their pages."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kintrace.office.accounts import actions
from kintrace.office.accounts.actions import Entered
from kintrace.office.accounts.models import Member, Organisation, Role
from kintrace.office.journal.models import Entry

ENTERED = Entered("Iryna", "reviewer", "organisation")


def acts_on(one: Member):
    yield lambda by: actions.add_member(by, username="new", entered=ENTERED)
    yield lambda by: actions.change_member(by, member=one, entered=ENTERED)
    yield lambda by: actions.close_member(by, member=one)
    yield lambda by: actions.reopen_member(by, member=one)
    yield lambda by: actions.reset_password(by, member=one)
    yield lambda by: actions.reset_second_factor(by, member=one)
    yield lambda by: actions.sign_out_member(by, member=one)
    yield lambda by: actions.unlock_member(by, member=one)
    yield lambda by: actions.ask_second_reviewer(by, wanted=True)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_act_on_members(member, role):
    by, one = member(role), member("caseworker")
    for act in acts_on(one):
        with pytest.raises(PermissionDenied):
            act(by)
    assert not Entry.objects.exists()


def test_an_administrator_has_no_power_over_another_organisation(member):
    by = member("administrator")
    one = member("caseworker", organisation=Organisation.objects.create(name="Other"))
    for act in list(acts_on(one))[1:-1]:
        with pytest.raises(Member.DoesNotExist):
            act(by)
    assert not Entry.objects.exists()


def test_every_act_is_told_in_the_journal(member):
    by, one = member("administrator"), member("caseworker")
    for act in acts_on(one):
        act(by)
    assert list(Entry.objects.order_by("number").values_list("act", flat=True)) == [
        "added member",
        "changed member",
        "closed member",
        "reopened member",
        "reset password",
        "reset second factor",
        "signed out member",
        "unlocked member",
        "asked for second reviewer",
    ]


def test_a_change_undoes_neither_a_closing_nor_a_new_password_of_the_same_moment(member):
    by, one = member("administrator"), member("caseworker")
    read_before = Member.objects.get(pk=one.pk)
    password = actions.reset_password(by, member=one)
    actions.close_member(by, member=one)
    actions.change_member(by, member=read_before, entered=ENTERED)
    one = Member.objects.get(pk=one.pk)
    assert (one.is_active, one.must_change_password, one.check_password(password)) == (False, True, True)
    assert (one.name, one.role, one.scope) == ("Iryna", "reviewer", "organisation")


def test_two_who_open_an_office_at_once_do_not_both(member):
    member()
    with pytest.raises(ValidationError, match="already has members"):
        actions.open_office(organisation="Evil", name="E", username="e", password="x")
    assert not Organisation.objects.filter(name="Evil").exists()
    assert not Entry.objects.exists()


def test_temporary_passwords_differ_and_have_no_letters_that_look_alike(member):
    by, one = member("administrator"), member("caseworker")
    made = {actions.reset_password(by, member=one) for _ in range(20)}
    assert len(made) == 20
    assert all(re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}", one) for one in made)
