"""What is known of a case, fact by fact, each with the fields of consent under which it falls.

Names of facts are plain ("birth", "relative_1_telephone"), values are text as it is stored: ids of code
lists, partial dates. What is not listed here does not go out: documents, who works on a case, tasks, moves.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from django.db.models import Model, Q, prefetch_related_objects

from kintrace.office.cases.fields_of import fields_of_said, fields_of_step
from kintrace.office.cases.models import Case, SiblingLink, Step
from kintrace.office.cases.standing import standing
from kintrace.office.cases.steps import Kind
from kintrace.office.exchange.cells import plain
from kintrace.office.registry import chain
from kintrace.office.registry.models import Child
from kintrace.office.tracing.models import Record

_M = TypeVar("_M", bound=Model)

FREE = ("case_number", "child_number", "case_status", "opened_on", "synthetic")
"""Facts that fall under no field: they name nobody."""

_LAST_WORDS = {
    "wishes": Kind.VIEW_RECORDED,
    "relationship": Kind.RELATIONSHIP_CHECKED,
    "bia": Kind.BIA_RECORDED,
    "bid": Kind.BID_RECORDED,
    "reunified": Kind.REUNIFIED,
}
_UNDER = {"wishes": "wishes", "relationship": "relatives", "bia": "interests", "bid": "interests"}
_OF_RECORD = {
    "place": "origin",
    "mother": "relatives",
    "father": "relatives",
    "relatives": "relatives",
    "facility": "facility",
}
_OF_INQUIRER = {
    "inquirer": "relation_name",
    "inquirer_relation": "relation",
    "inquirer_contact": "relation_telephone",
}
"""What is typed of the inquirer, and where a tracing request of Primero has it."""

_AT_ONCE = (
    *("relatives", "cares__place", "steps", "records__record__list"),
    *("child__transfers__indicators", "child__transfers__from_place", "child__transfers__to_place"),
    "child__transfers__programme",
)


class Fact(NamedTuple):
    """One thing that is known of a case; `under` are the fields of consent, all of which it needs."""

    name: str
    text: str
    under: frozenset[str]
    telling: bool = True
    """Its words name somebody or some place: where it is withheld, they must not stand in another fact."""

    @property
    def mixed(self) -> bool:
        """Whether words of another fact may stand in it: all but ids, and the child's own name and birth."""
        return self.telling and not self.under <= {"name", "birth"}


def facts_of(case: Case) -> list[Fact]:
    """Return what is known of a case, without what is empty."""
    every = [
        *_of_case(case),
        *_of_child(case.child),
        *_of_records(case),
        *_of_relatives(case),
        *_of_care(case),
        *_of_transfers(case.child),
        *_of_steps(case),
    ]
    return [one for one in every if one.text]


def loaded(cases: Iterable[Case]) -> list[Case]:
    """Return cases with all that their facts are of, asked for at once."""
    every = list(cases)
    prefetch_related_objects(every, *_AT_ONCE)
    return every


def _in_order(found: Iterable[_M]) -> list[_M]:
    return sorted(found, key=lambda one: one.pk)


def _fact(name: str, text: object, *under: str, telling: bool = True) -> Fact:
    said = "true" if text is True else "" if text in (None, False) else " ".join(str(text).split())
    return Fact(name, said, frozenset(under), telling)


def _id(name: str, text: object, *under: str) -> Fact:
    """Return a fact whose text is of a code list or a date: it names nobody."""
    return _fact(name, text, *under, telling=False)


def _of_case(case: Case) -> Iterator[Fact]:
    yield _id("case_number", case.number)
    yield _id("case_status", case.case_status)
    yield _id("opened_on", case.opened_at.date().isoformat())
    yield _id("synthetic", case.synthetic)
    yield _id("workflow", case.workflow, "steps")
    yield _id("tracing_status", case.tracing_status, "steps")
    yield _id("risk_level", case.risk_level, "interests")
    yield _id("protection_status", case.protection_status, "separation")
    yield _id("separated_on", case.separated_on, "separation")
    yield _id("separation_cause", case.separation_cause, "separation")
    yield _fact("separated_at", case.separated_at, "separation")


def _of_child(child: Child) -> Iterator[Fact]:
    yield _id("child_number", child.number)
    yield _fact("name", child.name, "name")
    yield _fact("name_as_written", child.name_as_written, "name")
    yield _id("sex", child.sex, "sex")
    yield _fact("birth", child.birth, "birth")
    yield _id("photo", child.photo, "photo")
    yield _fact("child_source", child.source, "inquirer", "relatives")


