"""Questions about places and programmes: which there are, who was there when, whom a programme took.

Pages begin after a row that is named, not after so many rows: however much there is, none is slower.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from kintrace.office import digits
from kintrace.office.accounts.models import Member
from kintrace.office.database.alphabet import by_alphabet
from kintrace.office.registry import chain
from kintrace.office.registry.may import visible_places, visible_programmes, visible_transfers
from kintrace.office.registry.models import Indicator, Place, Programme, Transfer

PAGE = 50
_MOST_SHOWN = 100

Day = Literal["arrived_on", "left_on"]


@dataclass(frozen=True, slots=True)
class Named:
    """A row of which something is shown, and after which the next page begins."""

    text: str
    number: int

    def __str__(self) -> str:
        """Return what an address carries."""
        return f"{self.number}_{self.text}"


def named(said: str) -> Named | None:
    """Read what an address carries, or return None when it is nothing of ours.

    >>> str(named("12_2022-03"))
    '12_2022-03'
    """
    number, joined, text = said.partition("_")
    row = digits.read(number)
    return None if row is None or not joined or "\x00" in text else Named(text, row)


@dataclass(frozen=True, slots=True)
class Moved:
    """A page of transfers, and where the next begins."""

    transfers: list[Transfer]
    then: Named | None


@dataclass(frozen=True, slots=True)
class Stays:
    """A page of stays, and where the next begins."""

    stays: list[chain.Stay]
    then: Named | None


def places(
    by: Member, kind: str = "", text: str = "", after: Named | None = None
) -> tuple[list[Place], Named | None]:
    """Return a page of places by name, of a kind and with a text in one of their names."""
    found = visible_places(by).alias(spelt=by_alphabet("called"))
    if kind:
        found = found.filter(kind=kind)
    if text:
        asked = Q(called__contains=text.casefold())
        for way in {text, text.lower(), text.capitalize(), text.title()}:
            for field in ("name_uk", "name_ru", "name_en", "other_names"):
                asked |= Q(**{f"{field}__icontains": way})
        found = found.filter(asked)
    if after:
        found = found.filter(Q(spelt__gt=after.text) | Q(called=after.text, id__gt=after.number))
    shown = list[Place](found.order_by("spelt", "id")[: PAGE + 1])
    more = len(shown) > PAGE
    return shown[:PAGE], Named(shown[PAGE - 1].called, shown[PAGE - 1].id) if more else None


def programmes(by: Member, after: Named | None = None) -> tuple[list[Programme], Named | None]:
    """Return a page of programmes by name."""
    found = visible_programmes(by).alias(spelt=by_alphabet("name"))
    if after:
        found = found.filter(spelt__gt=after.text)
    shown = list[Programme](found.order_by("spelt")[: PAGE + 1])
    more = len(shown) > PAGE
    return shown[:PAGE], Named(shown[PAGE - 1].name, shown[PAGE - 1].id) if more else None


def place_seen(by: Member, number: int) -> Place:
    """Return a place that the member sees; raises Http404 otherwise."""
    return get_object_or_404(visible_places(by).select_related("made_by"), id=number)


def programme_seen(by: Member, number: int) -> Programme:
    """Return a programme that the member sees; raises Http404 otherwise."""
    return get_object_or_404(visible_programmes(by).select_related("made_by"), id=number)


def arrivals(by: Member, place: Place, after: Named | None = None) -> Stays:
    """Return who came to a place, the last first, with how long each stayed."""
    page = _page(visible_transfers(by).filter(to_place=place), "arrived_on", after)
    children = {one.child_id for one in page.transfers}
    every = defaultdict(list)
    for one in visible_transfers(by).filter(current=True, child__in=children).order_by("id"):
        every[one.child_id].append(one)
    stays = {s.transfer.id: s for some in every.values() for s in chain.stays(chain.ordered(some))}
    shown = [stays[one.id] for one in page.transfers if one.id in stays]
    return Stays(_with_children(shown, page.transfers), page.then)


def departures(by: Member, place: Place, after: Named | None = None) -> Moved:
    """Return who was taken away from a place, the last first."""
    return _page(visible_transfers(by).filter(from_place=place), "left_on", after)


def indicators_of(stays: Iterable[chain.Stay]) -> list[Indicator]:
    """Return what was noted of stays that the member sees, the last first; without what was withdrawn."""
    begun = [one.transfer.id for one in stays]
    found = Indicator.objects.filter(transfer__in=begun, withdrawn_at__isnull=True)
    return list(found.select_related("transfer__child").order_by("-id"))


def taken_by(by: Member, programme: Programme, after: Named | None = None) -> Moved:
    """Return the transfers of a programme, the last first."""
    return _page(visible_transfers(by).filter(programme=programme), "arrived_on", after)


def places_of(by: Member, programme: Programme) -> list[tuple[Place, int]]:
    """Return where a programme took children, with how many transfers, the most first."""
    moved = visible_transfers(by).filter(programme=programme, current=True, to_place__isnull=False)
    counted = moved.values_list("to_place").annotate(number=Count("id")).order_by("-number", "to_place")
    rows = list(counted[:_MOST_SHOWN])
    found = visible_places(by).in_bulk([number for number, _ in rows])
    return [(found[number], count) for number, count in rows if number in found]


def _page(found: QuerySet[Transfer], day: Day, after: Named | None) -> Moved:
    found = found.filter(current=True)
    if after:
        earlier, same = Q(**{f"{day}__lt": after.text}), Q(**{day: after.text, "id__lt": after.number})
        found = found.filter(earlier | same)
    rows = found.order_by(f"-{day}", "-id").select_related("child", "from_place", "to_place")
    shown = list(rows[: PAGE + 1])
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    return Moved(shown[:PAGE], Named(getattr(last, day), last.id) if last else None)


def _with_children(stays: Iterable[chain.Stay], known: Iterable[Transfer]) -> list[chain.Stay]:
    """Return stays whose transfers have their child and places at hand: no row asks the database again."""
    full = {one.id: one for one in known}
    return [chain.Stay(full[one.transfer.id], one.from_on, one.until_on, one.last) for one in stays]
