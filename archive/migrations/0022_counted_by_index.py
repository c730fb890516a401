"""What pages count by stands in the indexes: the newest of all, of a speaker, of an outlet."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0021_quality"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="statement",
            name="statement_newest",
        ),
        migrations.RemoveIndex(
            model_name="statement",
            name="statement_speaker_newest",
        ),
        migrations.RemoveIndex(
            model_name="statement",
            name="statement_outlet_newest",
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                models.OrderBy(models.F("said_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                include=("status", "said_precision", "speaker", "outlet"),
                name="statement_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                models.F("speaker"),
                models.OrderBy(models.F("said_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                include=("status", "kind", "outlet"),
                name="statement_speaker_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                models.F("outlet"),
                models.OrderBy(models.F("said_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                include=("status", "kind", "speaker"),
                name="statement_outlet_newest",
            ),
        ),
    ]
