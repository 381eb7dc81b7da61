"""What tests of retention begin with: things made years ago, and a clock that can be set."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.utils import timezone

NOW, TODAY = timezone.now, timezone.localdate


@pytest.fixture
def by(member):
    """A coordinator, who may erase."""
    return member("coordinator")


@pytest.fixture
def old(by, imported):
    """A list of three that was imported two years ago; records are kept for 12 months, children for 24."""
    periods(by)
    with days_ago(730):
        return imported(by)


@contextmanager
def days_ago(days: float):
    """Let it be so many days ago; the calendar stays, so that what the fixtures say is not yet to come."""
    past = {"now": lambda: ago(days), "localdate": lambda at=None: TODAY(at or NOW())}
    with mock.patch.multiple(timezone, **past):
        yield


def ago(days: float) -> datetime:
    return NOW() - timedelta(days=days)


def periods(by, record: int | None = 12, child: int | None = 24) -> None:
    """Set both periods."""
    from kintrace.office.exchange.retention_actions import set_period

    set_period(by=by, kind="record", months=record)
    set_period(by=by, kind="child", months=child)


def close(by, case) -> None:
    """Close a case without a return."""
    from kintrace.office.cases.step_actions import Word, record
    from kintrace.office.cases.steps import Kind

    record(by=by, number=case.pk, word=Word(Kind.CLOSED, "2024", {"outcome": "not_found"}))


def reopen(by, case) -> None:
    """Open a case again."""
    from kintrace.office.cases.step_actions import Word, record
    from kintrace.office.cases.steps import Kind

    record(by=by, number=case.pk, word=Word(Kind.REOPENED, note="A witness came"))


def pair_of(by, left, right):
    """A proposed pair: the engine's, where it proposed it."""
    from kintrace.office.tracing.models import Proposal, Run

    run = Run.objects.create(organisation=by.organisation, engine="1", record={})
    said = {"weight_bits": 9.0, "probability": 0.9, "assigned": True, "reasons": []}
    said |= {"run": run, "organisation": by.organisation}
    return Proposal.objects.get_or_create(left=left, right=right, defaults=said)[0]


def decide(by, pair):
    """Say of a pair that it is unsure."""
    from kintrace.office.tracing.models import Decision

    return Decision.objects.create(proposal=pair, by=by, verdict="unsure", reason="too_little")
