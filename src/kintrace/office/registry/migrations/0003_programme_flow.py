"""The flows of a programme are counted by an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_append_only")]
    operations = [
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("current", True)),
                fields=["organisation", "programme", "from_place", "to_place"],
                name="transfer_programme_flow",
            ),
        ),
    ]