def _of_records(case: Case) -> Iterator[Fact]:
    every = [one.record for one in case.records.all() if one.current and one.record.current]
    found = [one for one in every if one.list.withdrawn_at is None]
    others = [case.child.other_names, *(str(one.people.get("other_names", "")) for one in found)]
    names = dict.fromkeys(name for told in others for name in told.split("; ") if name)
    yield _fact("other_names", "; ".join(names), "name")
    for role, field in _OF_RECORD.items():
        said = {str(one.people[role]): None for one in found if one.people.get(role)}
        yield _fact("origin" if role == "place" else role, "; ".join(said), field)
    for name, header in _OF_INQUIRER.items():
        said = {text: None for one in found if (text := _typed(one, name, header))}
        yield _fact(name, "; ".join(said), "inquirer")


def _typed(record: Record, name: str, header: str) -> str:
    """Return what a record says of the inquirer: typed by hand, or in a tracing request of Primero."""
    if record.list.by_hand:
        return str(record.as_written.get(name, ""))
    written = record.as_written
    return plain(str(written.get(header, ""))) if "tracing_request_id" in written else ""


def _of_relatives(case: Case) -> Iterator[Fact]:
    for at, one in enumerate(_in_order(one for one in case.relatives.all() if one.ended_at is None), 1):
        for name in ("relation", "alive", "is_caregiver"):
            yield _id(f"relative_{at}_{name}", getattr(one, name), "relatives")
        for name in ("name", "telephone", "note"):
            yield _fact(f"relative_{at}_{name}", getattr(one, name), "relatives")
        may_be_there = ["facility"] if one.is_caregiver else []
        yield _fact(f"relative_{at}_where", one.where, "relatives", *may_be_there)
    links = SiblingLink.objects.filter(Q(case=case) | Q(other=case), ended_at__isnull=True)
    for at, link in enumerate(links.select_related("case", "other").order_by("id"), 1):
        other = link.other if link.case_id == case.pk else link.case
        yield _fact(f"sibling_{at}_case", other.number, "relatives")


def _of_care(case: Case) -> Iterator[Fact]:
    for at, one in enumerate(_in_order(one for one in case.cares.all() if one.mistake_at is None), 1):
        for name in ("kind", "from_on", "until_on", "why_changed"):
            yield _id(f"care_{at}_{name}", getattr(one, name), "care")
        yield _fact(f"care_{at}_caregiver", one.caregiver, "care")
        yield _fact(f"care_{at}_place", one.place, "care", "facility")


def _of_transfers(child: Child) -> Iterator[Fact]:
    for at, one in enumerate(chain.ordered(one for one in child.transfers.all() if one.current), 1):
        yield _id(f"transfer_{at}_left_on", one.left_on, "facility")
        yield _id(f"transfer_{at}_arrived_on", one.arrived_on, "facility")
        for name in ("from_place", "to_place", "carrier", "programme", "legal_act", "source"):
            yield _fact(f"transfer_{at}_{name}", getattr(one, name), "facility")
        live = [done for done in one.indicators.all() if done.withdrawn_at is None]
        yield _id(f"transfer_{at}_indicators", "; ".join(done.kind for done in live), "facility")
        notes = "; ".join(done.note for done in live if done.note)
        yield _fact(f"transfer_{at}_notes", notes, "facility", "steps")


def _of_steps(case: Case) -> Iterator[Fact]:
    ledger = _in_order(case.steps.all())
    back = {one.takes_back_id for one in ledger if one.takes_back_id}
    stand = [one for one in ledger if one.pk not in back and one.kind != Kind.TAKEN_BACK]
    now = standing(one.plain() for one in ledger)
    if closed := now.closed:
        recorded = next(one.at for one in ledger if one.pk == closed.number)
        yield _id("closed", True, "steps")
        yield _id("closure_reason", closed.outcome, "steps")
        yield _id("closed_on", closed.on or recorded.date().isoformat(), "steps")
    yield _id("reopened", any(one.kind == Kind.REOPENED for one in stand), "steps")
    for name, kind in _LAST_WORDS.items():
        last = now.latest.get(kind)
        if last is not None:
            yield _id(name, last.outcome, _UNDER.get(name, "facility"))
            yield _id(f"{name}_on", last.on, _UNDER.get(name, "facility"))
    for at, one in enumerate(stand, 1):
        yield from _of_step(f"step_{at}", one)


def _of_step(name: str, one: Step) -> Iterator[Fact]:
    under = fields_of_step(one.kind)
    yield _id(f"{name}_kind", one.kind, "steps")
    yield _id(f"{name}_on", one.on, "steps")
    yield _id(f"{name}_outcome", one.plain().outcome, *under)
    for key, value in one.said.items():
        if key not in ("outcome", "bid_needed", "bid_required", "workflow_before"):
            text = "; ".join(map(str, value)) if isinstance(value, list) else value
            yield _fact(f"{name}_{key}", text, *fields_of_said(one.kind, key))
    yield _fact(f"{name}_note", one.note, *under)
