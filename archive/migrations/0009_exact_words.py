"""Exact forms beside stems, in one index; what the planner and the search for names need."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

# How frequent a word is decides whether its rows are looked up in the index of words or met on the
# way down the days: the planner has to know more than the hundred most frequent words.
STATISTICS = """
ALTER TABLE archive_statement ALTER search_vector SET STATISTICS 1000, ALTER exact_vector SET STATISTICS 1000;
"""
NO_STATISTICS = """
ALTER TABLE archive_statement ALTER search_vector SET STATISTICS -1, ALTER exact_vector SET STATISTICS -1;
"""
# Similar names are found by trigrams where the extension can be had; it is wanted, never required.
TRIGRAMS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
        BEGIN
            CREATE EXTENSION IF NOT EXISTS pg_trgm;
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE NOTICE 'extension pg_trgm may not be created here: similar names are found less well';
        END;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0008_reextraction"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="statement",
            name="statement_words",
        ),
        migrations.AddField(
            model_name="statement",
            name="exact_vector",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.SearchVector(
                    "text", config="onrecord_simple"
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("search_vector"),
                models.F("exact_vector"),
                django.contrib.postgres.search.SearchVector("cue", config="onrecord_simple"),
                name="statement_words",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(models.F("said_on"), models.F("id"), name="statement_oldest"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                models.F("outlet"),
                models.OrderBy(models.F("said_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="statement_outlet_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                models.F("language"),
                models.OrderBy(models.F("said_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="statement_language_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                models.OrderBy(models.F("said_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("status__in", ("checked", "edited"))),
                name="statement_checked_newest",
            ),
        ),
        migrations.RunSQL(STATISTICS, NO_STATISTICS),
        migrations.RunSQL(TRIGRAMS, migrations.RunSQL.noop),
    ]
