"""Cases had the versions of records with which they were opened: from now on they have the newest ones."""

from typing import Any

from django.db import migrations


def follow(apps: Any, _schema: Any) -> None:
    """Put the newest version of each record into the cases that have an earlier one."""
    links, records = apps.get_model("cases", "CaseRecord"), apps.get_model("tracing", "Record")
    for link in links.objects.filter(current=True, record__current=False).select_related("record"):
        newest = records.objects.filter(list=link.record.list_id, row=link.record.row, current=True).first()
        if newest:
            links.objects.get_or_create(case_id=link.case_id, record=newest)
            links.objects.filter(pk=link.pk).update(current=False)


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_append_only"), ("tracing", "0007_earlier_versions")]
    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
