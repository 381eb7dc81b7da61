"""The journal is only added to."""

from django.db import migrations

from kintrace.office.journal.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_first")]
    operations = [AppendOnly("journal_entry")]
