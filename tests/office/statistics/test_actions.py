import datetime as dt

from django.utils import timezone

from kintrace.office.journal.models import Entry
from kintrace.office.statistics import actions, counting
from kintrace.office.statistics.models import Counted


def test_counts_are_kept_for_an_hour_and_then_made_anew(member, monkeypatch):
    by, times = member(), []
    monkeypatch.setattr(counting, "count", lambda by, before: times.append(before) or {"cases": len(times)})
    assert actions.see_statistics(by=by).said == {"cases": 1}
    assert actions.see_statistics(by=member("auditor")).said == {"cases": 1}
    Counted.objects.update(at=timezone.now() - dt.timedelta(minutes=61))
    assert actions.see_statistics(by=by).said == {"cases": 2}
    assert times == [{}, {"cases": 1}]


def test_whoever_sees_less_has_counts_of_their_own(member):
    own = member("caseworker", scope="own")
    assert actions.scope_of(member()) == "organisation"
    assert actions.scope_of(own) == f"own  {own.pk}"
    actions.see_statistics(by=own)
    assert [one.scope for one in Counted.objects.all()] == [f"own  {own.pk}"]


def test_the_journal_tells_who_saw_the_statistics(member):
    by = member("auditor")
    actions.see_statistics(by=by)
    assert [(one.act, one.member) for one in Entry.objects.all()] == [("saw statistics", by)]
