"""A sighting may be withdrawn; what was said stays as it was said."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kintrace.office.journal.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("tracing", "0008_withdrawn_lists"),
    ]
    operations = [
        migrations.AddField("sighting", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "sighting",
            "withdrawn_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("sighting", "withdrawn_why", models.CharField(max_length=500, null=True)),
        AppendOnly("tracing_sighting", ("record_id", "said", "who_said", "seen_on", "by_id", "at")),
    ]
