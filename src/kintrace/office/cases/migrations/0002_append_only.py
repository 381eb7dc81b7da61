"""Steps and consents are only added to: the database itself refuses the rest."""

from django.db import migrations

from kintrace.office.journal.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_first"), ("journal", "0002_append_only")]
    operations = [AppendOnly("cases_step"), AppendOnly("cases_consent")]
