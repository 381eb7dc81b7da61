"""What the ledger of a case is made of: steps, what each says, and when; nothing here knows a database."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from kintrace.office.partial_dates import span


class Kind(StrEnum):
    """What a step is; each kind supersedes the step of its kind before it."""

    OPENED = "opened"
    TRACING_BEGAN = "tracing_began"
    LOCATED = "located"
    RELATIONSHIP_CHECKED = "relationship_checked"
    BIA_RECORDED = "bia_recorded"
    BID_RECORDED = "bid_recorded"
    VIEW_RECORDED = "view_recorded"
    RETURN_AGREED = "return_agreed"
    REUNIFIED = "reunified"
    FOLLOWED_UP = "followed_up"
    RETURN_ENDED = "return_ended"
    CLOSED = "closed"
    REOPENED = "reopened"
    TAKEN_BACK = "taken_back"


OUTCOMES: dict[Kind, tuple[str, ...]] = {
    Kind.RELATIONSHIP_CHECKED: (
        *("verified", "unverified", "pending_verification", "falsely_attributed", "rejected"),
    ),
    Kind.BIA_RECORDED: ("favours_return", "against_return", "needs_determination"),
    Kind.BID_RECORDED: ("favours_return", "against_return"),
    Kind.VIEW_RECORDED: ("wants_return", "against_return", "undecided", "not_heard"),
    Kind.FOLLOWED_UP: ("well", "concerns", "broke_down"),
    Kind.CLOSED: (
        *("return_followed_up", "child_declined", "family_declined", "stays_in_care", "came_of_age"),
        *("not_found", "died", "duplicate", "other"),
    ),
}
"""What a step of a kind may come to. For a relationship check: the verification statuses of Primero."""

TO_BE_WEIGHED = ("against_return", "undecided")
"""Views in whose face a return needs a reason how they were weighed."""

FOLLOWS: dict[Kind, tuple[Kind, ...]] = {
    Kind.REUNIFIED: (Kind.LOCATED, Kind.RETURN_AGREED, Kind.RETURN_ENDED),
    Kind.FOLLOWED_UP: (Kind.LOCATED, Kind.RETURN_AGREED, Kind.REUNIFIED),
    Kind.RETURN_ENDED: (Kind.LOCATED, Kind.REUNIFIED, Kind.FOLLOWED_UP),
    Kind.CLOSED: tuple(Kind),
    Kind.REOPENED: (Kind.CLOSED,),
}
"""Kind -> the kinds that surely happened before it, whenever they were written down.

Not all that is recorded first happens first: a child may be on a list of located children before a family
asks, and a family may be verified, a child heard and an interest assessed before the child is located.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One act in the life of a case, once: `said` has what its kind asks for, `on` a date known in part.

    said: `outcome`, see OUTCOMES; `evidence` of a relationship check, texts, and `whom` it verified; `why` a
    child was not heard, `child_says` and `heard_by` of one who was; `with_whom` a return was agreed, and the
    child reunified; `weighed` how a view against a return was weighed; `bid_needed` by the case,
    `bid_required` by the organisation at that time.
    """

    number: int
    kind: str
    on: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    takes_back: int | None = None

    @property
    def outcome(self) -> str:
        """Return what the step came to, "" where its kind comes to nothing."""
        return str(self.said.get("outcome", ""))


def is_before(one: str, other: str) -> bool:
    """Tell whether a partial date is surely before another.

    >>> is_before("2024", "2025-01"), is_before("2024", "2024-06"), is_before("", "2024")
    (True, False, False)
    """
    left, right = span(one), span(other)
    return bool(left and right and left[1] < right[0])


def same_name(name: str) -> str:
    """Return a name as it is compared: whatever its capitals, spaces, apostrophes and way of writing.

    >>> same_name("Red  Cross "), same_name("Мар’яна")
    ('red cross', "мар'яна")
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join("'" if sign in "’ʼ`" else sign for sign in plain).split())


def people_named(said: object) -> frozenset[str]:
    """Return whom a text names, several with a semicolon between them, as they are compared.

    >>> sorted(people_named("Марія Вигадана;  ІВАН вигаданий ; "))
    ['марія вигадана', 'іван вигаданий']
    """
    return frozenset(filter(None, map(same_name, str(said or "").split(";"))))


def contradicted(latest: Mapping[str, Step], new: Step) -> Step | None:
    """Return the newest step in force that a step must have followed and is surely dated before, if any.

    >>> contradicted({"located": Step(2, "located", "2026-02")}, Step(3, "reunified", "2025")).number
    2
    >>> contradicted({"located": Step(2, "located", "2026-02")}, Step(3, "reunified", "2026")) is None
    True
    """
    earlier = [latest[kind] for kind in FOLLOWS.get(Kind(new.kind), ()) if kind in latest]
    return max(
        (step for step in earlier if is_before(new.on, step.on)),
        key=lambda step: (span(step.on), step.number),
        default=None,
    )


def ill_said(step: Step, today: date) -> str:
    """Return what a step lacks in itself, whatever the case: a reason of `words.REFUSALS`, or "".

    >>> ill_said(Step(1, "relationship_checked", said={"outcome": "verified"}), date(2026, 1, 1))
    'no_evidence'
    >>> ill_said(Step(1, "followed_up", "2027", {"outcome": "well"}), date(2026, 1, 1))
    'in_the_future'
    """
    kind = Kind(step.kind)
    if kind in OUTCOMES and step.outcome not in OUTCOMES[kind]:
        return "outcome_unknown"
    if step.on:
        days = span(step.on)
        if days is None:
            return "date_unreadable"
        if days[0] > today:
            return "in_the_future"
    return _text_lacking(kind, step)


def _text_lacking(kind: Kind, step: Step) -> str:
    if kind is Kind.RELATIONSHIP_CHECKED and step.outcome == "verified":
        evidence = step.said.get("evidence") or []
        if not any(str(text).strip() for text in evidence):
            return "no_evidence"
        return "" if people_named(step.said.get("whom")) else "nobody_verified"
    if kind is Kind.VIEW_RECORDED and step.outcome == "not_heard":
        return "" if _says(step, "why") else "not_heard_without_reason"
    if kind is Kind.VIEW_RECORDED:
        return "" if _says(step, "child_says") or _says(step, "heard_by") else "view_of_nobody"
    if kind is Kind.REUNIFIED and not step.on:
        return "return_without_date"
    if kind in (Kind.RETURN_AGREED, Kind.REUNIFIED) and not people_named(step.said.get("with_whom")):
        return "nobody_agreed" if kind is Kind.RETURN_AGREED else "return_to_nobody"
    if kind is Kind.RETURN_ENDED and not step.on:
        return "end_without_date"
    if kind in (Kind.TAKEN_BACK, Kind.REOPENED, Kind.RETURN_ENDED) or (
        kind is Kind.CLOSED and step.outcome == "other"
    ):
        return "" if step.note.strip() else "no_reason"
    return ""


def _says(step: Step, name: str) -> bool:
    return bool(str(step.said.get(name, "")).strip())
