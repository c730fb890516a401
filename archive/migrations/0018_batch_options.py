"""What a run was told, so that what it refused can be tried again the same way."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0017_spans_at_once")]
    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="options",
            field=models.TextField(
                blank=True,
                default="",
                help_text="What else was said that decides how it is read, as JSON.",
            ),
            preserve_default=False,
        ),
    ]
