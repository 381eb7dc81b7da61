"""What of a case may not go to somebody: the one question that everything going out asks.

Without a consent in force for the purpose and the recipient, everything is withheld. What was said of one
recipient goes before what was said of all; fields that either withholds are withheld. The last word counts,
also when its time is over: a consent that ended does not bring back a wider one before it, and a refusal has
no end. What was said later in another case of the same child counts where it is narrower.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils import timezone

from kintrace.office.cases.code_lists import FIELDS
from kintrace.office.cases.models import Case, Consent, Move
from kintrace.office.cases.steps import same_name

EVERYTHING = frozenset(FIELDS)
SHARED_FOR = ("sharing", "services")
"""Purposes for which a case may be shared on another legal basis than consent, where that was recorded."""


def withheld(case: Case, recipient: str, purpose: str) -> set[str]:
    """Return the fields of a case that a recipient must not have for a purpose, keys of code_lists.FIELDS."""
    said = _said(case, recipient, purpose)
    fields = _withheld_by_consent(case, said)
    if fields is not None:
        return fields
    if purpose in SHARED_FOR and _other_basis(case, recipient):
        return {field for one in said for field in one.withheld}
    return set(EVERYTHING)


def is_given(case: Case, recipient: str, purpose: str) -> bool:
    """Tell whether there is a consent in force for a purpose and a recipient."""
    return _withheld_by_consent(case, _said(case, recipient, purpose)) is not None


def same(one: str, other: str) -> bool:
    """Tell whether two names are of one recipient, whatever their capitals, spaces and writing.

    >>> same("Red  Cross", "red cross "), same("Red Cross", "Red Crescent")
    (True, False)
    """
    return same_name(one) == same_name(other)


def _said(case: Case, recipient: str, purpose: str) -> list[Consent]:
    """Return what was said of a recipient, or of all, in this case and in others of the child."""
    every = Consent.objects.filter(case__child=case.child_id, purpose=purpose).order_by("id")
    return [one for one in every if not one.recipient or same(one.recipient, recipient)]


def _withheld_by_consent(case: Case, said: Sequence[Consent]) -> set[str] | None:
    """Return what a consent in force withholds; None when there is none."""
    words = _last(one for one in said if one.case_id == case.pk)
    counts = _given(words)
    if counts is None:
        return None
    narrower = _last(one for one in said if one.case_id != case.pk and one.pk > counts.pk)
    if any(one.answer != "given" for one in narrower):
        return None
    return {field for one in (*words, *narrower) for field in one.withheld}


def _given(words: Sequence[Consent]) -> Consent | None:
    """Return the word that counts, if it gives consent and its time is not over."""
    today = timezone.localdate()
    for one in words:
        if one.answer != "given":
            return None
        if one.until_on is None or one.until_on >= today:
            return one
    return None


def _last(words: Iterable[Consent]) -> list[Consent]:
    """Return the last word about the recipient, and the last about all, as far as there are any."""
    every = list(words)
    special, general = [one for one in every if one.recipient], [one for one in every if not one.recipient]
    return [*special[-1:], *general[-1:]]


def _other_basis(case: Case, recipient: str) -> bool:
    there = Q(state__in=Move.LIVE) | Q(kind="transfer", state="done")
    moved = Move.objects.filter(there, case=case).exclude(consent_basis="")
    return any(same(name or "", recipient) for name in moved.values_list("to_organisation__name", flat=True))
