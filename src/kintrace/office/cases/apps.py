"""The app of cases, for Django."""

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kintrace.office.accounts.models import Member
    from kintrace.office.tracing.models import PeopleList, Record


class Cases(AppConfig):
    """Cases, their steps, family, care, consent, tasks, moves."""

    name = "kintrace.office.cases"
    label = "cases"

    def ready(self) -> None:
        """Tell of cases that others saw, keep lists that open cases need, follow what becomes of records."""
        from kintrace.office.journal.queries import SHOWN_TO_OTHERS
        from kintrace.office.tracing.corrections import WHEN_CORRECTED
        from kintrace.office.tracing.list_withdrawal import KEPT_BY
        from kintrace.office.tracing.record_actions import WHEN_PHOTO_REMOVED

        SHOWN_TO_OTHERS["case"] = _moved
        KEPT_BY.append(_kept_by)
        WHEN_PHOTO_REMOVED.append(_take_photo_off)
        WHEN_CORRECTED.append(_follow)


def _moved(by: "Member") -> "QuerySet[Any]":
    """Return the cases that the member's organisation holds and that were ever moved to or from another."""
    from kintrace.office.cases import case_queries

    return case_queries.ever_moved(by)


def _kept_by(one: "PeopleList") -> list[str]:
    """Return the open cases that have a record of a list."""
    from kintrace.office.cases import case_queries

    return case_queries.open_cases_of(one)


def _take_photo_off(by: "Member", record: "Record", sha256: str) -> None:
    """Take a photo off the children who have it from a record."""
    from kintrace.office.cases import case_actions

    case_actions.take_photo_off(by, record, sha256)


def _follow(old: "Record", new: "Record") -> None:
    """Put the new version of a record into the cases that had the old one."""
    from kintrace.office.cases import case_records

    case_records.follow(old, new)
