"""Sightings of a record that an erasure names may go, though they are only added to."""

from django.db import migrations

from kintrace.office.journal.append_only import Removable

_NAMED = "EXISTS (SELECT 1 FROM exchange_erased WHERE kind = 'record' AND number = OLD.record_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0005_retention_only_added_to"),
        ("tracing", "0009_withdrawn_sightings"),
    ]
    operations = [Removable("tracing_sighting", _NAMED)]
