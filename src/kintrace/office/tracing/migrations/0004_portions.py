"""A list is imported in portions, hidden until it is whole; what came of one that never was may go."""

from django.db import migrations, models

from kintrace.office.journal.append_only import Removable

_NOT_READY = "EXISTS (SELECT 1 FROM tracing_peoplelist WHERE id = OLD.list_id AND state <> 'ready')"


class Migration(migrations.Migration):
    dependencies = [("tracing", "0003_pairs")]
    operations = [
        migrations.AddField("peoplelist", "people", models.IntegerField(null=True)),
        Removable("tracing_record", _NOT_READY),
    ]
