"""Which extractor read a version, which one dropped a statement, where the machine found it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What is there already. An empty `extractor` only means that the version is read once more.
FILL = """
UPDATE archive_articleversion v SET heading = a.title FROM archive_article a
    WHERE a.id = v.article_id AND left(v.text, length(a.title) + 1) = a.title || chr(10);
UPDATE archive_articleversion v SET heading = split_part(v.text, chr(10), 1)
    FROM archive_article a
    WHERE a.id = v.article_id AND v.heading = '' AND 'title' = ANY (a.given || a.decided);
UPDATE archive_articleversion v SET extractor = s.extractor
    FROM (SELECT version_id, max(extractor) AS extractor FROM archive_statement
          WHERE status = 'machine' GROUP BY version_id HAVING count(DISTINCT extractor) = 1) s
    WHERE s.version_id = v.id;
UPDATE archive_statement s SET dropped_by = s.extractor FROM archive_articleversion v
    WHERE v.id = s.dropped_in_id AND s.status = 'withdrawn' AND position(s.text IN v.text) > 0;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0007_identity"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="articleversion",
            name="extractor",
            field=models.CharField(
                blank=True,
                help_text="The extractor that read it last; empty: read it again.",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="articleversion",
            name="heading",
            field=models.TextField(
                blank=True,
                help_text="The title as printed, with which the text begins; empty without one.",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="dropped_by",
            field=models.CharField(
                blank=True,
                help_text="The extractor that no longer finds it, where that version still has the words.",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="found_end",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="statement",
            name="found_start",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Where the machine found it, if a person set another span.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="dropped_in",
            field=models.ForeignKey(
                blank=True,
                help_text="The version in which it is no longer found.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dropped_statements",
                to="archive.articleversion",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="status",
            field=models.CharField(
                choices=[
                    ("machine", "found by machine"),
                    ("checked", "checked by a person"),
                    ("edited", "corrected by a person"),
                    ("hidden", "hidden by a person"),
                    ("withdrawn", "no longer found in the article"),
                ],
                default="machine",
                max_length=9,
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("dropped_by", ""), ("status", "withdrawn"), _connector="OR"),
                name="statement_dropped_by_when_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("found_end__isnull", True), ("found_start__isnull", True)),
                    ("found_start__lt", models.F("found_end")),
                    _connector="OR",
                ),
                name="statement_found_from_start_to_end",
            ),
        ),
    ]
