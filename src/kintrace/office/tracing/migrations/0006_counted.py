"""Records without a birth and decisions by day are counted from indexes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracing", "0005_looked_through")]
    operations = [
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                fields=["list"],
                name="record_without_birth",
                condition=models.Q(("birth", ""), ("current", True)),
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["at"], name="decision_at"),
        ),
    ]
