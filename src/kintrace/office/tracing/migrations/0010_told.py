"""A pair remembers what it weighed when its owners were told of it: they are told again when it rises."""

from typing import Any

from django.db import migrations, models
from django.db.models import F


def tell_of_those_that_were_told_of(apps: Any, schema_editor: Any) -> None:
    """Note what pairs weigh of which owners were told; else all of them would be news."""
    apps.get_model("tracing", "Proposal").objects.filter(value__gte=1.0).update(told_bits=F("weight_bits"))


class Migration(migrations.Migration):
    dependencies = [("tracing", "0009_withdrawn_sightings")]
    operations = [
        migrations.AddField("proposal", "told_bits", models.FloatField(null=True)),
        migrations.AddField("proposal", "told_in", models.BigIntegerField(null=True)),
        migrations.AddField("lookedthrough", "run", models.BigIntegerField(null=True)),
        migrations.RunPython(tell_of_those_that_were_told_of, migrations.RunPython.noop),
    ]
