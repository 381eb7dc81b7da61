"""What programs read: pages by key, without what the token's acts hide and what consent keeps back.

Only what is of the token's own organisation; each person read is told to the journal.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from kintrace.office.accounts.models import Member
from kintrace.office.cases.consent import withheld
from kintrace.office.cases.may import kept_cases
from kintrace.office.cases.models import Case, CaseRecord
from kintrace.office.exchange import going_out
from kintrace.office.exchange.api_asking import Asking
from kintrace.office.journal.actions import Told, write_all
from kintrace.office.registry.may import visible_children, visible_places, visible_transfers
from kintrace.office.registry.models import Child
from kintrace.office.tracing.may import visible_lists, visible_proposals, visible_records
from kintrace.office.tracing.models import Record
from kintrace.office.tracing.record_queries import hidden_from

_UNDER = {
    "name": "name",
    "surname": "name",
    "given_name": "name",
    "patronymic": "name",
    "other_names": "name",
    "birth": "birth",
    "sex": "sex",
    "place": "origin",
    "facility": "facility",
    "mother": "relatives",
    "father": "relatives",
    "relatives": "relatives",
    "document": "inquirer",
}
"""Role of a record -> the field of consent under which it falls; others fall under all of them."""

_CHILD_UNDER = {
    "name": "name",
    "name_as_written": "name",
    "other_names": "name",
    "sex": "sex",
    "birth": "birth",
}
_Found = QuerySet[Any]
_Told = Callable[[Any], dict[str, Any]]


def lists(asking: Asking) -> dict[str, Any]:
    """Lists of the organisation."""
    return _page(asking, visible_lists(asking.by), _list)


def one_list(asking: Asking) -> dict[str, Any]:
    """One list."""
    return _list(get_object_or_404(visible_lists(asking.by), id=asking.number))


def records(asking: Asking) -> dict[str, Any]:
    """Current records, of a list or of all."""
    found = _records(asking.by).filter(current=True)
    if asking.numbers.get("list"):
        found = found.filter(list=asking.numbers["list"])
    shown = _some(asking, found)
    return _paged(asking, shown, _seen_records(asking, shown))


def record(asking: Asking) -> dict[str, Any]:
    """One record, in any version."""
    one = get_object_or_404(_records(asking.by), id=asking.number)
    return _seen_records(asking, [one])[0]


def pairs(asking: Asking) -> dict[str, Any]:
    """Proposed pairs."""
    found = visible_proposals(asking.by)
    shown = _some(asking, found)
    _tell(asking, "pair", shown)
    return _paged(asking, shown, [_pair(one) for one in shown])


def pair(asking: Asking) -> dict[str, Any]:
    """One pair."""
    one = get_object_or_404(visible_proposals(asking.by), id=asking.number)
    _tell(asking, "pair", [one])
    return _pair(one)


def children(asking: Asking) -> dict[str, Any]:
    """Children of the registry."""
    shown = _some(asking, visible_children(asking.by))
    return _paged(asking, shown, _seen_children(asking, shown))


def child(asking: Asking) -> dict[str, Any]:
    """One child."""
    one = get_object_or_404(visible_children(asking.by), id=asking.number)
    return _seen_children(asking, [one])[0]


def transfers(asking: Asking) -> dict[str, Any]:
    """Transfers, of a child or of all; none of children whose whereabouts consent keeps back."""
    found = visible_transfers(asking.by)
    if asking.numbers.get("child"):
        found = found.filter(child=asking.numbers["child"])
    shown = _some(asking, found)
    kept = _kept_back(asking, _cases_of_children({one.child_id for one in shown}))
    told = [one for one in shown if "facility" not in kept.get(one.child_id, ())]
    _tell(asking, "child", [Child(pk=number) for number in sorted({one.child_id for one in told})])
    return _paged(asking, shown, [_transfer(one) for one in told])


def places(asking: Asking) -> dict[str, Any]:
    """Places of the registry."""
    return _page(asking, visible_places(asking.by), _place)


def cases(asking: Asking) -> dict[str, Any]:
    """Cases of which consent lets something out."""
    shown = _some(asking, kept_cases(asking.by))
    return _paged(asking, shown, _cases(asking, shown))


def case(asking: Asking) -> dict[str, Any]:
    """One case, if consent lets something of it out."""
    found = _cases(asking, [get_object_or_404(kept_cases(asking.by), id=asking.number)])
    if not found:
        raise Http404
    return found[0]


def _cases(asking: Asking, some: Sequence[Case]) -> list[dict[str, Any]]:
    token = asking.token
    leaving = going_out.let_out(asking.by, some, token.recipient, token.purpose, "api")
    return [
        {"id": one.case.pk, "facts": dict(one.facts), "kept_back": sorted(one.withheld)} for one in leaving
    ]


def _records(by: Member) -> QuerySet[Record]:
    return visible_records(by).filter(organisation=by.organisation)


def _some(asking: Asking, found: _Found) -> list[Any]:
    return list(found.filter(id__gt=asking.after).order_by("id")[: asking.most])


def _page(asking: Asking, found: _Found, told: _Told) -> dict[str, Any]:
    shown = _some(asking, found)
    return _paged(asking, shown, [told(one) for one in shown])


def _paged(asking: Asking, shown: list[Any], told: list[dict[str, Any]]) -> dict[str, Any]:
    return {"results": told, "next": shown[-1].pk if len(shown) == asking.most else None}


def _tell(asking: Asking, kind: str, seen: Iterable[Any]) -> None:
    """Tell the journal whom a program saw."""
    told = [Told(f"saw {kind}", (kind, one.pk), {"token": asking.token.name}) for one in seen]
    write_all(told, by=asking.by)


def _seen_records(asking: Asking, some: list[Record]) -> list[dict[str, Any]]:
    kept = _kept_back(asking, _cases_of_records(some))
    hidden = hidden_from(asking.by)
    _tell(asking, "record", some)
    return [_record(one, hidden, kept.get(one.pk, set())) for one in some]


def _seen_children(asking: Asking, some: list[Child]) -> list[dict[str, Any]]:
    kept = _kept_back(asking, _cases_of_children({one.pk for one in some}))
    _tell(asking, "child", some)
    return [_child(one, kept.get(one.pk, set())) for one in some]


def _cases_of_records(some: list[Record]) -> list[tuple[int, Case]]:
    """Return the cases of records, with the number of each: a case is of all versions of a record."""
    rows = {"record__list__in": {one.list_id for one in some}, "record__row__in": {one.row for one in some}}
    cases: dict[tuple[int, int], list[Case]] = {}
    for link in CaseRecord.objects.filter(**rows, out_at__isnull=True).select_related("case", "record"):
        cases.setdefault((link.record.list_id, link.record.row), []).append(link.case)
    return [(one.pk, case) for one in some for case in cases.get((one.list_id, one.row), [])]


def _cases_of_children(children: set[int]) -> list[tuple[int, Case]]:
    return [(one.child_id, one) for one in Case.objects.filter(child__in=children)]


def _kept_back(asking: Asking, cases: Iterable[tuple[int, Case]]) -> dict[int, set[str]]:
    """Return by number what consent keeps back from the token's recipient, in any case of theirs."""
    kept: dict[int, set[str]] = {}
    for number, one in cases:
        back = withheld(one, asking.token.recipient, asking.token.purpose)
        kept[number] = kept.get(number, set()) | back
    return kept


