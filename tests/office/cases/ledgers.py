"""Steps of invented cases, for tests."""

import datetime as dt

from kintrace.office.cases.refusing import Refusal, refusal
from kintrace.office.cases.standing import Standing, standing
from kintrace.office.cases.steps import Step

TODAY = dt.date(2026, 6, 1)
MOTHER = "Вигадана Марія"
VERIFIED = {"outcome": "verified", "evidence": ["birth certificate"], "whom": MOTHER}
FAVOURS = {"outcome": "favours_return"}
WANTS = {"outcome": "wants_return", "child_says": "I want to go home."}
ENOUGH = {
    "view_recorded": {"heard_by": "an invented caseworker"},
    "return_agreed": {"with_whom": MOTHER},
    "return_ended": {"on": "2026", "note": "the mother fell ill"},
    "reunified": {"on": "2025", "with_whom": MOTHER},
}
"""Kind -> what a member says of it at least; a test says more, or says it is empty."""


class Ledger:
    """A case to which steps are added as the office adds them: those refused are not."""

    def __init__(self, **said):
        self.steps: list[Step] = []
        assert self.add("opened", **said) is None

    def add(self, kind, on="", note="", takes_back=None, **said) -> Refusal | None:
        said = ENOUGH.get(kind, {}) | ({"on": on} if on else {}) | said
        said = dict(said)
        note = note or said.pop("note", "")
        new = Step(len(self.steps) + 1, kind, said.pop("on", ""), said, note, takes_back)
        refused = refusal(self.steps, new, TODAY)
        if refused is None:
            self.steps.append(new)
        return refused

    def back(self, number, note="a mistake") -> Refusal | None:
        return self.add("taken_back", note=note, takes_back=number)

    @property
    def standing(self) -> Standing:
        return standing(self.steps)

    @property
    def status(self) -> str:
        return self.standing.status.value


def until(kind: str, **said) -> Ledger:
    """A case that has gone the usual way up to a step."""
    ledger = Ledger(**said)
    for one, words in WAY:
        assert ledger.add(one, **words) is None
        if one == kind:
            return ledger
    raise ValueError(kind)


WAY = [
    ("tracing_began", {}),  # 2
    ("located", {}),  # 3
    ("relationship_checked", VERIFIED),  # 4
    ("bia_recorded", FAVOURS),  # 5
    ("view_recorded", WANTS),  # 6
    ("return_agreed", {}),  # 7
    ("reunified", {}),  # 8
    ("followed_up", {"outcome": "well"}),  # 9
    ("closed", {"outcome": "return_followed_up"}),  # 10
]
