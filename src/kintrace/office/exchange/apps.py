"""The app of exchange, for Django."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from kintrace.office.jobs.models import Job
    from kintrace.office.jobs.work import Tell


class Exchange(AppConfig):
    """Sheets, Primero, PFIF, letters, the API: all through one door (going_out); and erasure."""

    name = "kintrace.office.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Make its work known to the worker; leave people out of lists whose erasure was asked for."""
        from kintrace.office.exchange import suppression
        from kintrace.office.jobs.work import register
        from kintrace.office.tracing.kept_files import LEFT_OUT_BY

        LEFT_OUT_BY.append(suppression.left_out)
        register("open primero cases", _open_cases)
        register("wipe", _wipe)


def _open_cases(job: "Job", tell: "Tell") -> str:
    """Open cases, whose modules are loaded only where there is something to open."""
    from kintrace.office.exchange import primero_work

    return primero_work.open_cases(job, tell)


def _wipe(job: "Job", tell: "Tell") -> str:
    """Write the database's files anew."""
    from kintrace.office.exchange import erasure_wiping

    return erasure_wiping.wipe(job, tell)
