"""Columns without a role may be compared too, under a label.

The column allows NULL because SQLite then adds it in place: a trigger of tracing_record reads this table.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracing", "0010_told")]
    operations = [migrations.AddField("peoplelist", "compared", models.JSONField(null=True))]
