"""Places remember what was read there last; bare last names are settled by an index."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0005_ungrouped")]

    operations = [
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "key",
                    models.UUIDField(
                        help_text="Of the origin: half its SHA-256.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "reading",
                    models.UUIDField(
                        help_text="Of bytes, given facts and cleaner: half their SHA-256."
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="archive.article",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                fields=["name", "speaker"], include=("status",), name="statement_name"
            ),
        ),
    ]
