"""A list that was imported wrongly can be withdrawn, and brought back.

The columns allow NULL because SQLite then adds them in place: a trigger of tracing_record reads this table.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_STATES = [
    ("brought", "brought, columns not confirmed"),
    ("importing", "being imported"),
    ("ready", "imported"),
    ("failed", "could not be imported"),
    ("cancelled", "cancelled"),
    ("withdrawn", "withdrawn"),
]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("tracing", "0007_earlier_versions"),
    ]
    operations = [
        migrations.AddField("peoplelist", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "peoplelist",
            "withdrawn_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "peoplelist", "state", models.CharField(choices=_STATES, default="brought", max_length=10)
        ),
    ]
