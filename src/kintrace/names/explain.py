"""Say in words how two names compare, part by part, from the same numbers that the score is made of."""

from dataclasses import dataclass

import numpy as np

from kintrace.names import forms, pairs, scores

__all__ = ["NameComparison", "PartComparison", "compare"]


@dataclass(frozen=True, slots=True)
class PartComparison:
    """One part of two names: what each says, the verdict, and how like they sound (0..1)."""

    part: str  # 'surname', 'given name', 'patronymic', 'gender'
    left: str
    right: str
    verdict: str
    likeness: float | None
    conflict: bool


@dataclass(frozen=True, slots=True)
class NameComparison:
    """Two names compared: the score, whether it reaches the threshold, and why."""

    left: str
    right: str
    score: float
    same: bool
    swapped: bool
    parts: tuple[PartComparison, ...]

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The parts that speak against one person."""
        return tuple(part.part for part in self.parts if part.conflict)


_BY_LEVEL = {
    pairs.SAME_SOUND: "sound the same",
    pairs.SAME_COARSE: "same but for a sound that languages exchange",
    pairs.SAME_STEM: "same stem, other ending (gender or case)",
    pairs.SAME_COARSE_STEM: "same stem but for a sound that languages exchange",
    pairs.SAME_SKELETON: "same consonants",
}


def compare(left: str, right: str) -> NameComparison:
    """Compare two names and give the reasons.

    >>> result = compare("Шевченко Олена Іванівна", "Shevchenko Olha Ivanivna")
    >>> result.same, result.conflicts
    (False, ('given name',))
    """
    _, table = scores.describe([left], [right])
    weighed = scores.weigh(table)
    best = int(np.argmax(weighed))
    row = dict(zip(scores.COLUMNS, table[best].tolist(), strict=True))
    ours, theirs = forms.analyse([left, right])
    columns = {"surname": (ours.surname, theirs.surname), "given": (ours.given, theirs.given)}
    if row["swapped"]:
        flip = ours if not ours.order_certain and (theirs.order_certain or best > 1) else theirs
        pair = (flip.given, flip.surname)
        columns = {
            "surname": (
                pair[0] if flip is ours else ours.surname,
                pair[0] if flip is theirs else theirs.surname,
            ),
            "given": (pair[1] if flip is ours else ours.given, pair[1] if flip is theirs else theirs.given),
        }
    columns["patronymic"] = (ours.patronymic, theirs.patronymic)
    parts = [_part(name, columns[name], row) for name in ("surname", "given", "patronymic")]
    parts.append(_gender(ours, theirs))
    found = float(scores.score([left], [right])[0])
    return NameComparison(left, right, found, found >= scores.THRESHOLD, bool(row["swapped"]), tuple(parts))


def _text(tokens: tuple[forms.Token, ...]) -> str:
    return tokens[0].text if tokens else ""


def _part(name: str, both: tuple[tuple[forms.Token, ...], ...], row: dict[str, float]) -> PartComparison:
    title = "given name" if name == "given" else name
    left, right = _text(both[0]), _text(both[1])
    if not left or not right:
        verdict = "in neither" if not left and not right else "only in one: says nothing"
        return PartComparison(title, left, right, verdict, None, False)
    numbers = {feature: row[f"{name}.{feature}"] for feature in pairs.FEATURES}
    numbers["other_gender"] = row["genders"] == 0
    verdict, conflict = _verdict(name, numbers)
    if row.get(f"{name}.whole") == 0:
        verdict += " (one word of a compound)"
    return PartComparison(title, left, right, verdict, round(row[f"{name}.likeness"], 3), conflict)


def _verdict(name: str, found: dict[str, float]) -> tuple[str, bool]:
    if found["initial"]:
        fits = found["initial"] > 0
        return ("initial fits" if fits else "another initial"), not fits
    level = int(found["level"])
    if level >= pairs.SAME_COARSE:
        return _BY_LEVEL[level], False
    if name != "surname" and found["classes"] == pairs.SHARED:
        return ("same father's name" if name == "patronymic" else "same name in another language"), False
    if name == "given" and found["classes"] == pairs.CASE_OF:
        return "another name, or another case of the same", bool(found["other_gender"])
    if name != "surname" and found["classes"] == pairs.SHARED_LOOSELY:
        return "same father's name" if name == "patronymic" else "short form or case of the same name", False
    if level >= pairs.SAME_COARSE_STEM and (name == "surname" or found["classes"] >= pairs.UNKNOWN):
        return _BY_LEVEL[level], False
    edits = int(min(found["edits"], found["letter_edits"]))
    if (
        name != "surname"
        and found["classes"] in (pairs.OTHER, pairs.SEEM_OTHER)
        and (edits > 1 or (name == "given" and found["classes"] == pairs.OTHER))
    ):
        return ("another father's name" if name == "patronymic" else "another name"), True
    if edits <= 2 and found["length"] > 3:
        return ("one letter differs" if edits <= 1 else "two letters differ"), False
    return (_BY_LEVEL[level] if level else "different"), level == 0


def _gender(ours: forms.NameForm, theirs: forms.NameForm) -> PartComparison:
    left, right = ours.gender, theirs.gender
    shown = {"m": "male", "f": "female", "": ""}
    if not left or not right:
        return PartComparison("gender", shown[left], shown[right], "not shown by both", None, False)
    same = left == right
    return PartComparison("gender", shown[left], shown[right], "same" if same else "another", None, not same)
