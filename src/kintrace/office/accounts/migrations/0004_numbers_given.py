"""An organisation remembers the last numbers that it gave: those of the erased are given to nobody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_programs")]
    operations = [
        migrations.AddField("organisation", "numbers_given", models.JSONField(null=True)),
    ]
