"""Cases of invented children."""

import pytest

from kintrace.office.cases import case_actions, step_actions
from kintrace.office.cases.case_actions import Facts
from kintrace.office.cases.step_actions import Word
from kintrace.office.cases.steps import Kind

from .ledgers import ENOUGH, WAY


@pytest.fixture
def entered():
    """Enter one child by hand."""
    from kintrace.office.tracing import record_actions

    def enter(by, side="requests", **typed):
        typed = {"name": "Шевченко Олена Іванівна"} | typed
        asked = record_actions.Asked(side, [record_actions.Person(typed)], {"consent": "oral"})
        return record_actions.enter(by=by, asked=asked)[0]

    return enter


@pytest.fixture
def opened(entered):
    """Open a case: `opened(member)`, of a child of this name."""

    def open_one(by, name="Шевченко Олена Іванівна", **facts):
        one = entered(by, name=name)
        return case_actions.open_case(by=by, record=one.pk, facts=Facts(**facts))

    return open_one


@pytest.fixture
def step():
    """Record a step: `step(member, case, "located")`."""

    def record(by, case, kind, on="", note="", **said):
        said = ENOUGH.get(kind, {}) | ({"on": on} if on else {}) | said
        note = note or said.pop("note", "")
        word = Word(Kind(kind), said.pop("on", ""), said, note)
        return step_actions.record(by=by, number=case.pk, word=word)

    return record


@pytest.fixture
def brought(opened, step):
    """Open a case and bring it as far as a step of the usual way."""

    def bring(by, until, **facts):
        case = opened(by, **facts)
        for kind, said in WAY:
            step(by, case, kind, **said)
            if kind == until:
                break
        case.refresh_from_db()
        return case

    return bring


@pytest.fixture
def another(member):
    """A coordinator of another organisation."""
    from kintrace.office.accounts.models import Organisation

    return member(organisation=Organisation.objects.create(name="Another"))
