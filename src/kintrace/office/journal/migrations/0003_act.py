from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["organisation", "act", "number"], name="journal_act"),
        ),
    ]
