"""Take a list out of use that was imported wrongly, and bring it back as it was.

Nothing of it is removed: not its records, not its pairs, not what was decided of them. Its state stays READY,
so that what clears up after imports does not touch it; while `withdrawn_at` is set, `may` shows and counts
nothing of it. Why it was withdrawn and brought back stands in the journal.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kintrace.office.accounts.holding import hold as hold_organisation
from kintrace.office.accounts.may import Act, may, require
from kintrace.office.accounts.models import Member
from kintrace.office.jobs import actions as jobs
from kintrace.office.journal.actions import write
from kintrace.office.tracing.list_queries import kept_decisions, list_seen
from kintrace.office.tracing.models import ListState, PeopleList

KEPT_BY: list[Callable[[PeopleList], list[str]]] = []
"""Say which open cases have a record of a list, by number; apps above add to it."""

_MOST_NAMED = 20


def may_withdraw(by: Member, one: PeopleList) -> bool:
    """Tell whether a member may withdraw a list: one that they brought, or anybody's with the right to."""
    theirs = one.brought_by_id == by.id or may(by, Act.UNDO_OTHERS)
    return may(by, Act.BRING_LISTS) and theirs and one.stands == ListState.READY and not one.by_hand


def may_bring_back(by: Member, one: PeopleList) -> bool:
    """Tell whether a member may bring a list back: one that they withdrew, or anybody's with the right to."""
    theirs = one.withdrawn_by_id == by.id or may(by, Act.UNDO_OTHERS)
    return may(by, Act.BRING_LISTS) and theirs and one.withdrawn_at is not None


def withdraw(*, by: Member, number: int, why: str) -> PeopleList:
    """Take a list out of use. Raises ValidationError while an open case has a record of it."""
    require(by, Act.BRING_LISTS)
    with transaction.atomic():
        one = _held(by, number)
        if one.by_hand:
            raise ValidationError(_("Records that were entered by hand are corrected one by one."))
        if one.stands != ListState.READY:
            raise ValidationError(_("Only a list that is imported and in use can be withdrawn."))
        if not may_withdraw(by, one):
            raise PermissionDenied(_("Only who brought a list, or a coordinator, withdraws it."))
        _require_why(why)
        _require_no_open_case(one)
        one.withdrawn_at, one.withdrawn_by = timezone.now(), by
        _store(by, one, "withdrew list", why)
    return one


def bring_back(*, by: Member, number: int, why: str) -> PeopleList:
    """Put a list that was withdrawn back in use, with all that was decided of it."""
    require(by, Act.BRING_LISTS)
    with transaction.atomic():
        one = _held(by, number)
        if one.withdrawn_at is None:
            raise ValidationError(_("This list is not withdrawn."))
        if not may_bring_back(by, one):
            raise PermissionDenied(_("Only who withdrew a list, or a coordinator, brings it back."))
        _require_why(why)
        one.withdrawn_at = one.withdrawn_by = None
        _store(by, one, "brought back list", why)
    return one


def _held(by: Member, number: int) -> PeopleList:
    """Return a list that nobody else withdraws, and of which nobody opens a case, until the transaction ends.

    Whoever opens a case holds the organisation.
    """
    one = list_seen(by, number)
    hold_organisation(one.organisation_id)
    PeopleList.objects.select_for_update(no_key=True).get(id=one.id)
    return list_seen(by, number)


def _require_why(why: str) -> None:
    if not why.strip():
        raise ValidationError(_("Say why."))


def _require_no_open_case(one: PeopleList) -> None:
    numbers = [number for kept_by in KEPT_BY for number in kept_by(one)]
    if not numbers:
        return
    named = ", ".join(numbers[:_MOST_NAMED]) + (" …" if len(numbers) > _MOST_NAMED else "")
    said = _("Records of this list are in open cases: %(numbers)s. Close these first.")
    raise ValidationError(said % {"numbers": named})


def _store(by: Member, one: PeopleList, act: str, why: str) -> None:
    one.save(update_fields=["withdrawn_at", "withdrawn_by"])
    decisions = kept_decisions(one)
    write(act, by=by, about=("list", one.id), why=why.strip(), people=one.people, decisions=decisions)
    jobs.ask_once("match", by=by, organisation=one.organisation)  # what is left is weighed and chosen anew
