"""Ask the journal: is it whole, what does it say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.database.alphabet import by_alphabet
from kintrace.office.journal.actions import FIRST, seal
from kintrace.office.journal.models import Entry


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place at which the chain does not hold."""

    number: int
    why: str


_MOST_SHOWN = 10_000

SHOWN = 16
"""Letters of a seal that are printed, to be noted on paper: 64 bits are enough to tell seals apart."""


def last() -> Entry | None:
    """Return the last entry: its number and seal, noted elsewhere, show later that nobody cut it off."""
    return Entry.objects.order_by("-number").first()


def stands(seal_noted: str) -> bool:
    """Tell whether an entry has a seal that begins with what was noted; ask `verify`, too."""
    return Entry.objects.filter(sealed__startswith=seal_noted.strip().lower()).exists()


def verify() -> tuple[int, Broken | None]:
    """Return how many entries hold together, and where they cease to."""
    before, count = FIRST, 0
    for entry in _all():
        if entry.number != count + 1:
            return count, Broken(count + 1, "an entry is missing")
        if entry.before != before:
            return count, Broken(entry.number, "it does not follow the entry before it")
        if entry.sealed != seal(entry):
            return count, Broken(entry.number, "it is not as it was written")
        before, count = entry.sealed, count + 1
    return count, None


def _all() -> Iterator[Entry]:
    return Entry.objects.order_by("number").iterator(chunk_size=2_000)


def entries(by: Member) -> QuerySet[Entry]:
    """Return what the journal says of the member's organisation, newest first."""
    require(by, Act.READ_JOURNAL)
    return _told(Q(organisation=by.organisation))


SHOWN_TO_OTHERS: dict[str, Callable[[Member], QuerySet[Any]]] = {}
"""Kind -> numbers of what is the member's organisation's and may have been seen by others, newest first.

Apps above this one add to it.
"""


def entries_of_others(by: Member) -> QuerySet[Entry]:
    """Return what other organisations did and saw with what is the member's organisation's."""
    require(by, Act.READ_JOURNAL)
    ours = Q(pk__in=[])
    for kind, numbers in SHOWN_TO_OTHERS.items():
        ours |= Q(subject_kind=kind, subject_id__in=list(numbers(by)[:_MOST_SHOWN]))  # known: by the index
    return _told(ours).exclude(organisation=by.organisation)


def _told(asked: Q) -> QuerySet[Entry]:
    return Entry.objects.filter(asked).select_related("member", "organisation").order_by("-number")


PAGE = 100
_LATELY = 5_000
_MOST_ABOUT = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose entries, which act, and before which number; None and "" ask for all.

    others: what other organisations did with what is ours, instead of what ours did.
    """

    member: int | None = None
    act: str = ""
    before: int | None = None
    others: bool = False

    def told(self) -> dict[str, Any]:
        """Return what was asked for, without what was not."""
        asked = {
            "of_member": self.member,
            "of_act": self.act,
            "before": self.before,
            "of_others": self.others,
        }
        return {name: said for name, said in asked.items() if said}


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first, and the number before which the next page begins."""

    entries: list[Entry]
    before: int | None


def page(by: Member, asked: Asked) -> Page:
    """Return a page of the journal. Pages begin at a number: however long it is, none is slower."""
    found = entries_of_others(by) if asked.others else entries(by)
    if asked.member:
        found = found.filter(member=asked.member)
    if asked.act:
        found = found.filter(act=asked.act)
    if asked.before:
        found = found.filter(number__lt=asked.before)
    return _page(found, PAGE)


def _page(found: QuerySet[Entry], most: int) -> Page:
    shown = list(found[: most + 1])
    return Page(shown[:most], shown[most - 1].number if len(shown) > most else None)


def writers(by: Member) -> list[tuple[int, str]]:
    """Return the members of the organisation, closed ones too: the journal still names them."""
    require(by, Act.READ_JOURNAL)
    members = Member.objects.filter(organisation=by.organisation).order_by(by_alphabet("name"), "pk")
    return list(members.values_list("pk", "name"))


def acts(by: Member) -> list[str]:
    """Return the acts of late, by name."""
    lately = entries(by).values_list("act", flat=True)[:_LATELY]
    return sorted(set(lately))


def who_looked(by: Member, kind: str, *numbers: int, owned: bool, before: int | None = None) -> Page:
    """Return the last who did or saw what with something, newest first, or the last before an entry.

    numbers: its own, and those of its earlier versions; the caller has found it visible to `by`. owned: it is
    the member's organisation's, which is told of everybody; another is told of its own members alone.
    """
    asked = Q(subject_kind=kind, subject_id__in=numbers)
    if not owned:
        asked &= Q(organisation=by.organisation_id)
    if before:
        asked &= Q(number__lt=before)
    return _page(_told(asked), _MOST_ABOUT)
