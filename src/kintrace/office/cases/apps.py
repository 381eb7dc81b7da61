"""The app of cases, for Django."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from kintrace.office.tracing.models import Record


class Cases(AppConfig):
    """Cases, their steps, family, care, consent, tasks, moves."""

    name = "kintrace.office.cases"
    label = "cases"

    def ready(self) -> None:
        """Let cases follow the records that are corrected."""
        from kintrace.office.tracing.corrections import WHEN_CORRECTED

        WHEN_CORRECTED.append(_follow)


def _follow(old: "Record", new: "Record") -> None:
    """Put the new version of a record into the cases that had the old one."""
    from kintrace.office.cases import case_records

    case_records.follow(old, new)
