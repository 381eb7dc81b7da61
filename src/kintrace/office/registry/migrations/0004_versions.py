"""What was said of a child before a change stays, and is only added to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kintrace.office.journal.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0003_programme_flow"),
        ("journal", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChildVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("why", models.CharField(max_length=500)),
                ("before", models.JSONField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="registry.child",
                    ),
                ),
            ],
        ),
        AppendOnly("registry_childversion"),
    ]
