"""Records, cases, steps, tasks and decisions by the thousand, for the statistics of bench.registry_load."""

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

PER_LIST, BATCH = 50_000, 5_000
_STATUSES = ["open", "tracing_in_progress", "located", "verified", "return_agreed", "reunified", "closed"]
_TASKS, _STEPS = 0.3, 4


def records(by: Any, wanted: int) -> None:
    """Store lists of records, one in fifty of them without a birth, and cells that could not be read."""
    from kintrace.office.tracing.models import PeopleList, Record, RejectedCell

    chance = random.Random(3)
    same = {"organisation": by.organisation, "side": "located"}
    for first in range(0, wanted, PER_LIST):
        number = min(PER_LIST, wanted - first)
        said = {
            "state": "ready",
            "people": number,
            "rows_read": number,
            "mapping": {"name": ["n"], "birth": ["b"]},
        }
        one = PeopleList.objects.create(
            name=f"Load {first}", brought_by=by, source="s", legal_basis="s", **said, **same
        )
        rows = (
            Record(
                list=one,
                row=row,
                number=str(row),
                as_written={"n": f"Вигадана {row}", "b": "2015", "place": "Вигадане " * 8},
                people={"name": f"Вигадана {row}", "birth": "2015"},
                name=f"Вигадана {row}",
                birth="" if chance.random() < 0.02 else "2015",
                facts="0" * 64,
                **same,
            )
            for row in range(number)
        )
        _store(Record, rows)
        cells = (
            RejectedCell(list=one, row=row, column="b", value="?", why="no") for row in range(0, number, 60)
        )
        _store(RejectedCell, cells)


def cases(by: Any) -> None:
    """Open a case for every child, each with some steps, some with a task."""
    from django.utils import timezone

    from kintrace.office.cases.models import Case, Step, Task
    from kintrace.office.registry.models import Child

    chance, today = random.Random(4), timezone.localdate()
    same = {"organisation": by.organisation, "held_by": by.organisation, "opened_by": by, "keeper": by}
    children = Child.objects.values_list("pk", flat=True)
    _store(Case, (_case(chance, child, same) for child in children))
    numbers = list(Case.objects.values_list("pk", flat=True))
    for kind in ("opened", *["view_recorded"] * (_STEPS - 1)):
        _store(Step, (Step(case_id=number, kind=kind, by=by) for number in numbers))
    due = (number for number in numbers if chance.random() < _TASKS)
    _store(
        Task,
        (
            Task(
                case_id=one,
                by=by,
                kind="other",
                keeper=by,
                due_on=today + timedelta(days=chance.randint(-30, 60)),
            )
            for one in due
        ),
    )


def decisions(by: Any, wanted: int) -> None:
    """Store pairs of records, half of them decided."""
    from kintrace.office.tracing.models import Decision, Proposal, Record, Run

    run = Run.objects.create(organisation=by.organisation, engine="load", record={})
    numbers = list(Record.objects.order_by("pk").values_list("pk", flat=True)[: wanted * 2])
    pairs = zip(numbers[::2], numbers[1::2], strict=False)
    said = {
        "organisation": by.organisation,
        "run": run,
        "weight_bits": 1.0,
        "probability": 0.5,
        "assigned": True,
    }
    _store(
        Proposal,
        (
            Proposal(
                left_id=left, right_id=right, reasons=[], verdict="same" if left % 4 == 1 else "", **said
            )
            for left, right in pairs
        ),
    )
    decided = Proposal.objects.filter(verdict="same").values_list("pk", flat=True)
    _store(
        Decision,
        (Decision(proposal_id=one, by=by, verdict="same", reason="document") for one in decided.iterator()),
    )


def _case(chance: random.Random, child: int, same: dict[str, Any]) -> Any:
    from kintrace.office.cases.models import Case

    status = chance.choice(_STATUSES)
    state = "closed" if status == "closed" else "open"
    return Case(child_id=child, number=f"K-{child:06}", tracing_status=status, case_status=state, **same)


def _store(kind: Any, rows: Iterator[Any]) -> None:
    from django.db import transaction

    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            kind.objects.bulk_create(batch)
