"""Cases and children as sheets for people: CSV or XLSX, in the words of the reader's language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kintrace.office.cases import code_lists, words
from kintrace.office.cases.standing import Status
from kintrace.office.cases.steps import OUTCOMES, Kind
from kintrace.office.exchange.going_out import Leaving, group
from kintrace.office.registry.models import IndicatorKind

Facts = Mapping[str, str]
Column = tuple[Any, Callable[[Facts], str]]
_STATUSES = {str(status): label for status, label in words.STATUSES.items()}
assert _STATUSES.keys() == {*map(str, Status)}
_INDICATORS = dict(IndicatorKind.choices)


def _as_is(name: str) -> Callable[[Facts], str]:
    return lambda facts: facts.get(name, "")


def _worded(name: str, ids: Mapping[str, Any]) -> Callable[[Facts], str]:
    return lambda facts: str(ids.get(facts.get(name, ""), facts.get(name, "")))


def _relatives(facts: Facts) -> str:
    told = []
    for one in group(facts, "relative"):
        who = f"{code_lists.RELATIONS.get(one.get('relation', ''), '')}: {one.get('name', '')}"
        more = [one[part] for part in ("telephone", "where", "note") if one.get(part)]
        told.append(", ".join([who, *more]))
    return "; ".join(told)


def _care(facts: Facts) -> str:
    told = []
    for one in group(facts, "care"):
        kind = str(code_lists.CARE_KINDS.get(one.get("kind", ""), ""))
        when = f"{one.get('from_on', '…')} – {one.get('until_on', '…')}"
        told.append(", ".join(filter(None, [kind, one.get("caregiver"), one.get("place"), when])))
    return "; ".join(told)


def _last_place(facts: Facts) -> str:
    stays = [one["to_place"] for one in group(facts, "transfer") if one.get("to_place")]
    return stays[-1] if stays else facts.get("facility", "")


def _transfers(facts: Facts) -> str:
    told = []
    for one in group(facts, "transfer"):
        way = f"{one.get('from_place', '…')} → {one.get('to_place', '…')}"
        when = one.get("arrived_on") or one.get("left_on") or ""
        parts = [way, when, *(one.get(part) for part in ("carrier", "programme", "legal_act"))]
        told.append(", ".join(filter(None, parts)))
    return "; ".join(told)


def _indicators(facts: Facts) -> str:
    kinds = [
        kind for one in group(facts, "transfer") for kind in one.get("indicators", "").split("; ") if kind
    ]
    return "; ".join(str(_INDICATORS.get(kind, kind)) for kind in dict.fromkeys(kinds))


def _last_words(name: str, kind: Kind) -> Callable[[Facts], str]:
    assert kind in OUTCOMES
    return _worded(name, words.OUTCOMES[kind])


_WHO: list[Column] = [
    (_("Name"), _as_is("name")),
    (_("Other names"), _as_is("other_names")),
    (_("Sex"), _worded("sex", code_lists.SEXES)),
    (_("Birth"), _as_is("birth")),
    (_("Place of origin"), _as_is("origin")),
]
_SHEETS: dict[str, list[Column]] = {
    "cases": [
        (_("Case"), _as_is("case_number")),
        (_("Child"), _as_is("child_number")),
        *_WHO,
        (_("Case status"), _worded("case_status", code_lists.CASE_STATUSES)),
        (_("Tracing status"), _worded("tracing_status", _STATUSES)),
        (_("Protection status"), _worded("protection_status", code_lists.PROTECTION)),
        (_("Risk"), _worded("risk_level", code_lists.RISKS)),
        (_("Separated on"), _as_is("separated_on")),
        (_("Cause of separation"), _worded("separation_cause", code_lists.CAUSES)),
        (_("Where they were separated"), _as_is("separated_at")),
        (_("Inquirer"), _as_is("inquirer")),
        (_("How to reach the inquirer"), _as_is("inquirer_contact")),
        (_("Mother"), _as_is("mother")),
        (_("Father"), _as_is("father")),
        (_("Family"), _relatives),
        (_("Care"), _care),
        (_("Last known place"), _last_place),
        (_("Relationship"), _last_words("relationship", Kind.RELATIONSHIP_CHECKED)),
        (_("The child's own view"), _last_words("wishes", Kind.VIEW_RECORDED)),
        (_("Best interests"), _last_words("bia", Kind.BIA_RECORDED)),
    ],
    "children": [
        (_("Child"), _as_is("child_number")),
        *_WHO,
        (_("Last known place"), _last_place),
        (_("Transfers"), _transfers),
        (_("Indicators"), _indicators),
    ],
}


def header(sheet: str) -> list[str]:
    """Return what stands over the columns of a sheet."""
    return [*(str(title) for title, _read in _SHEETS[sheet]), str(_("Withheld"))]


def rows(sheet: str, leaving: Sequence[Leaving]) -> Iterator[list[str]]:
    """Give a row for each case, or for each child once."""
    seen: set[int] = set()
    for one in leaving:
        if sheet == "children" and one.case.child_id in seen:
            continue
        seen.add(one.case.child_id)
        back = ", ".join(
            str(code_lists.FIELDS[field]) for field in code_lists.FIELDS if field in one.withheld
        )
        yield [*(read(one.facts) for _title, read in _SHEETS[sheet]), back]
