"""Speakers and aliases are found by how the words of their names begin, by an index."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from archive.models.names import WordsOf


class Migration(migrations.Migration):
    dependencies = [("archive", "0022_counted_by_index")]

    operations = [
        migrations.AddIndex(
            model_name="speaker",
            index=GinIndex(WordsOf("normalised_name"), name="speaker_words"),
        ),
        migrations.AddIndex(
            model_name="speakeralias",
            index=GinIndex(WordsOf("normalised"), name="alias_words"),
        ),
    ]
