"""Pictures of the registry as SVG, each with the same in words: the one door to the engine room of drawing.

Every picture stands beside a table that says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kintrace import drawing
from kintrace.office.registry import dates
from kintrace.office.registry.chain import Stay
from kintrace.office.registry.flows import Flow
from kintrace.office.registry.models import Place, Precision

MOST_DRAWN = 60
"""Flows beyond these would only cover one another; the table has them."""
_MOST_TOLD = 3
_MOST_KEPT = 32
_NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and what it shows, in words."""

    svg: SafeString
    said: str


def timeline(stays: Sequence[Stay]) -> Picture | None:
    """Return a child's stays as a picture, or None without one."""
    if not stays:
        return None
    spans = [_span(one) for one in stays]
    dated = sum(one.begins is not None or one.ends is not None for one in spans)
    said = ngettext("%(number)d stay along time.", "%(number)d stays along time.", len(spans))
    said %= {"number": len(spans)}
    if dated < len(spans):
        said += " " + _("Stays without a date: %(number)d.") % {"number": len(spans) - dated}
    said += " " + _("Where a date is known only in part, the bar is pale.")
    words = drawing.TimelineWords(_("Stays"), said, _("no date known"), _("surely there"), _("perhaps there"))
    return _picture(drawing.timeline(spans, words, timezone.localdate()), said)


def flow_map(flows: Sequence[Flow]) -> Picture | None:
    """Return transfers between places as a map, or None without one."""
    placed = [one for one in flows if one.begins and one.leads and _lies(one.begins) and _lies(one.leads)]
    shown = placed[:MOST_DRAWN]
    if not shown:
        return None
    ends = {place.pk: place for one in shown for place in (one.begins, one.leads) if place}
    places = [_placed(one) for one in ends.values()]
    drawn = [_flow(one) for one in shown]
    said = _told(shown, len(ends), len(flows) - len(placed), len(placed) - len(shown))
    scale, around = _("Transfers"), _("the point lies somewhere near the place")
    words = drawing.MapWords(_("Map of transfers"), said, scale, around)
    return _picture(_map(tuple(places), tuple(drawn), words), said)


@lru_cache(maxsize=_MOST_KEPT)
def _map(places: tuple[drawing.Place, ...], drawn: tuple[drawing.Flow, ...], words: drawing.MapWords) -> str:
    """Draw a map, or hand out the same again: land and borders take a fifth of a second."""
    return drawing.flow_map(places, drawn, words)


def name_of(place: Place) -> str:
    """Return a place's name in the reader's language, else the first it has."""
    spoken = str(getattr(place, f"name_{(get_language() or '')[:2]}", "") or place)
    return spoken[:_NAME_LENGTH]


def _picture(svg: str, said: str) -> Picture:
    return Picture(mark_safe(svg), said)  # the room escapes every text


def _told(shown: Sequence[Flow], places: int, unplaced: int, smaller: int) -> str:
    """Say what a map shows: how many transfers, the largest flows, what only the table has."""
    number = sum(one.transfers for one in shown)
    said = [
        _("Transfers shown: %(number)d, between %(places)d places.") % {"number": number, "places": places}
    ]
    largest = "; ".join(_flow(one).said for one in shown[:_MOST_TOLD])
    said.append(_("Most went: %(flows)s.") % {"flows": largest})
    if smaller:
        said.append(_("Smaller flows that only the table has: %(number)d.") % {"number": smaller})
    if unplaced:
        told = _("Flows that only the table has, for a place is not known or not on the map: %(number)d.")
        said.append(told % {"number": unplaced})
    said.append(_("Borders are those that the UN General Assembly recognises."))
    return " ".join(said)


def _flow(one: Flow) -> drawing.Flow:
    begins, leads = one.begins, one.leads
    assert begins and leads
    said = f"{name_of(begins)} → {name_of(leads)}: {one.transfers}"
    return drawing.Flow(str(begins.pk), str(leads.pk), one.transfers, said)


def _placed(place: Place) -> drawing.Place:
    latitude, longitude = place.latitude, place.longitude
    assert latitude is not None and longitude is not None
    near = place.precision != Precision.EXACT
    return drawing.Place(str(place.pk), name_of(place), latitude, longitude, near)


def _lies(place: Place) -> bool:
    return place.latitude is not None and place.longitude is not None


def _span(stay: Stay) -> drawing.Span:
    place = stay.transfer.to_place
    name = name_of(place) if place else _("not known")
    begun, ended = dates.show(stay.from_on) or "–", dates.show(stay.until_on) or "–"
    open_ended = stay.last and not stay.until_on
    if open_ended:
        ended = _("not known to have left")
    said = f"{name}: {begun} – {ended}"
    return drawing.Span(name, dates.widest(stay.from_on), dates.widest(stay.until_on), said, open_ended)
