"""A decision keeps the facts it was made on; the queue is read in the order of its index.

The column allows NULL because SQLite then adds it in place: any other column makes the table anew, and its
triggers would be lost.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracing", "0002_append_only")]
    operations = [
        migrations.AddField(
            model_name="decision", name="facts", field=models.CharField(max_length=129, null=True)
        ),
        migrations.RemoveIndex(model_name="proposal", name="proposal_queue"),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["organisation", "verdict", "-value", "id"], name="proposal_queue"),
        ),
    ]
