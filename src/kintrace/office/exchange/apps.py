"""The app of exchange, for Django."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from kintrace.office.jobs.models import Job
    from kintrace.office.jobs.work import Tell
    from kintrace.office.journal.models import Entry


class Exchange(AppConfig):
    """Sheets, Primero, PFIF, letters, the API: all through one door (going_out); and erasure."""

    name = "kintrace.office.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Make its work known to the worker; leave people out of lists whose erasure was asked for."""
        from kintrace.office.exchange import suppression
        from kintrace.office.jobs.work import register
        from kintrace.office.journal.actions import WHEN_WRITTEN
        from kintrace.office.tracing.left_out import ASKED, LEFT_OUT_BY

        WHEN_WRITTEN.append(_put_down)
        LEFT_OUT_BY[ASKED].append(suppression.left_out)
        register("open primero cases", _open_cases)
        register("wipe", _wipe)
        register("retention", _take_out)
        register("drop files", _drop_files)
        register("deliver", _deliver)


def _open_cases(job: "Job", tell: "Tell") -> str:
    """Open cases, whose modules are loaded only where there is something to open."""
    from kintrace.office.exchange import primero_work

    return primero_work.open_cases(job, tell)


def _wipe(job: "Job", tell: "Tell") -> str:
    """Write the database's files anew."""
    from kintrace.office.exchange import erasure_wiping

    return erasure_wiping.wipe(job, tell)


def _take_out(job: "Job", tell: "Tell") -> str:
    """Take out what was kept for as long as the organisation allows."""
    from kintrace.office.exchange import retention_work

    return retention_work.take_out_chosen(job, tell)


def _drop_files(job: "Job", tell: "Tell") -> str:
    """Remove files to which nothing points any more."""
    from kintrace.office.exchange import retention_work

    return retention_work.drop_files(job, tell)


def _deliver(job: "Job", tell: "Tell") -> str:
    """Send a message to a webhook."""
    from kintrace.office.exchange import webhook

    return webhook.deliver(job, tell)


def _put_down(entries: "list[Entry]") -> None:
    """Put down what webhooks are to be told."""
    from kintrace.office.exchange import webhook

    webhook.put_down(entries)
