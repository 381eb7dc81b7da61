"""Places that the gazetteer proposes for a text: the one door to the engine room of places.

Whoever fills in a place chooses; nothing is filled in by itself.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from kintrace.places import Place

MOST = 12
FILLS_IN = (
    *("code", "name_uk", "name_ru", "name_en", "other_names"),
    *("latitude", "longitude", "precision", "recognised_as"),
)
"""What of a candidate the form of a place takes."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the gazetteer, as the form of a place takes it."""

    code: str
    name_uk: str
    name_ru: str
    name_en: str
    other_names: str
    where: str
    """Hromada, raion and oblast, to tell namesakes apart."""
    latitude: float | None
    longitude: float | None
    precision: str
    recognised_as: str
    """The state whose territory it is, in the reader's language."""


def candidates(text: str) -> list[Candidate]:
    """Return the places that a text may mean, the likeliest first.

    >>> candidates("Мариуполь, Донецкая обл.")[0].name_uk
    'Маріуполь'
    """
    from kintrace.places import find  # loads the gazetteer: only for whoever asks it

    return [_candidate(one.place) for one in find(text).candidates[:MOST]]


def _candidate(place: "Place") -> Candidate:
    former = [name for older in place.names.older for name in (older.uk, older.ru) if name]
    within = [area for area in (place.hromada, place.raion, place.oblast) if area]
    return Candidate(
        code=place.code,
        name_uk=place.names.uk,
        name_ru=place.names.ru,
        name_en=place.names.en,
        other_names="; ".join(dict.fromkeys(former)),
        where=", ".join(within),
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        recognised_as=_state(place.country),
    )


def _state(country: str) -> str:
    return {"UA": _("Ukraine"), "RU": _("Russian Federation")}.get(country, "")
