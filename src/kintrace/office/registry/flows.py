"""How many transfers led from one place to another, by programme and year."""

from dataclasses import dataclass

from django.db.models import Count, Q

from kintrace.office.accounts.models import Member
from kintrace.office.registry.may import visible_places, visible_transfers
from kintrace.office.registry.models import Place

MOST_FLOWS = 200


@dataclass(frozen=True, slots=True)
class Flow:
    """Transfers between two places; None for a place that is not known."""

    begins: Place | None
    leads: Place | None
    transfers: int


def flows(by: Member, programme: int | None = None, year: str = "") -> list[Flow]:
    """Return the flows that most transfers went, the largest first."""
    found = visible_transfers(by).filter(current=True)
    if programme:
        found = found.filter(programme=programme)
    if year:
        arrived = Q(arrived_on__startswith=year)
        found = found.filter(arrived | Q(arrived_on="", left_on__startswith=year))
    counted = found.values_list("from_place", "to_place").annotate(number=Count("id"))
    rows = list(counted.order_by("-number", "from_place", "to_place")[:MOST_FLOWS])
    places = visible_places(by).in_bulk({number for row in rows for number in row[:2] if number})
    return [Flow(places.get(begins), places.get(leads), number) for begins, leads, number in rows]
