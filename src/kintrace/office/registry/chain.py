"""The transfers of one child as a chain: in the order of what is known, and what in them contradicts itself.

Nothing is mended here: what does not fit together is said in words.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from kintrace.office.registry import dates
from kintrace.office.registry.models import Transfer


@dataclass(frozen=True, slots=True)
class Stay:
    """One transfer, and how long the child stayed where it led."""

    transfer: Transfer
    from_on: str
    until_on: str
    """"" when the child is not known to have left."""
    last: bool


def ordered(transfers: Iterable[Transfer]) -> list[Transfer]:
    """Return transfers in the order of their dates, those known best first put in place.

    Where a date is known in part, and more than one order is possible, places decide: a transfer stands where
    it begins in the place that the one before it led to. One without dates that fits nowhere stands last.

    >>> early, late = Transfer(id=2, arrived_on="2022-03"), Transfer(id=1, left_on="2022-03-20")
    >>> [one.id for one in ordered([late, early, Transfer(id=3)])]
    [2, 1, 3]
    """
    chain: list[Transfer] = []
    for one in sorted(transfers, key=lambda each: (_vagueness(each), _when(each))):
        usual = next((at for at, other in enumerate(chain) if _when(other) > _when(one)), len(chain))
        least = max((at + 1 for at, other in enumerate(chain) if not _may_precede(one, other)), default=0)
        most = min((at for at, other in enumerate(chain) if not _may_precede(other, one)), default=len(chain))
        possible = range(least, most + 1) if least <= most else [usual]
        chain.insert(max(possible, key=lambda at: (_fit(chain, at, one), -abs(at - usual))), one)
    return chain


def stays(chain: Sequence[Transfer]) -> list[Stay]:
    """Return the stays of a chain: each until the next transfer left, or arrived when that is not known."""
    found = []
    for at, one in enumerate(chain):
        then = chain[at + 1] if at + 1 < len(chain) else None
        until = (then.left_on or then.arrived_on) if then else ""
        found.append(Stay(one, one.arrived_on or one.left_on, until, then is None))
    return found


def contradictions(chain: Sequence[Transfer]) -> list[str]:
    """Return, a sentence each, what in a chain cannot be so."""
    found = []
    for at, one in enumerate(chain, 1):
        if not dates.may_follow(one.left_on, one.arrived_on):
            found.append(
                _("Transfer %(number)d arrives (%(arrived)s) before it leaves (%(left)s).")
                % {"number": at, "arrived": dates.show(one.arrived_on), "left": dates.show(one.left_on)}
            )
    for at, (one, then) in enumerate(pairwise(chain), 1):
        found += _between(at, one, then)
    return found


def _between(at: int, one: Transfer, then: Transfer) -> list[str]:
    found = []
    numbers = {"number": at, "next": at + 1}
    reached, leaves = one.arrived_on or one.left_on, then.left_on or then.arrived_on
    if not dates.may_follow(reached, leaves):
        found.append(
            _("Transfer %(next)d leaves (%(leaves)s) before transfer %(number)d arrives (%(reached)s).")
            % (numbers | {"leaves": dates.show(leaves), "reached": dates.show(reached)})
        )
    if one.to_place_id and then.from_place_id and one.to_place_id != then.from_place_id:
        places = {"place": str(one.to_place), "other": str(then.from_place)}
        found.append(
            _("Transfer %(number)d leads to %(place)s, but transfer %(next)d begins in %(other)s.")
            % (numbers | places)
        )
    return found


def _fit(chain: Sequence[Transfer], at: int, one: Transfer) -> int:
    """Return how many neighbours a transfer would join, were it put there."""
    before, after = chain[at - 1] if at else None, chain[at] if at < len(chain) else None
    begins = before and before.to_place_id and before.to_place_id == one.from_place_id
    leads = after and after.from_place_id and after.from_place_id == one.to_place_id
    return bool(begins) + bool(leads)


def _when(one: Transfer) -> tuple[object, ...]:
    known = one.arrived_on or one.left_on
    begins = dates.earliest(one.left_on or known) if known else dt.date.max
    return (begins, dates.sort_key(known), one.id)


def _vagueness(one: Transfer) -> dt.timedelta:
    """Return between how many days a transfer may lie; all time when nothing is known."""
    spans = [span for span in map(dates.widest, (one.left_on, one.arrived_on)) if span]
    return min((last - first for first, last in spans), default=dt.timedelta.max)


def _may_precede(one: Transfer, then: Transfer) -> bool:
    """Tell whether a transfer may have ended before another began, given what is known of both."""
    reached, leaves = (
        dates.widest(one.arrived_on or one.left_on),
        dates.widest(then.left_on or then.arrived_on),
    )
    return not (reached and leaves) or reached[0] <= leaves[1]
