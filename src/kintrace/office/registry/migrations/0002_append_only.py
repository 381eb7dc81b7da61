"""What was said of a transfer, or noted of a stay, is only added to; so is a child's name as written."""

from django.db import migrations

from kintrace.office.journal.append_only import AppendOnly

_TRANSFER = (
    *("child_id", "from_place_id", "to_place_id", "left_on", "arrived_on", "carrier", "programme_id"),
    *("legal_act", "source", "replaces_id", "why", "made_by_id", "made_at"),
)
_INDICATOR = ("kind", '"on"', "note", "source", "made_by_id", "made_at")


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_first"), ("journal", "0002_append_only")]
    operations = [
        AppendOnly("registry_child", ("name_as_written", "number", "organisation_id")),
        AppendOnly("registry_transfer", _TRANSFER),
        AppendOnly("registry_indicator", _INDICATOR),
    ]
