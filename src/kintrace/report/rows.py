"""Turn one proposed pair into the rows of its table: field, both texts, bits, and the reason in words."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from kintrace.report.contents import Language, ProposedPair, Reason
from kintrace.report.figures import decimal, percent
from kintrace.report.texts import marked, safe
from kintrace.report.words import missing_key, pieces, sentence_key, table

_AGREES = frozenset({"same", "same_class", "compatible"})
_STEPS = frozenset({"prior", "alteration", "dependence"})
_NAME_PARTS = ("surname", "given_name", "patronymic")
_NOWHERE = Markup("")


class Row(NamedTuple):
    """One row as the template prints it.

    `mark` is its CSS class: same, near, apart, none (missing), rest (not compared) or a pseudo-reason's kind.
    `label` and `sentence` are numbers of words (-1: none), for the page's language switch.
    """

    mark: str
    label: int
    label_text: Markup
    left: Markup
    right: Markup
    bits: str
    sentence: int
    in_words: Markup


@dataclass(frozen=True, slots=True)
class PairView:
    """One pair as the template prints it."""

    rank: int
    left_id: Markup
    right_id: Markup
    left_name: Markup
    right_name: Markup
    weight: str
    probability: str
    probability_value: float
    assigned: bool
    rows: list[Row]


def view(pair: ProposedPair, language: Language, *, in_words: bool) -> PairView:
    """Return what the page prints for a pair; `in_words` False leaves the sentences to the page's script."""
    probability = pair["probability"]
    return PairView(
        rank=pair["rank"],
        left_id=safe(pair["left_id"]),
        right_id=safe(pair["right_id"]),
        left_name=safe(_heading(pair["left"], pair["left_id"])),
        right_name=safe(_heading(pair["right"], pair["right_id"])),
        weight=decimal(pair["weight_bits"], language, signed=True),
        probability=percent(probability, language),
        probability_value=0.0 if math.isnan(probability) else round(probability, 4),
        assigned=pair["assigned"],
        rows=list(_rows(pair, language, in_words)),
    )


def _heading(record: dict[str, str], number: str) -> str:
    return record.get("name") or " ".join(record[part] for part in _NAME_PARTS if record.get(part)) or number


def _rows(pair: ProposedPair, language: Language, in_words: bool) -> Iterator[Row]:
    left, right = pair["left"], pair["right"]
    shown = {"name", "id", "row"}
    for reason in pair["reasons"]:
        field = reason["field"]
        whole = field.partition(".")[0]
        if whole != field and whole not in shown and (whole in left or whole in right):
            shown.add(whole)
            yield _uncompared(whole, pair, language, "")
        shown.add(field)
        yield _compared(reason, pair, language, in_words)
    for field in [*left, *(field for field in right if field not in left)]:
        if field not in shown and (left.get(field) or right.get(field)):
            yield _uncompared(field, pair, language, "row.not_compared")


def _compared(reason: Reason, pair: ProposedPair, language: Language, in_words: bool) -> Row:
    field, kind, level = reason["field"], reason["kind"], reason["level"]
    step = kind in _STEPS
    left = reason["left"] if step else pair["left"].get(field) or reason["left"]
    right = reason["right"] if step else pair["right"].get(field) or reason["right"]
    absent = level == "missing" or kind == "missing"
    key = missing_key(left, right) if absent else sentence_key(field, kind, level)
    if step:
        mark = kind
    else:
        mark = (
            "none" if absent else "same" if level in _AGREES else "apart" if level == "different" else "near"
        )
    one, two = marked(left, right) if mark == "near" else (safe(left), safe(right))
    label, label_text = _label(kind if step else field, language)
    bits = decimal(reason["bits"], language, signed=True)
    words = _sentence(table().text(key, language), left, right) if in_words else _NOWHERE
    return Row(mark, label, label_text, one, two, bits, table().number[key], words)


def _uncompared(field: str, pair: ProposedPair, language: Language, key: str) -> Row:
    label, label_text = _label(field, language)
    left, right = safe(pair["left"].get(field, "")), safe(pair["right"].get(field, ""))
    words = escape(table().text(key, language)) if key else _NOWHERE
    return Row("rest", label, label_text, left, right, "", table().number.get(key, -1), words)


def _label(field: str, language: Language) -> tuple[int, Markup]:
    number = table().number.get(f"field.{field}", -1)
    if number < 0:
        return number, safe(field.removeprefix("other:"))
    return number, escape(table().texts[language][number])


def _sentence(text: str, left: str, right: str) -> Markup:
    value = {"left": left, "right": right}
    return Markup("").join(
        Markup(f"<bdi>{safe(value.get(part, ''))}</bdi>") if place % 2 else part
        for place, part in enumerate(pieces(text))
    )
