"""The app of tracing, for Django."""

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kintrace.office.accounts.models import Member
    from kintrace.office.jobs.models import Job
    from kintrace.office.jobs.work import Tell


class Tracing(AppConfig):
    """Lists, records, proposed pairs, decisions."""

    name = "kintrace.office.tracing"
    label = "tracing"

    def ready(self) -> None:
        """Make known its work, its files, what others saw, and what to do when reviewers change."""
        from kintrace.office.accounts.actions import WHEN_REVIEWERS_CHANGE
        from kintrace.office.files import POINTED_TO_BY
        from kintrace.office.jobs.work import SWEEPS, register
        from kintrace.office.journal.queries import SHOWN_TO_OTHERS
        from kintrace.office.tracing.kept_files import pointed_to
        from kintrace.office.tracing.pair_standing import settle_all

        WHEN_REVIEWERS_CHANGE.append(settle_all)
        register("import list", _import_list)
        register("match", _match)
        SWEEPS.append(_sweep)
        POINTED_TO_BY.append(pointed_to)
        SHOWN_TO_OTHERS["record"] = _referred


def _import_list(job: "Job", tell: "Tell") -> str:
    """Read a list, whose reader is loaded only where there is a list to read."""
    from kintrace.office.tracing import importing

    return importing.import_list(job, tell)


def _referred(by: "Member") -> "QuerySet[Any]":
    """Return the records of the member's organisation that were ever referred."""
    from kintrace.office.tracing.record_queries import ever_referred

    return ever_referred(by)


def _sweep() -> None:
    """Remove what dead imports left."""
    from kintrace.office.tracing import importing, kept_files

    importing.sweep()
    kept_files.give_up_cancelled()


def _match(job: "Job", tell: "Tell") -> str:
    """Run the engine, whose tables are loaded only where there is something to match."""
    from kintrace.office.tracing import matching

    return matching.run(job, tell)
