"""What was said of a case before a change stays, and is only added to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kintrace.office.journal.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_taken_out"),
        ("journal", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="cases.case"
                    ),
                ),
            ],
        ),
        AppendOnly("cases_caseversion"),
    ]
