"""Since when a case stands where it stands: worked out of its steps, as every later one is."""

from typing import Any

from django.db import migrations, models

from kintrace.office.cases import standing, steps


def since(apps: Any, _schema: Any) -> None:
    """Store of each case when its status changed last."""
    for case in apps.get_model("cases", "Case").objects.order_by("id").iterator(chunk_size=500):
        ledger = {one.pk: one for one in case.steps.order_by("id")}
        changed = standing.changed_by(
            steps.Step(one.pk, one.kind, one.on, one.said, one.note, one.takes_back_id)
            for one in ledger.values()
        )
        if changed:
            case.status_since = ledger[changed.number].at
            case.save(update_fields=["status_since"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_care_and_tasks_undone")]
    operations = [
        migrations.AddField(
            model_name="case",
            name="status_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(since, migrations.RunPython.noop),
    ]
