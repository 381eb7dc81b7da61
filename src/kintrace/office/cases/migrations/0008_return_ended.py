"""A return may end. SQLite writes the table of steps anew for it, and forgets that it is only added to."""

from typing import Any

from django.db import migrations, models

import kintrace.office.cases.steps
from kintrace.office.journal.append_only import AppendOnly, Removable

_NAMED = "EXISTS (SELECT 1 FROM exchange_erased WHERE kind = 'case' AND number = OLD.case_id)"


def shut_again(_apps: Any, editor: Any) -> None:
    """Put back the triggers that went with the old table."""
    if editor.connection.vendor == "sqlite":
        AppendOnly("cases_step").database_forwards("cases", editor, None, None)
        Removable("cases_step", _NAMED).database_forwards("cases", editor, None, None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_status_since"), ("exchange", "0002_may_go")]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, shut_again),
        migrations.RemoveConstraint(model_name="step", name="step_kind_known"),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "",
                            kintrace.office.cases.steps.Kind["OPENED"],
                            kintrace.office.cases.steps.Kind["TRACING_BEGAN"],
                            kintrace.office.cases.steps.Kind["LOCATED"],
                            kintrace.office.cases.steps.Kind["RELATIONSHIP_CHECKED"],
                            kintrace.office.cases.steps.Kind["BIA_RECORDED"],
                            kintrace.office.cases.steps.Kind["BID_RECORDED"],
                            kintrace.office.cases.steps.Kind["VIEW_RECORDED"],
                            kintrace.office.cases.steps.Kind["RETURN_AGREED"],
                            kintrace.office.cases.steps.Kind["REUNIFIED"],
                            kintrace.office.cases.steps.Kind["FOLLOWED_UP"],
                            kintrace.office.cases.steps.Kind["RETURN_ENDED"],
                            kintrace.office.cases.steps.Kind["CLOSED"],
                            kintrace.office.cases.steps.Kind["REOPENED"],
                            kintrace.office.cases.steps.Kind["TAKEN_BACK"],
                        ],
                    )
                ),
                name="step_kind_known",
            ),
        ),
        migrations.RunPython(shut_again, migrations.RunPython.noop),
    ]
