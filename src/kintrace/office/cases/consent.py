"""What of a case may not go to somebody: the one question that everything going out asks.

Without a consent in force for the purpose and the recipient, everything is withheld. What was said of one
recipient goes before what was said of all; fields that either withholds are withheld.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from kintrace.office.cases.code_lists import FIELDS
from kintrace.office.cases.models import Case, Consent, Move

EVERYTHING = frozenset(FIELDS)
SHARED_FOR = ("sharing", "services")
"""Purposes for which a case may be shared on another legal basis than consent, where that was recorded."""


def withheld(case: Case, recipient: str, purpose: str) -> set[str]:
    """Return the fields of a case that a recipient must not have for a purpose, keys of code_lists.FIELDS."""
    words = [
        one for one in _in_force(case, purpose) if one.recipient.casefold() in ("", recipient.casefold())
    ]
    special, general = _last(words, recipient.casefold()), _last(words, "")
    counts = special or general
    fields = {field for one in (special, general) if one for field in one.withheld}
    if counts and counts.answer == "given":
        return fields
    if purpose in SHARED_FOR and _other_basis(case, recipient):
        return {field for one in words for field in one.withheld}
    return set(EVERYTHING)


def is_given(case: Case, recipient: str, purpose: str) -> bool:
    """Tell whether there is a consent in force for a purpose and a recipient."""
    words = _in_force(case, purpose)
    counts = _last(words, recipient.casefold()) or _last(words, "")
    return counts is not None and counts.answer == "given"


def _in_force(case: Case, purpose: str, today: date | None = None) -> list[Consent]:
    said = case.consents.filter(purpose=purpose).order_by("id")
    day = today or timezone.localdate()
    return [one for one in said if one.until_on is None or one.until_on >= day]


def _last(words: Iterable[Consent], recipient: str) -> Consent | None:
    found = [one for one in words if one.recipient.casefold() == recipient]
    return found[-1] if found else None


def _other_basis(case: Case, recipient: str) -> bool:
    there = Q(state__in=Move.LIVE) | Q(kind="transfer", state="done")
    moved = Move.objects.filter(there, case=case).exclude(consent_basis="")
    names = moved.values_list("to_organisation__name", flat=True)
    return any(name and name.casefold() == recipient.casefold() for name in names)
