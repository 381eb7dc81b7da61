"""An organisation remembers the last number that it gave: the number of an erased child is given to nobody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_programs")]
    operations = [
        migrations.AddField("organisation", "numbers_given", models.JSONField(null=True)),
    ]
