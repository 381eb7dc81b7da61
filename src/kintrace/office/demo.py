"""A trial office: synthetic lists, brought, imported and matched, an invented registry, invented cases."""

from pathlib import Path

import kintrace
from kintrace.errors import OfficeRefused
from kintrace.office.accounts.models import Member
from kintrace.office.accounts.trial import open_trial_office
from kintrace.office.cases import invented as invented_cases
from kintrace.office.jobs.worker import work_once
from kintrace.office.registry import invented
from kintrace.office.tracing.list_actions import Brought, bring, confirm_columns
from kintrace.office.tracing.list_queries import beginning, lists_seen

LISTS = (
    ("requests", "requests.csv", "Запити на розшук (вигадані)"),
    ("located", "located.csv", "Найденные дети (вымышленные)"),
)


def load() -> None:
    """Put the synthetic lists into the trial office, once, and do all work that follows from them."""
    by = open_trial_office()
    invented.load(by)
    if lists_seen(by).exists():
        return
    for side, file, name in LISTS:
        _bring(by, side, folder() / file, name)
    while work_once():
        pass
    invented_cases.load(by)


def folder() -> Path:
    """Return where the synthetic lists are; raises OfficeRefused when they did not come with the program."""
    found = Path(kintrace.__file__).resolve().parents[2] / "demo"
    if not all((found / file).is_file() for _, file, _ in LISTS):
        raise OfficeRefused(
            f"The synthetic lists are missing: {found} should hold requests.csv and located.csv."
        )
    return found


def _bring(by: Member, side: str, path: Path, name: str) -> None:
    what = Brought(
        side=side,
        name=name,
        source="Kintrace, demo/README.md",
        legal_basis="Nobody in it is real.",
        file_name=path.name,
        synthetic=True,
    )
    with path.open("rb") as file:
        one = bring(by=by, what=what, file=file)
    columns = beginning(by, one.id).guess.mapping.columns
    confirm_columns(by=by, number=one.id, columns=columns)
