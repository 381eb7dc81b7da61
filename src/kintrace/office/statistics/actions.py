"""Count anew when the last counts are an hour old, and tell the journal who looks at them."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from kintrace.office.accounts.models import Member, Scope
from kintrace.office.journal.actions import write
from kintrace.office.statistics import counting
from kintrace.office.statistics.models import Counted

FRESH = dt.timedelta(hours=1)


def scope_of(by: Member) -> str:
    """Return whose counts a member sees: the organisation's, or those of their own narrower scope."""
    if by.scope == Scope.ORGANISATION:
        return "organisation"
    return f"{by.scope} {by.team_id or ''} {by.pk}"


def see_statistics(*, by: Member) -> Counted:
    """Return the counts of a member's scope, at most an hour old; the journal is told.

    Counting may take long in a large office, so nothing is held while it lasts.
    """
    scope = scope_of(by)
    known = Counted.objects.filter(organisation=by.organisation_id, scope=scope).first()
    if known is None or known.at < timezone.now() - FRESH:
        counted = {"at": timezone.now(), "said": counting.count(by, known.said if known else {})}
        known, _ = Counted.objects.update_or_create(
            organisation=by.organisation, scope=scope, defaults=counted
        )
    with transaction.atomic():
        write("saw statistics", by=by)
    return known
