"""Say what a report holds, in plain values that any stage of a linkage run can fill in.

Rows, pairs and reasons are typed dictionaries: they go to JSON as they are, and two thousand pairs of them
cost nothing to build. The texts are the lists' own; nobody has to escape or shorten anything first.
"""

from dataclasses import dataclass, field
from typing import Literal, TypedDict

Language = Literal["uk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = ("uk", "ru", "en")


class ListSummary(TypedDict):
    """One list that was compared: its file name, counts, hash and how each column was understood."""

    name: str
    rows: int
    rejected: int
    sha256: str
    columns: list[tuple[str, str]]  # (role, header as written)


class Counts(TypedDict):
    """How many pairs were weighed, proposed and assigned; the sum of the proposed pairs' probabilities."""

    pairs_scored: int
    pairs_reported: int
    assigned: int
    expected_true: float


class Reason(TypedDict):
    """What one field says for (+) or against (-) a pair, in bits.

    `kind` and `level` name the comparison ("birth", "same_month"); `left` and `right` are the texts compared.
    Besides fields there are the pseudo-reasons `prior`, `alteration` and `dependence`.
    """

    field: str
    kind: str
    level: str
    left: str
    right: str
    bits: float


_LEAST_KINSHIP = 0.5


def worth_saying(reason: Reason) -> bool:
    """Return whether a reason is shown: that two relatives explain a pair as well is, from half a bit on."""
    return reason["level"] != "another_child" or abs(reason["bits"]) >= _LEAST_KINSHIP


class ProposedPair(TypedDict):
    """Two records that may be of one child. The reasons' bits add up to the weight and the prior."""

    rank: int
    left_id: str
    right_id: str
    weight_bits: float
    probability: float
    assigned: bool
    left: dict[str, str]  # field -> text as written
    right: dict[str, str]
    reasons: list[Reason]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one report page says; `pairs` come best first.

    `lists` has two entries, or one when a list was compared with itself. `curve` holds points
    (pairs reviewed, expected true pairs among them) and ends at the proposed ones. `few_shared`: the lists
    seem to share hardly anybody. `created_at` is an ISO date and time.
    """

    title: str
    created_at: str
    lists: list[ListSummary]
    counts: Counts
    pairs: list[ProposedPair]
    curve: list[tuple[float, float]] = field(default_factory=list)
    settings: dict[str, object] = field(default_factory=dict)
    language: Language = "uk"
    few_shared: bool = False
