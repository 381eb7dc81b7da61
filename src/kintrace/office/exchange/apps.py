"""The app of exchange, for Django."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from kintrace.office.jobs.models import Job
    from kintrace.office.jobs.work import Tell


class Exchange(AppConfig):
    """Sheets, Primero, PFIF, letters, the API: all through one door (going_out)."""

    name = "kintrace.office.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Make its work known to the worker."""
        from kintrace.office.jobs.work import register

        register("open primero cases", _open_cases)


def _open_cases(job: "Job", tell: "Tell") -> str:
    """Open cases, whose modules are loaded only where there is something to open."""
    from kintrace.office.exchange import primero_work

    return primero_work.open_cases(job, tell)
