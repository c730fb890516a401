"""Who had a run tried again; open problems first."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0009_exact_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="importproblem",
            options={"ordering": (models.OrderBy(models.F("settled_at"), nulls_first=True), "-id")},
        ),
        migrations.AddField(
            model_name="importbatch",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                help_text="The curator who had it tried again; nobody for a command.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
