"""Where a member is signed in."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from kintrace.office.accounts.sessions import end_sessions, sessions_of


def test_sessions_that_have_run_out_are_none(member, client_of):
    one = member()
    client_of(one)
    assert len(list(sessions_of(one))) == 1
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert list(sessions_of(one)) == []


def test_only_the_members_own_sessions_end(member, client_of):
    one, other = member(), member()
    client_of(one), client_of(one), client_of(other)
    assert end_sessions(one) == 2
    assert len(list(sessions_of(other))) == 1
