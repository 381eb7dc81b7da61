"""Say in words how two names compare, part by part, from the same numbers that the score is made of."""

from bisect import bisect
from dataclasses import dataclass

import numpy as np

from kintrace.names import conflicts, forms, pairs, scores, words

__all__ = ["NameComparison", "PartComparison", "compare"]


@dataclass(frozen=True, slots=True)
class PartComparison:
    """One part of two names: what each says, the verdict, and how like they sound (0..1)."""

    part: str  # 'surname', 'given name', 'patronymic', 'gender'; 'word' where roles mean nothing
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


_FATHER = "same father's name"
_BY_CLASS = {
    "given": {
        pairs.SHARED: "same name in another language",
        pairs.SHARED_LOOSELY: "short form or case of the same name",
        pairs.CASE_OF: "another case of the same name",
    },
    "patronymic": dict.fromkeys((pairs.SHARED, pairs.SHARED_LOOSELY, pairs.CASE_OF), _FATHER),
}
_Both = tuple[tuple[forms.Token, ...], tuple[forms.Token, ...]]


def compare(left: str, right: str) -> NameComparison:
    """Compare two names and give the reasons.

    Where either holds no whole word there is nothing to compare: the score is 0 and there are no parts.

    >>> result = compare("Шевченко Олена Іванівна", "Shevchenko Olha Ivanivna")
    >>> result.same, result.conflicts
    (False, ('given name',))
    """
    with words.READING:
        if not (scores.readable(left) and scores.readable(right)):
            return NameComparison(left, right, 0.0, False, False, ())
        found = float(scores.score([left], [right])[0])
        matched = scores.match(left, right)
        parts, swapped = _by_roles(left, right) if matched is None else (_by_words(matched), False)
    return NameComparison(left, right, found, found >= scores.THRESHOLD, swapped, parts)


Parts = tuple[PartComparison, ...]


def _by_words(matched: list[tuple[str, str, float]]) -> Parts:
    """Explain names whose words have no roles."""
    return tuple(
        PartComparison(
            "word", one, other, _WORD_VERDICTS[bisect(_WORD_STEPS, like)], round(like, 3), like < _LIKE
        )
        for one, other, like in matched
    )


_LIKE = scores.THRESHOLD
_WORD_STEPS = (_LIKE, 0.97, 1.0)
_WORD_VERDICTS = ("another word", "alike", "same but for a sound that languages exchange", "sound the same")


def _by_roles(left: str, right: str) -> tuple[Parts, bool]:
    _, table = scores.describe([left], [right])
    best = int(np.argmax(scores.weigh(table)))
    row = dict(zip(scores.COLUMNS, table[best].tolist(), strict=True))
    against = conflicts.find(table[best : best + 1], scores.COLUMNS)[0]
    ours, theirs = forms.analyse([left, right])
    columns = _columns(ours, theirs, best, bool(row["swapped"]))
    parts = [
        _part(name, columns[name], row, conflict)
        for name, conflict in zip(conflicts.PARTS, against.tolist(), strict=True)
        if name in columns
    ]
    return (*parts, _gender(ours, theirs)), bool(row["swapped"])


def _columns(ours: forms.NameForm, theirs: forms.NameForm, best: int, swapped: bool) -> dict[str, _Both]:
    """Return what stands beside what in the alignment that fits best."""
    surnames, givens = [ours.surname, theirs.surname], [ours.given, theirs.given]
    if swapped:
        side = 0 if not ours.order_certain and (theirs.order_certain or best > 1) else 1
        surnames[side], givens[side] = givens[side], surnames[side]
    return {
        "surname": (surnames[0], surnames[1]),
        "given": (givens[0], givens[1]),
        "patronymic": (ours.patronymic, theirs.patronymic),
    }


def _text(tokens: tuple[forms.Token, ...]) -> str:
    return tokens[0].text if tokens else ""


def _part(name: str, both: _Both, row: dict[str, float], conflict: bool) -> PartComparison:
    title = "given name" if name == "given" else name
    left, right = _text(both[0]), _text(both[1])
    if not left or not right:
        verdict = "in neither" if not left and not right else "only in one: says nothing"
        return PartComparison(title, left, right, verdict, None, False)
    numbers = {feature: row[f"{name}.{feature}"] for feature in pairs.FEATURES}
    verdict = _against(name, numbers) if conflict else _verdict(name, numbers)
    if row.get(f"{name}.whole") == 0:
        verdict += " (one word of a compound)"
    return PartComparison(title, left, right, verdict, round(row[f"{name}.likeness"], 3), conflict)


def _against(name: str, found: dict[str, float]) -> str:
    if found["initial"]:
        return "another initial"
    if name == "given" and found["classes"] == pairs.CASE_OF:
        return "another name, or another case of the same"
    return {"surname": "different", "given": "another name"}.get(name, "another father's name")


def _verdict(name: str, found: dict[str, float]) -> str:
    if found["initial"]:
        return "initial fits"
    level = int(found["level"])
    if level >= pairs.SAME_COARSE:
        return _BY_LEVEL[level]
    if name != "surname" and found["classes"] >= pairs.CASE_OF:
        return _BY_CLASS[name][int(found["classes"])]
    if level >= pairs.SAME_COARSE_STEM:
        return _BY_LEVEL[level]
    edits = int(min(found["edits"], found["letter_edits"]))
    if edits <= 2 and found["length"] > 3:
        return "one letter differs" if edits <= 1 else "two letters differ"
    return _BY_LEVEL[level] if level else "some letters differ"


def _gender(ours: forms.NameForm, theirs: forms.NameForm) -> PartComparison:
    left, right = ours.gender, theirs.gender
    shown = {"m": "male", "f": "female", "": ""}
    if not left or not right:
        return PartComparison("gender", shown[left], shown[right], "not shown by both", None, False)
    same = left == right
    return PartComparison("gender", shown[left], shown[right], "same" if same else "another", None, not same)
