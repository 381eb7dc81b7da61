"""The app of cases, for Django."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from kintrace.office.tracing.models import PeopleList


class Cases(AppConfig):
    """Cases, their steps, family, care, consent, tasks, moves."""

    name = "kintrace.office.cases"
    label = "cases"

    def ready(self) -> None:
        """Keep lists in use while an open case has a record of them."""
        from kintrace.office.tracing.list_withdrawal import KEPT_BY

        KEPT_BY.append(_kept_by)


def _kept_by(one: "PeopleList") -> list[str]:
    """Return the open cases that have a record of a list."""
    from kintrace.office.cases import case_queries

    return case_queries.open_cases_of(one)
