"""The rules of each version, read from `data/fields.csv`: fields, formats, what is needed, the order.

A row of the table says from which version to which it holds. `needed` is "yes", "no", or "outside":
only in a note that stands beside the persons. `order_1_1` and `order_1_2` are the place among the
fields, where these versions ask for one. `now` is what 1.4 calls the field; `rank`, its place there.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["person", "note"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What one version says of one field."""

    field: str
    format: str
    needed: str
    order: int | None
    now: str
    rank: int


@cache
def rules(version: str, kind: Kind) -> dict[str, Rule]:
    """Return the fields of a person or a note in a version, field -> rule, in the order of PFIF 1.4."""
    found = [
        Rule(
            row["field"],
            row["format"],
            row["needed"],
            int(row.get(f"order_{version.replace('.', '_')}") or 0) or None,
            row["now"],
            int(row["rank"]),
        )
        for row in _rows()
        if row["record"] == kind and row["first"] <= version <= row["last"]
    ]
    return {rule.field: rule for rule in sorted(found, key=lambda rule: rule.rank)}


@cache
def at_the_top(version: str) -> tuple[str, ...]:
    """Return which records may stand directly in the pfif element."""
    return ("person",) if version == "1.1" else ("person", "note")


@cache
def _rows() -> list[dict[str, str]]:
    lines = (files("kintrace.pfif") / "data" / "fields.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines))
