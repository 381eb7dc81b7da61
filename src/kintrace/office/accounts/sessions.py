"""Where a member is signed in, and how to end it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from kintrace.office.accounts.models import Member


def sessions_of(member: Member) -> Iterator[Session]:
    """Return the places where a member is signed in: one for each browser."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(member.pk):
            yield session


class Place(NamedTuple):
    """A browser in which a member is signed in: the mark by which it is ended, and since when.

    The mark is drawn from the session's key, which is shown to nobody.
    """

    mark: str
    since: datetime


def mark_of(key: str) -> str:
    """Return the mark of a session.

    >>> mark_of("a") == mark_of("a") != mark_of("b")
    True
    """
    return sha256(f"place {key}".encode()).hexdigest()[:24]


def places_of(member: Member) -> list[Place]:
    """Return where a member is signed in, the last first."""
    lasts = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    found = [Place(mark_of(one.session_key), one.expire_date - lasts) for one in sessions_of(member)]
    return sorted(found, key=lambda one: one.since, reverse=True)


def end_session(member: Member, mark: str) -> bool:
    """Sign a member out of one browser and tell whether they were signed in there."""
    ended = [session.pk for session in sessions_of(member) if mark_of(session.session_key) == mark]
    return bool(Session.objects.filter(pk__in=ended).delete()[0])


def end_sessions(member: Member) -> int:
    """Sign a member out everywhere and return from how many places."""
    ended = Session.objects.filter(pk__in=[session.pk for session in sessions_of(member)])
    return ended.delete()[0]
