"""Referrals of earlier versions end: the newest version was referred in their place."""

from typing import Any

from django.db import migrations
from django.utils import timezone


def end_those_of_earlier_versions(apps: Any, schema_editor: Any) -> None:
    """End them."""
    live = apps.get_model("tracing", "Referral").objects.filter(record__current=False, ended_at__isnull=True)
    live.update(ended_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("tracing", "0006_counted")]
    operations = [migrations.RunPython(end_those_of_earlier_versions, migrations.RunPython.noop)]
