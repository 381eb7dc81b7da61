"""Periods are only added to; what is kept longer may be ended, and nothing else of it changes."""

from django.db import migrations

from kintrace.office.journal.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("exchange", "0004_retention")]
    operations = [
        AppendOnly("exchange_period"),
        AppendOnly("exchange_keeping", ("organisation_id", "kind", "number", "until", "why", "by_id", "at")),
    ]
