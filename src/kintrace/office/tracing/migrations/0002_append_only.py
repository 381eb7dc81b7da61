"""What was written of a person, and what was decided, is only added to."""

from django.db import migrations

from kintrace.office.journal.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("tracing", "0001_first"), ("journal", "0002_append_only")]
    operations = [
        AppendOnly("tracing_record", ("as_written", "people", "name", "number", "row", "list_id")),
        AppendOnly("tracing_decision"),
    ]
