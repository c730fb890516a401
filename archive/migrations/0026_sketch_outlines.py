"""Two articles are mostly told apart by a few bits of their sketches.

Quick on a large archive: the column is empty. `manage.py regroup` fills it for what is there; until
then those are compared number by number, as before.
"""

from django.db import migrations

import archive.models.near_copy


class Migration(migrations.Migration):
    dependencies = (("archive", "0025_suspicions"),)

    operations = (
        migrations.AddField(
            model_name="textsketch",
            name="outline",
            field=archive.models.near_copy.BitField(
                help_text="The last two bits of each hash of the signature; none of a short text.",
                max_length=192,
                null=True,
            ),
        ),
    )
