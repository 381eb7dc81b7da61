"""Places that the gazetteer proposes for a text: the one door to the engine room of places.

Nothing is proposed while that room is not installed. Whoever fills in a place chooses; nothing is filled in
by itself.
"""

from dataclasses import dataclass


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


def candidates(text: str) -> list[Candidate]:
    """Return the places that a text may mean, the likeliest first."""
    return []
