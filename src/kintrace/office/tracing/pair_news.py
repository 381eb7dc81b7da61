"""Of which pairs the owners of their records are told: once when likely, again when they rise clearly."""

from dataclasses import dataclass

from django.db.models import F, Q

from kintrace.office.accounts.models import Member
from kintrace.office.tracing.models import Proposal, Run
from kintrace.office.tracing.queue_models import LookedThrough

WORTH_A_NOTICE = 1.0
"""A pair is worth so much when it is as likely as not, or less where it is both records' best."""

RISEN_BITS = 3.0
"""What a pair has to weigh more than when its owners were told of it: eight times the odds."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a member has looked through the pairs of their own records: the newest pair, and run, then."""

    pair: int = 0
    run: int = 0

    def is_new(self, one: Proposal) -> bool:
        """Tell whether a pair was first proposed since."""
        return one.id > self.pair

    def has_risen(self, one: Proposal) -> bool:
        """Tell whether a pair was there, and its owners were told of it since."""
        return not self.is_new(one) and one.told_in is not None and one.told_in > self.run


def tell(run: Run) -> int:
    """Tell the owners of the pairs of a run that are news; return how many these are.

    One rule: an open pair that is worth a notice is news when its owners were not told of it while it stood,
    or when it now weighs RISEN_BITS more than when they were. Of a pair that the engine had let go, or that
    was decided and is open again by new facts, they are told as of a new one: its told_bits were taken away.
    """
    worth = Proposal.objects.filter(run=run, verdict="", stands=True, value__gte=WORTH_A_NOTICE)
    untold = Q(told_bits__isnull=True) | Q(weight_bits__gte=F("told_bits") + RISEN_BITS)
    return worth.filter(untold).update(told_bits=F("weight_bits"), told_in=run.pk)


def seen(by: Member) -> Seen:
    """Return how far a member has looked through the pairs of their own records."""
    found = LookedThrough.objects.filter(by=by).first()
    return Seen(found.last, found.run or 0) if found else Seen()


def look(by: Member, newest: int) -> None:
    """Note that a member looks through them now; newest: the newest pair that they see."""
    run = (
        Run.objects.filter(organisation=by.organisation_id)
        .order_by("-id")
        .values_list("id", flat=True)
        .first()
    )
    before = seen(by)  # what they saw of a list that was withdrawn since stays seen
    now = {"last": max(newest, before.pair), "run": max(run or 0, before.run)}
    LookedThrough.objects.update_or_create(by=by, defaults=now)


def since(by: Member) -> Q:
    """Return which pairs are news to a member since they last looked."""
    last = seen(by)
    return Q(id__gt=last.pair) | Q(told_in__gt=last.run)
