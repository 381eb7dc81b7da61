"""Turn one proposed pair into the rows of its table: field, both texts, bits, and the reason in words."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from markupsafe import Markup, escape

from kintrace.report.contents import Language, ProposedPair, Reason, worth_saying
from kintrace.report.figures import decimal, percent
from kintrace.report.texts import marked, safe
from kintrace.report.words import filled, missing_key, pieces, sentence_key, table

_AGREES = frozenset({"same", "same_class", "compatible"})
_DIFFERS = frozenset({"different", "another"})
_STEPS = frozenset({"prior", "alteration", "dependence"})
# Sentences about sameness that show both texts, or neither; the others show one and need them to be equal.
_SAYS_BOTH = frozenset({"place.same", "relatives.same", "sex.same"})
_NAME_PARTS = ("surname", "given_name", "patronymic")


class _Row(NamedTuple):
    mark: str  # also its CSS class: same, near, apart, none (not given), rest (not compared), or a step
    field: str
    markup: Markup


@dataclass(frozen=True, slots=True)
class PairView:
    """One pair as the template prints it."""

    rank: int
    left_id: Markup
    right_id: Markup
    left_name: Markup
    right_name: Markup
    weight: str
    total: str  # the sum of the reasons
    total_in_words: Markup  # how the weight differs from it, and the probability from what it gives
    probability: str
    probability_value: float
    assigned: bool
    apart: Markup  # the fields that differ
    rows: Markup


def view(pair: ProposedPair, language: Language, *, in_words: bool) -> PairView:
    """Return what the page prints for a pair; `in_words` False leaves the sentences to the page's script."""
    probability = pair["probability"]
    rows = list(_rows(pair, language, in_words))
    total = sum(reason["bits"] for reason in pair["reasons"])
    return PairView(
        rank=pair["rank"],
        left_id=safe(pair["left_id"]),
        right_id=safe(pair["right_id"]),
        left_name=safe(_heading(pair["left"], pair["left_id"])),
        right_name=safe(_heading(pair["right"], pair["right_id"])),
        weight=decimal(pair["weight_bits"], language, signed=True),
        total=decimal(total, language, signed=True),
        total_in_words=_total_in_words(pair, total, language),
        probability=percent(probability, language),
        probability_value=0.0 if math.isnan(probability) else round(probability, 4),
        assigned=pair["assigned"],
        apart=Markup(", ").join(_label("span", row.field, language) for row in rows if row.mark == "apart"),
        rows=Markup("\n").join(row.markup for row in rows),
    )


def _heading(record: dict[str, str], number: str) -> str:
    return record.get("name") or " ".join(record[part] for part in _NAME_PARTS if record.get(part)) or number


def _rows(pair: ProposedPair, language: Language, in_words: bool) -> Iterator[_Row]:
    left, right = pair["left"], pair["right"]
    shown = {"name", "id", "row"}
    for reason in filter(worth_saying, pair["reasons"]):
        field = reason["field"]
        whole = field if reason["kind"] in _STEPS else field.partition(".")[0]
        if whole != field and whole not in shown and (left.get(whole) or right.get(whole)):
            yield _uncompared(whole, pair, language, "")
        shown.update((whole, field))
        yield _compared(reason, pair, language, in_words)
    for field in [*left, *(field for field in right if field not in left)]:
        if field not in shown and (left.get(field) or right.get(field)):
            yield _uncompared(field, pair, language, "row.not_compared")


def _compared(reason: Reason, pair: ProposedPair, language: Language, in_words: bool) -> _Row:
    field, kind, level = reason["field"], reason["kind"], reason["level"]
    left, right, mark = reason["left"], reason["right"], mark_of(kind, level)
    if kind in _STEPS:
        label = _step_label(kind, level, field, language)
    else:
        label = _label("th", field, language)
        left, right = pair["left"].get(field) or left, pair["right"].get(field) or right
    key = missing_key(left, right) if mark == "none" else sentence_key(field, kind, level)
    if level == "same" and left != right and key not in _SAYS_BOTH:
        key = "read.same"
    one, two = marked(left, right) if mark == "near" else _as_written(field, left, right, language)
    bits = decimal(reason["bits"], language, signed=True)
    words = _sentence(key, left, right, language) if in_words else Markup("")
    return _row(mark, field, key, f"{label}<td>{one}<td>{two}<td>{bits}<td>{words}")


