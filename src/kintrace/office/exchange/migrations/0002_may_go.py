"""Rows that an erasure names may go from tables that are only added to; and nothing else."""

from django.db import migrations

from kintrace.office.journal.append_only import AppendOnly, Removable

_NOT_READY = "EXISTS (SELECT 1 FROM tracing_peoplelist WHERE id = OLD.list_id AND state <> 'ready')"


def _named(kind: str, column: str) -> str:
    return f"EXISTS (SELECT 1 FROM exchange_erased WHERE kind = '{kind}' AND number = OLD.{column})"


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_erasure"),
        ("tracing", "0005_looked_through"),
        ("registry", "0002_append_only"),
        ("cases", "0002_append_only"),
    ]
    operations = [
        AppendOnly("exchange_erasure", ("organisation_id", "by_id", "at", "basis", "why", "asked")),
        AppendOnly("exchange_erased"),
        AppendOnly("exchange_skeleton"),
        AppendOnly("exchange_mark"),
        Removable("tracing_record", f"{_NOT_READY} OR {_named('record', 'id')}", _NOT_READY),
        Removable("tracing_decision", _named("pair", "proposal_id")),
        Removable("registry_child", _named("child", "id")),
        Removable("registry_transfer", _named("transfer", "id")),
        Removable("registry_indicator", _named("transfer", "transfer_id")),
        Removable("cases_step", _named("case", "case_id")),
        Removable("cases_consent", _named("case", "case_id")),
    ]
