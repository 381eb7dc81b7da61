"""Prepare a pair for its page: both records, reasons in words and as bars, what was said and may be done."""

from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kintrace.office.accounts.may import Act, may
from kintrace.office.accounts.models import Member
from kintrace.office.tracing import contradictions, pair_queries, record_queries
from kintrace.office.tracing.models import Decision, Proposal, Reason
from kintrace.office.tracing.other_columns import is_other, label_of, role_of
from kintrace.office.tracing.pair_standing import Standing, words
from kintrace.report.contents import LANGUAGES, Language, ProposedPair, worth_saying
from kintrace.report.contents import Reason as Row
from kintrace.report.figures import decimal
from kintrace.report.rows import mark_of, view
from kintrace.report.words import table

_LABEL_WIDTH, _WIDTH, _ROW = 36.0, 100.0, 5.0
_THIN = 0.3
_KEYED = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of the waterfall, in the units of its picture: from where to where, and what it says."""

    label: str
    bits: str
    x: float
    y: float
    width: float
    speaks: str  # for, against, or sum


@dataclass(frozen=True, slots=True)
class Said:
    """One decision as the history shows it."""

    decision: Decision
    stands: bool
    may_undo: bool
    needs_note: bool
    old_facts: bool


def language() -> Language:
    """Return the reader's language, as the words of reasons know it."""
    said = (get_language() or "uk")[:2]
    return next((known for known in LANGUAGES if known == said), "uk")


def review(by: Member, proposal: Proposal) -> dict[str, Any]:
    """Return what the page of a pair shows."""
    history = pair_queries.history(proposal)
    said = words(reversed(history), proposal.facts)
    hidden = record_queries.hidden_from(by)
    reasons = [_reason(reason, hidden) for reason in proposal.reasons]
    last = pair_queries.my_last(by) if may(by, Act.DECIDE_PAIRS) else None
    return {
        "pair": proposal,
        "standing": Standing(proposal.verdict),
        "new_facts": said.new_facts,
        "against": contradictions.against(by, proposal),
        "left": record_queries.card(by, proposal.left),
        "right": record_queries.card(by, proposal.right),
        "differing": differing(reasons),
        "view": view(_row(proposal, reasons, hidden), language(), in_words=True),
        "bars": waterfall(reasons, language()),
        "height": (len(list(filter(worth_saying, reasons))) + 1) * _ROW,
        "history": [
            Said(
                one,
                one in said.standing,
                one in said.standing and pair_queries.may_undo(by, one),
                one.by_id != by.id,
                one.facts != proposal.facts,
            )
            for one in history
        ],
        "seen": history[0].id if history else None,
        "looking": pair_queries.looked_at_by(by, proposal),
        "my_last": last,
        "reasons": [(str(k) if k <= _KEYED else "", *reason) for k, reason in enumerate(Reason.choices, 1)],
    }


def differing(reasons: list[Row]) -> set[str]:
    """Return which fields of the cards the comparison found to differ; with a part of a name, the whole."""
    found = {
        reason["field"].partition(".")[0]
        for reason in reasons
        if mark_of(reason["kind"], reason["level"]) in ("near", "apart")
    }
    return found | ({"name"} if found & {"surname", "given_name", "patronymic"} else set())


def _reason(reason: dict[str, Any], hidden: frozenset[str]) -> Row:
    """Return a reason without the texts that the member's role does not show.

    Of a further column its label is left out, too: what speaks for a pair by so many bits may give away what
    stands in it. A reason may be of several fields.
    """
    kept = dict(reason)
    if record_queries.is_hidden(reason["field"], hidden):
        kept |= {"left": "", "right": ""}
    if hidden:
        unnamed = role_of(_("not shown to your role"))
        fields = reason["field"].split(" + ")
        kept["field"] = " + ".join(unnamed if is_other(field) else field for field in fields)
    return cast(Row, kept)


def _row(proposal: Proposal, reasons: list[Row], hidden: frozenset[str]) -> ProposedPair:
    """Return a pair as the report's words know it."""
    left, right = (
        {role: text for role, text in record.people.items() if not record_queries.is_hidden(role, hidden)}
        for record in (proposal.left, proposal.right)
    )
    return {
        "rank": 0,
        "left_id": proposal.left.number,
        "right_id": proposal.right.number,
        "weight_bits": proposal.weight_bits,
        "probability": proposal.probability,
        "assigned": proposal.assigned,
        "left": left,
        "right": right,
        "reasons": reasons,
    }


def waterfall(reasons: list[Row], speaks: Language) -> list[Bar]:
    """Return the bars: each reason from where the one before it ended, then their sum.

    The picture is 100 units wide; labels stand in its first 36.
    """
    shown = list(filter(worth_saying, reasons))
    ends = [0.0]
    for reason in shown:
        ends.append(ends[-1] + reason["bits"])
    low, high = min(ends), max(ends)
    scale = (_WIDTH - _LABEL_WIDTH) / ((high - low) or 1.0)
    bars = []
    for k, reason in enumerate(shown):
        start, end = sorted((ends[k], ends[k + 1]))
        kind = "for" if reason["bits"] >= 0 else "against"
        bars.append(_bar(_label(reason, speaks), reason["bits"], (start - low, end - low, scale), k, kind))
    start, end = sorted((0.0, ends[-1]))
    total = table().text("field.total", speaks)
    return [*bars, _bar(total, ends[-1], (start - low, end - low, scale), len(shown), "sum")]


def _bar(label: str, bits: float, span: tuple[float, float, float], row: int, speaks: str) -> Bar:
    start, end, scale = span
    width = round(max((end - start) * scale, _THIN), 2)
    x = round(min(_LABEL_WIDTH + start * scale, _WIDTH - width), 2)
    return Bar(label, decimal(bits, language(), signed=True), x, row * _ROW, width, speaks)


def _label(reason: Row, speaks: Language) -> str:
    known = table().number
    if reason["kind"] in ("prior", "alteration", "dependence"):
        key = f"step.{reason['level']}"
        return table().text(key if key in known else f"field.{reason['kind']}", speaks)
    key = f"field.{reason['field']}"
    return table().text(key, speaks) if key in known else label_of(reason["field"])