def mark_of(kind: str, level: str) -> str:
    """Return how the two texts of a field agree: same, near, apart, or none where one is missing; or a step.

    >>> mark_of("name", "same_class"), mark_of("birth", "one_digit"), mark_of("prior", "prior")
    ('same', 'near', 'prior')
    """
    if kind in _STEPS:
        return kind
    if "missing" in (kind, level):
        return "none"
    return "same" if level in _AGREES else "apart" if level in _DIFFERS else "near"


def _uncompared(field: str, pair: ProposedPair, language: Language, key: str) -> _Row:
    left, right = pair["left"].get(field, ""), pair["right"].get(field, "")
    one, two = _as_written(field, left, right, language)
    words = escape(table().text(key, language)) if key else ""
    return _row("rest", field, key, f"{_label('th', field, language)}<td>{one}<td>{two}<td><td>{words}")


def _row(mark: str, field: str, key: str, cells: str) -> _Row:
    # Put together here and not in the template: twenty thousand rows would spend there half of the time
    # in asking again whether markup is markup. Every part has gone through `safe` or is ours.
    sentence = f" data-s={table().number[key]}" if key else ""
    return _Row(mark, field, Markup(f"<tr class={mark}{sentence}>{cells}"))


@cache
def _label(tag: str, field: str, language: Language) -> Markup:
    number = table().number.get(f"field.{field}", -1)
    if number < 0:
        return Markup(f"<{tag}>{safe(field.removeprefix('other:'))}</{tag}>")
    return _said(tag, number, language)


@cache
def _step_label(kind: str, level: str, fields: str, language: Language) -> Markup:
    """Return the label of a row that is about several fields at once ("surname + patronymic")."""
    known = table().number
    label = _said("span", known.get(f"step.{level}", known[f"field.{kind}"]), language)
    if kind == "prior":
        return Markup(f"<th>{label}</th>")
    about = Markup(" + ").join(_label("span", field, language) for field in fields.split(" + "))
    return Markup(f"<th>{label}: {about}</th>")


def _total_in_words(pair: ProposedPair, total: float, language: Language) -> Markup:
    alone = percent(1 / (1 + 2 ** -max(min(total, 60.0), -60.0)), language)
    final = percent(pair["probability"], language)
    sentences = []
    if abs(total - pair["weight_bits"]) >= 0.05:
        weight = decimal(pair["weight_bits"], language, signed=True)
        sentences.append(filled("span", "total.with_prior", language, x=weight))
    if alone != final:
        sentences.append(filled("span", "total.changed", language, x=alone, y=final))
    return Markup(" ").join(sentences)


def _said(tag: str, number: int, language: Language) -> Markup:
    return Markup(f"<{tag} data-t={number}>{escape(table().texts[language][number])}</{tag}>")


def _as_written(field: str, left: str, right: str, language: Language) -> tuple[Markup, Markup]:
    """Return both texts as written; only our own letters for the sexes are put into words."""
    if field != "sex":
        return safe(left), safe(right)
    number = table().number
    one, two = (
        _said("span", number[f"sex.{text}"], language) if text in ("m", "f") else safe(text)
        for text in (left, right)
    )
    return one, two


def _sentence(key: str, left: str, right: str, language: Language) -> Markup:
    value = {"left": left, "right": right}
    return Markup("").join(
        Markup(f"<bdi>{safe(value.get(part, ''))}</bdi>") if place % 2 else part
        for place, part in enumerate(pieces(table().text(key, language)))
    )
