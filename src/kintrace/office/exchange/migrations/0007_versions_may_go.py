"""What was said before of a case or a child that an erasure names may go, though it is only added to."""

from django.db import migrations

from kintrace.office.journal.append_only import Removable


def _named(kind: str) -> str:
    return f"EXISTS (SELECT 1 FROM exchange_erased WHERE kind = '{kind}' AND number = OLD.{kind}_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0006_sightings_may_go"),
        ("cases", "0005_versions"),
        ("registry", "0004_versions"),
    ]
    operations = [
        Removable("cases_caseversion", _named("case")),
        Removable("registry_childversion", _named("child")),
    ]
