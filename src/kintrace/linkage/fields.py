"""What is compared between two records, and the levels of agreement a comparison can have.

A `Field` is one comparison: a column (or a part of one), a kind, and the levels of that kind from
"same" to "different". Levels are integers in every table; their words live here, once.
"""

from dataclasses import dataclass
from enum import IntEnum

import pyarrow as pa


class Kind(IntEnum):
    """How two values of a field are compared; the numbers are those of kernel.c."""

    EXACT = 0
    TEXT = 1
    NAME = 2
    BIRTH = 3
    PLACE = 4
    CODE = 5


LEVELS: dict[Kind, tuple[str, ...]] = {
    Kind.EXACT: ("same", "different"),
    Kind.TEXT: ("same", "one_letter", "two_letters", "similar", "different"),
    Kind.NAME: (
        "same", "same_class", "same_sound", "same_skeleton", "one_letter", "two_letters", "similar",
        "initial", "swapped", "different", "another",
    ),
    Kind.BIRTH: (
        "same", "day_month_swapped", "one_digit", "year_off_by_one", "near", "first_january",
        "same_day_month", "same_month", "compatible", "same_year", "near_year", "different",
    ),
    Kind.PLACE: ("same", "same_name", "same_raion", "similar", "same_oblast", "different"),
    Kind.CODE: ("same", "one_letter", "different"),
}  # fmt: skip

WIDTH = max(map(len, LEVELS.values()))
"""Columns of a table of weights: the most levels that a kind has."""

MISSING = 255
"""Level of a pair in which one side, or both, say nothing."""

RARE_WHEN_SAME: dict[Kind, tuple[str, ...]] = {
    Kind.EXACT: ("same",),
    Kind.TEXT: ("same",),
    Kind.NAME: ("same", "same_class", "same_sound", "same_skeleton", "swapped"),
    Kind.BIRTH: (),
    Kind.PLACE: ("same", "same_name"),
    Kind.CODE: ("same",),
}
"""Levels at which a rare value weighs more than a common one (term-frequency adjustment)."""

AGREE: dict[Kind, tuple[str, ...]] = {
    Kind.EXACT: ("same",),
    Kind.TEXT: ("same", "one_letter", "two_letters"),
    Kind.NAME: ("same", "same_class", "same_sound", "same_skeleton", "one_letter", "two_letters"),
    Kind.BIRTH: ("same", "day_month_swapped", "one_digit", "year_off_by_one"),
    Kind.PLACE: ("same", "same_name", "similar"),
    Kind.CODE: ("same", "one_letter"),
}
"""Levels that speak for one person, when it is asked whether two fields repeat each other."""


APART: dict[Kind, tuple[str, ...]] = dict.fromkeys(Kind, ("different",)) | {
    Kind.NAME: ("different", "another"),
    Kind.BIRTH: ("same_year", "different"),
}
"""Levels at which two values have nothing to do with each other; few true pairs show them."""


@dataclass(frozen=True, slots=True)
class Field:
    """One comparison between two records.

    name: what the field is called in results ("surname", "birth", "other:suburb").
    kind: how its values are compared.
    column: the column of the people table that it reads.
    part: for names written in one column or with several parts: "surname", "given", "patronymic".
    swap_with: name of the field that this one is sometimes exchanged with.
    near_unique: nearly every value belongs to one person (a number, an e-mail address); found by encoding.
    """

    name: str
    kind: Kind
    column: str
    part: str = ""
    swap_with: str = ""
    near_unique: bool = False

    @property
    def personal(self) -> bool:
        """Whether the field tells members of a family apart; what other fields say may be a family's."""
        return self.near_unique or self.name in ("given_name", "birth", "sex", "document")

    @property
    def levels(self) -> tuple[str, ...]:
        """The words for the levels, best first."""
        return LEVELS[self.kind]


_OTHER_KINDS = {"text": Kind.TEXT, "code": Kind.CODE, "date": Kind.BIRTH, "exact": Kind.EXACT}


def choose_fields(left: pa.Table, right: pa.Table, compare: dict[str, str]) -> tuple[Field, ...]:
    """Return the comparisons that two people tables allow.

    left, right: people tables (columns named by role, see docs/reference/people-table.md).
    compare: how generic columns are compared, label -> "text" | "code" | "date" | "exact".
    """
    both = set(left.column_names) & set(right.column_names)
    names = {"name", "surname", "given_name", "patronymic"}
    found: list[Field] = []
    if names & set(left.column_names) and names & set(right.column_names):
        found += [
            Field("surname", Kind.NAME, "name", "surname", swap_with="given_name"),
            Field("given_name", Kind.NAME, "name", "given", swap_with="surname"),
        ]
        if "name" in (set(left.column_names) | set(right.column_names)) or "patronymic" in both:
            found.append(Field("patronymic", Kind.NAME, "name", "patronymic"))
    if "birth" in both:
        found.append(Field("birth", Kind.BIRTH, "birth"))
    if "sex" in both:
        found.append(Field("sex", Kind.EXACT, "sex"))
    if "place" in both:
        found.append(Field("place", Kind.PLACE, "place"))
    for parent in ("mother", "father"):
        if parent in both:
            found += [
                Field(f"{parent}.given_name", Kind.NAME, parent, "given"),
                Field(f"{parent}.patronymic", Kind.NAME, parent, "patronymic"),
            ]
    if "document" in both:
        found.append(Field("document", Kind.CODE, "document"))
    for label, how in compare.items():
        if f"other:{label}" in both:
            found.append(Field(f"other:{label}", _OTHER_KINDS[how], f"other:{label}"))
    return tuple(found)
