"""Tell what in two names one person cannot have: another given name, another father, another gender.

Brothers and sisters share surname and patronymic, so no likeness elsewhere may outweigh a conflict: `scores`
keeps such a pair below the threshold, and `explain` names the conflict. Both ask here, so they always agree.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kintrace.names import pairs

__all__ = ["PARTS", "find"]

PARTS = ("surname", "given", "patronymic", "gender")
LIKE = 0.5  # words that share less are not one word misspelt
_LETTERS_PER_SLIP = 3  # a name that we do not know may differ by one letter in so many

Rows = NDArray[np.float32]
Found = NDArray[np.bool_]
Part = dict[str, Rows]


def find(rows: Rows, columns: Sequence[str]) -> Found:
    """Return for each alignment (a row of `scores.COLUMNS`) which of `PARTS` conflict; one column each."""
    at = {name: rows[:, place] for place, name in enumerate(columns)}
    family, given, father = (
        {feature: at[f"{part}.{feature}"] for feature in pairs.FEATURES} for part in PARTS[:3]
    )
    gender = at["genders"] == 0
    other_given = _other_given(given) | (gender & may_be_case(rows, columns))
    return np.column_stack([_other_surname(family), other_given, _other_father(father), gender])


def may_be_case(rows: Rows, columns: Sequence[str]) -> Found:
    """Tell where one given name may be the other in another case (Олександра), or a name of its own."""
    return np.asarray(rows[:, list(columns).index("given.classes")] == pairs.CASE_OF)


def _whole(part: Part) -> Found:
    """Tell where both names have a whole word there."""
    return np.asarray((part["level"] >= 0) & (part["initial"] == 0))


def _initials(part: Part) -> Found:
    """Tell where an initial does not fit."""
    return np.asarray((part["level"] >= 0) & (part["initial"] < 0))


def _apart(part: Part) -> Rows:
    return np.asarray(np.minimum(part["edits"], part["letter_edits"]))


def _other_surname(part: Part) -> Found:
    return np.asarray((part["level"] == 0) & (part["likeness"] < LIKE) & _whole(part)) | _initials(part)


def _other_given(part: Part) -> Found:
    """Two known names that are not one; or a name taken for one by its ending, or unknown, that is unlike."""
    known = part["classes"] == pairs.OTHER
    seem = (part["classes"] == pairs.SEEM_OTHER) & (_apart(part) > 1) & (part["level"] < pairs.SAME_COARSE)
    slips = np.maximum(np.floor(part["length"] / _LETTERS_PER_SLIP), 1)
    apart = np.minimum(_apart(part), part["stem_edits"])
    unlike = (apart > slips) & (part["level"] < pairs.SAME_COARSE_STEM)
    unknown = (part["classes"] == pairs.UNKNOWN) & unlike
    return np.asarray((known | seem | unknown) & _whole(part)) | _initials(part)


def _other_father(part: Part) -> Found:
    other = (part["classes"] == pairs.OTHER) & (part["level"] < pairs.SAME_SOUND)
    return np.asarray(other & _whole(part)) | _initials(part)
