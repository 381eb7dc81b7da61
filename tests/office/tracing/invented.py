"""Invented families, written as two lists have them, and what the tests of pairs make of them."""

import hashlib
import json
from types import SimpleNamespace

from kintrace.office.accounts.models import Member, Organisation
from kintrace.office.jobs.models import Job
from kintrace.office.tracing import matching
from kintrace.office.tracing.models import PeopleList, Proposal, Record, Run, Side
from kintrace.office.tracing.pair_value import value

REQUESTS = [
    ("R-1", "Шевченко Олена Іванівна", "2015-03-07", "f", "м. Маріуполь", "Шевченко Марія Петрівна"),
    ("R-2", "Коваль Олексій Петрович", "2014-01-02", "m", "м. Херсон", "Коваль Ганна Іванівна"),
    ("R-3", "Бондар Микита Сергійович", "2016-11-11", "m", "м. Мелітополь", ""),
    ("R-4", "Ткачук Софія Олегівна", "2013-08", "f", "м. Бердянськ", "Ткачук Ірина Василівна"),
]
LOCATED = [
    ("L-9", "Шевченко Елена Ивановна", "2015-03-07", "f", "г. Мариуполь", "Шевченко Мария Петровна"),
    ("L-7", "Бондарь Никита Сергеевич", "2016-11-11", "m", "г. Мелитополь", ""),
    ("L-5", "Иванов Пётр Николаевич", "", "m", "г. Донецк", ""),
    ("L-3", "Коваль Алексей", "2014-02-01", "m", "Херсонская область", "Коваль Анна Ивановна"),
]
ROLES = ("id", "name", "birth", "sex", "place", "mother")


def sealed(people: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(people, sort_keys=True).encode()).hexdigest()


def enter(where: PeopleList, row: int, values: tuple[str, ...], **more) -> Record:
    people = more.pop("people", None) or {r: text for r, text in zip(ROLES, values, strict=True) if text}
    return Record.objects.create(
        list=where,
        side=where.side,
        organisation=where.organisation,
        row=row,
        number=values[0],
        as_written=people,
        people=people,
        name=values[1],
        birth=values[2],
        sex=values[3],
        facts=sealed(people),
        **more,
    )


def correct(record: Record, **changes: str) -> Record:
    """Enter a new version; without changes of what is weighed, its facts are the same."""
    people = record.people | changes
    Record.objects.filter(id=record.id).update(current=False)
    return enter(record.list, record.row, tuple(people.get(role, "") for role in ROLES), replaces=record)


def bring(by: Member, side: str, rows: list[tuple[str, ...]], name: str = "list", **more) -> PeopleList:
    brought = PeopleList.objects.create(
        organisation=by.organisation, brought_by=by, side=side, name=name, state="ready", **more
    )
    for row, values in enumerate(rows, 1):
        enter(brought, row, values)
    return brought


def bring_both(by: Member) -> None:
    bring(by, Side.REQUESTS, REQUESTS, "requests")
    bring(by, Side.LOCATED, LOCATED, "located")


def match(organisation: Organisation, by: Member | None = None) -> str:
    job = Job.objects.create(work="match", organisation=organisation, by=by)
    return matching.run(job, lambda stage, share: None)


def pair(left: str, right: str, **where) -> Proposal:
    return Proposal.objects.get(left__number=left, right__number=right, **where)


def proposed(by: Member, probability: float = 0.9, name: str = "Олена", number: str = "", **more) -> Proposal:
    """Make one pair of two new records by hand, without the engine."""
    record = {"people": {"name": name}, "as_written": {}, "name": name, "organisation": by.organisation}
    sides = SimpleNamespace(left=Side.REQUESTS, right=Side.LOCATED)
    made = {}
    for end, side in vars(sides).items():
        where, _ = PeopleList.objects.get_or_create(
            organisation=by.organisation, side=side, name=side, defaults={"brought_by": by, "state": "ready"}
        )
        row = Record.objects.filter(list=where).count() + 1
        made[end] = Record.objects.create(
            list=where, side=side, row=row, number=number or f"{side[0]}{row}", facts=f"{row:064d}", **record
        )
    run, _ = Run.objects.get_or_create(organisation=by.organisation, engine="hand", defaults={"record": {}})
    return Proposal.objects.create(
        organisation=by.organisation,
        run=run,
        weight_bits=9.0,
        probability=probability,
        reasons=[
            {"field": "prior", "kind": "prior", "level": "prior", "left": "", "right": "", "bits": -2.0}
        ],
        **made,
        **(
            {
                "facts": f"{made['left'].facts}:{made['right'].facts}",
                "assigned": False,
                "value": value(probability, False),
            }
            | more
        ),
    )