def _record(one: Record, hidden: frozenset[str], kept: set[str]) -> dict[str, Any]:
    fields = {
        role: str(value)
        for role, value in one.people.items()
        if role not in {*hidden, "id"} and _goes_out(role, hidden, kept)
    }
    told = {"id": one.pk, "list": one.list_id, "number": one.number, "side": one.side, "fields": fields}
    return told | {"replaces": one.replaces_id, "kept_back": sorted(kept)}


def _goes_out(role: str, hidden: frozenset[str], kept: set[str]) -> bool:
    """Tell whether a role of a record goes out; nobody knows what one that a list named itself holds."""
    return _UNDER[role] not in kept if role in _UNDER else not (kept or hidden)


def _child(one: Child, kept: set[str]) -> dict[str, Any]:
    told = {field: "" if under in kept else getattr(one, field) for field, under in _CHILD_UNDER.items()}
    source = "" if kept else one.source
    same = {"id": one.pk, "number": one.number, "source": source, "synthetic": one.synthetic}
    return same | told | {"kept_back": sorted(kept)}


def _list(one: Any) -> dict[str, Any]:
    fields = ("name", "side", "source", "legal_basis", "sha256", "people", "rows_read", "synthetic")
    return {"id": one.pk, "state": str(one.stands), "brought_at": one.brought_at.isoformat()} | {
        field: getattr(one, field) for field in fields
    }


def _pair(one: Any) -> dict[str, Any]:
    fields = ("weight_bits", "probability", "stands", "verdict")
    return {"id": one.pk, "left": one.left_id, "right": one.right_id} | {f: getattr(one, f) for f in fields}


def _transfer(one: Any) -> dict[str, Any]:
    fields = ("left_on", "arrived_on", "carrier", "legal_act", "source", "current")
    numbers = ("child", "from_place", "to_place", "programme")
    told = {field: getattr(one, field) for field in fields}
    return {"id": one.pk} | {field: getattr(one, f"{field}_id") for field in numbers} | told


def _place(one: Any) -> dict[str, Any]:
    names = ("kind", "name_uk", "name_ru", "name_en", "other_names", "code", "precision", "source")
    return {"id": one.pk, "latitude": one.latitude, "longitude": one.longitude} | {
        field: getattr(one, field) for field in names
    }
