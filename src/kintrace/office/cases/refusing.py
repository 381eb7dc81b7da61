"""Whether a step may be added to the ledger of a case, and why not: pure rules, without a database."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kintrace.office.cases.standing import BEFORE_RETURN, Standing, following, in_force, standing
from kintrace.office.cases.steps import Kind, Step, contradicted, ill_said


class Refusal(NamedTuple):
    """Why a step is refused, a key of `words.REFUSALS`.

    step: the one that rests on one to be taken back, or whose date a date contradicts.
    """

    why: str
    step: int | None = None


def refusal(steps: Sequence[Step], new: Step, today: date) -> Refusal | None:
    """Return why a step may not be added to a case, None if it may.

    >>> day = date(2026, 1, 1)
    >>> refusal([Step(1, "opened")], Step(2, "reunified"), day)
    Refusal(why='no_relationship_check', step=None)
    >>> refusal([Step(1, "opened")], Step(2, "tracing_began"), day) is None
    True
    """
    if new.kind == Kind.TAKEN_BACK:
        why = ill_said(new, today)
        return Refusal(why) if why else _taking_back(steps, new)
    now = standing(steps)
    unnamed = new.kind == Kind.REUNIFIED and not now.verified()
    why = _barred(now, new) or ("check_names_nobody" if unnamed else "") or ill_said(new, today)
    if why:
        return Refusal(why)
    later = contradicted(now.latest, new)
    return Refusal("dates_contradict", later.number) if later else None


def _taking_back(steps: Sequence[Step], new: Step) -> Refusal | None:
    """Play the ledger again without the step: the first later one that would be refused rests on it."""
    standing_now = in_force(steps)
    taken = next((step for step in standing_now if step.number == new.takes_back), None)
    if taken is None:
        return Refusal("not_in_force")
    if taken.kind == Kind.OPENED:
        return Refusal("opening_stays")
    now, was, ending = Standing(), Standing(), standing(steps).closed
    for step in standing_now:
        if step.number != taken.number:
            if step.number > taken.number and (
                step == ending or _barred(now, step) or _unnamed(was, now, step)
            ):
                return Refusal("rests_on_it", step.number)
            now = following(now, step)
        was = following(was, step)
    return None


def _unnamed(was: Standing, now: Standing, step: Step) -> bool:
    """Tell whether a return to somebody who was verified by name would now rest on a check without a name."""
    return step.kind == Kind.REUNIFIED and bool(was.verified()) and not now.verified()


def _barred(now: Standing, new: Step) -> str:
    """Return why a step does not follow from where the case stands, "" if it does."""
    kind = Kind(new.kind)
    if kind is Kind.OPENED:
        return "already_opened" if now.latest else ""
    if not now.latest:
        return "not_opened"
    if now.closed or kind is Kind.REOPENED:
        return "" if now.closed and kind is Kind.REOPENED else "is_closed" if now.closed else "is_not_closed"
    if now.returned and kind in BEFORE_RETURN:
        return "already_returned"
    if kind in (Kind.RETURN_AGREED, Kind.REUNIFIED):
        return _return_barred(now, new)
    needed, why = _NEEDS.get(kind, (Kind.OPENED, ""))
    if kind is Kind.CLOSED and new.outcome == "return_followed_up":
        needed, why = Kind.FOLLOWED_UP, "no_visit"
    return "" if needed in now.latest else why


_NEEDS = {
    Kind.LOCATED: (Kind.TRACING_BEGAN, "tracing_not_begun"),
    Kind.RELATIONSHIP_CHECKED: (Kind.LOCATED, "not_located"),
    Kind.BID_RECORDED: (Kind.BIA_RECORDED, "no_bia"),
    Kind.FOLLOWED_UP: (Kind.REUNIFIED, "not_returned"),
    Kind.RETURN_ENDED: (Kind.REUNIFIED, "not_returned"),
}
"""Kind -> the kind that has to stand before it, and what is said when it does not."""


def _return_barred(now: Standing, new: Step) -> str:
    lacking = now.gates_lack(bool(new.said.get("bid_required")))
    if lacking:
        return lacking[0]
    if new.kind == Kind.REUNIFIED:
        if now.agreed:
            return "returned_to_stranger" if now.is_strange(new) else ""
        return "agreement_lapsed" if now.lapsed else "no_agreement"
    weighed = str(new.said.get("weighed", "")).strip()
    return "view_not_weighed" if now.to_be_weighed() and not weighed else ""
