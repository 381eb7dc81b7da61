"""Where a member is signed in, and how to end it."""

from collections.abc import Iterator

from django.contrib.sessions.models import Session
from django.utils import timezone

from kintrace.office.accounts.models import Member


def sessions_of(member: Member) -> Iterator[Session]:
    """Return the places where a member is signed in: one for each browser."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(member.pk):
            yield session


def end_sessions(member: Member) -> int:
    """Sign a member out everywhere and return from how many places."""
    ended = Session.objects.filter(pk__in=[session.pk for session in sessions_of(member)])
    return ended.delete()[0]
