"""A new name looks up by an index the statements that print it, however many others there are.

Joined as one set with all statements, they were read whole with each new speaker: a subquery that
is not merged into the rest (OFFSET 0) is asked name by name. EXECUTE has it planned each time: kept for
a session that began in an empty archive, the plan would read any index of all statements for ever.
"""

from importlib import import_module

from django.db import migrations

before = import_module("archive.migrations.0025_suspicions")

BY_INDEX = """
CREATE OR REPLACE FUNCTION archive_{table}_names_changed() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET jit = off AS $$
BEGIN
    EXECUTE $query$ INSERT INTO archive_ungrouped (statement)
        SELECT printed.id
        FROM (SELECT DISTINCT {name} AS name, {normalised} AS normalised FROM named) named
        CROSS JOIN LATERAL (
            SELECT one.id, one.suspicions FROM archive_statement one
            WHERE "left"(one.mention, 80) = "left"(named.name, 80)
                AND one.mention = named.name AND one.status = 'machine'
            OFFSET 0) printed
        WHERE printed.suspicions & 3 <> 0 OR 1 < (
            SELECT count(*) FROM (
                SELECT id FROM archive_speaker WHERE normalised_name = named.normalised
                UNION ALL
                SELECT id FROM archive_speakeralias alias WHERE alias.normalised = named.normalised
                LIMIT 2) few) $query$;
    RETURN NULL;
END $$;
"""


def replaced() -> str:
    """Return SQL for the functions of both tables."""
    return "\n".join(
        BY_INDEX.format(table=table, name=name, normalised=normalised)
        for table, (name, normalised) in before.TABLES.items()
    )


def as_before() -> str:
    """Return SQL that puts back the functions that 0025 made."""
    return "\n".join(
        before.NAMES.format(name=name, normalised=normalised)
        .replace("archive_names_changed", f"archive_{table}_names_changed")
        .replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
        for table, (name, normalised) in before.TABLES.items()
    )


class Migration(migrations.Migration):
    dependencies = (("archive", "0026_sketch_outlines"),)

    operations = (migrations.RunSQL(replaced(), as_before()),)
