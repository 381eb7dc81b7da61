"""Invented cases for a trial office: one just opened, one before its gates, one gone all the way."""

import datetime as dt
from typing import Any

from django.utils import timezone

from kintrace.office.accounts.models import Member
from kintrace.office.cases import case_actions, family_actions, step_actions
from kintrace.office.cases.case_actions import Facts
from kintrace.office.cases.models import Case
from kintrace.office.cases.steps import Kind
from kintrace.office.tracing import record_actions
from kintrace.office.tracing.models import Record

_MOTHER = "Вигаданенко Марія"
_NOTE = "Вигадано для пробного офісу."
_CHECKED = {"outcome": "verified", "evidence": ["Вигадане свідоцтво"], "whom": _MOTHER}
_WAY: tuple[tuple[Kind, str, dict[str, Any]], ...] = (
    (Kind.TRACING_BEGAN, "2024-01", {}),
    (Kind.LOCATED, "2024-03", {}),
    (Kind.RELATIONSHIP_CHECKED, "2024-04-02", _CHECKED),
    (Kind.BIA_RECORDED, "2024-04-10", {"outcome": "favours_return"}),
    (Kind.VIEW_RECORDED, "2024-04-11", {"outcome": "wants_return", "child_says": "Хочу додому."}),
    (Kind.RETURN_AGREED, "2024-05", {"with_whom": _MOTHER}),
    (Kind.REUNIFIED, "2024-06-01", {"with_whom": _MOTHER}),
    (Kind.FOLLOWED_UP, "2024-09", {"outcome": "well"}),
)
_HOW_FAR = (0, 3, len(_WAY))


def load(by: Member) -> None:
    """Open a case for each of the first tracing requests, once."""
    if Case.objects.filter(organisation=by.organisation).exists():
        return
    requests = Record.objects.filter(organisation=by.organisation, side="requests", current=True)
    facts = Facts("separated", "medium", "2022", "camp_not_returned", "Вигадане")
    for record, steps in zip(requests.order_by("id")[: len(_HOW_FAR)], _HOW_FAR, strict=False):
        case = case_actions.open_case(by=by, record=record.pk, facts=facts, note=_NOTE)
        for kind, on, said in _WAY[:steps]:
            word = step_actions.Word(kind, on, said, _NOTE)
            step_actions.record(by=by, number=case.pk, word=word)
        _around(by, case)
        record_actions.note_sighting(
            by=by, number=record.pk, said="Вигадане: бачили на вокзалі.", who_said="Вигаданий водій"
        )


def _around(by: Member, case: Case) -> None:
    due = timezone.localdate() - dt.timedelta(days=1)
    said: dict[str, Any] = {"by": by, "number": case.pk}
    family_actions.add_relative(**said, relation="mother", name=_MOTHER, is_caregiver=True)
    family_actions.begin_care(**said, kind="foster_care", caregiver="Вигаданий опікун", from_on="2023")
    family_actions.note_consent(
        **said, purpose="sharing", answer="given", said_by="Вигадана мати", withheld=["facility"]
    )
    family_actions.add_task(**said, keeper=by.pk, kind="hear_child", due_on=due)
