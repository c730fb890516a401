"""The queue's order knows every reason of doubt: those of other rows are noted on the statement.

Quick on a large archive: the column costs nothing, its two indexes seconds a million statements.
What is there already is looked at by `manage.py regroup`, or with its article's next change.
"""

from django.db import migrations, models

OLD_DOUBT = "archive_doubt(confidence, speaker_id, mention, section)"
OLD_ARGUMENTS = "confidence double precision, speaker bigint, mention text, section text"
OLD_SUM = """1 - confidence
        + CASE WHEN speaker IS NULL THEN 0.5 ELSE 0 END
        + CASE WHEN mention = '' THEN 0.2 ELSE 0 END
        + CASE WHEN section = 'caption' THEN 0.1 ELSE 0 END"""
DOUBT = "archive_doubt(confidence, speaker_id, mention, section, attribution, suspicions)"
ARGUMENTS = f"{OLD_ARGUMENTS}, attribution text, suspicions smallint"
# The bits are those of archive.models.suspicion.Suspicion.
SUM = f"""{OLD_SUM}
        + CASE WHEN attribution IN ('floating', 'free_indirect') THEN 0.1 ELSE 0 END
        + CASE WHEN suspicions & 1 <> 0 THEN 0.1 ELSE 0 END
        + CASE WHEN suspicions & 2 <> 0 THEN 0.3 ELSE 0 END
        + CASE WHEN suspicions & 4 <> 0 THEN 0.3 ELSE 0 END
        + CASE WHEN suspicions & 8 <> 0 THEN 0.05 ELSE 0 END
        + CASE WHEN suspicions & 16 <> 0 THEN 0.4 ELSE 0 END
        + CASE WHEN suspicions & 32 <> 0 THEN 0.2 ELSE 0 END"""


def ordered(doubt: str, arguments: str, total: str) -> str:
    """Return SQL that makes the function and the index of the queue's order."""
    return f"""
CREATE FUNCTION archive_doubt({arguments})
    RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT {total}
$$;
CREATE INDEX statement_doubt ON archive_statement ({doubt} DESC, id) WHERE status = 'machine';
"""


NEW_ORDER = f"""
DROP INDEX statement_doubt;
DROP FUNCTION archive_doubt(double precision, bigint, text, text);
{ordered(DOUBT, ARGUMENTS, SUM)}
CREATE INDEX statement_new_mention ON archive_statement ("left"(mention, 80))
    WHERE status = 'machine' AND suspicions & 1 <> 0;
"""
OLD_ORDER = f"""
DROP INDEX statement_doubt, statement_new_mention;
DROP FUNCTION archive_doubt(double precision, bigint, text, text, text, smallint);
{ordered(OLD_DOUBT, OLD_ARGUMENTS, OLD_SUM)}
"""


def recorded(*derived: str) -> str:
    """Return SQL for a row as the history keeps it: without what is derived."""
    left_out = "".join(f" - '{column}'" for column in derived)
    return f"""
CREATE OR REPLACE FUNCTION archive_recorded(value jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN value ? 'decided_by_id'
        THEN value{left_out} - 'decided_by_id' || jsonb_build_object('decided_by',
            (SELECT username FROM auth_user WHERE id = (value ->> 'decided_by_id')::bigint))
        ELSE value END
$$;
"""


def noted(*columns: str) -> str:
    """Return SQL that notes statements for looking at when one of the columns changes."""
    now, before = (", ".join(f"{row}.{name}" for name in columns) for row in ("come", "gone"))
    return f"""
CREATE OR REPLACE FUNCTION archive_statements_changed() RETURNS trigger LANGUAGE plpgsql
SET enable_nestloop = off SET jit = off AS $$
BEGIN
    INSERT INTO archive_ungrouped (statement)
        SELECT id FROM come JOIN gone USING (id) WHERE ({now}) IS DISTINCT FROM ({before});
    RETURN NULL;
END $$;
"""


VECTORS = ("search_vector", "exact_vector")
GROUPED = ("text", "speaker_id", "said_on", "said_precision", "status")
# Whoever goes by a name is one reason more or less for those that print it: a new mention is known
# now, or a name ambiguous. By the index alone: planned while there are no statements, the query
# would read all of them ever after.
NAMES = """
CREATE FUNCTION archive_names_changed() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET jit = off AS $$
BEGIN
    INSERT INTO archive_ungrouped (statement)
        SELECT one.id FROM (SELECT DISTINCT {name} AS name, {normalised} AS normalised FROM named) named
        JOIN archive_statement one ON "left"(one.mention, 80) = "left"(named.name, 80)
            AND one.mention = named.name AND one.status = 'machine'
        WHERE one.suspicions & 3 <> 0 OR 1 < (
            SELECT count(*) FROM (
                SELECT id FROM archive_speaker WHERE normalised_name = named.normalised
                UNION ALL
                SELECT id FROM archive_speakeralias alias WHERE alias.normalised = named.normalised
                LIMIT 2) few);
    RETURN NULL;
END $$;
"""
TABLES = {"speaker": ("name", "normalised_name"), "speakeralias": ("text", "normalised")}
EVENTS = (("INSERT", "NEW"), ("UPDATE", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))


def names() -> str:
    """Return SQL for the triggers on names and aliases."""
    made = []
    for table, (name, normalised) in TABLES.items():
        function = f"archive_{table}_names_changed"
        made.append(
            NAMES.format(name=name, normalised=normalised).replace(
                "archive_names_changed", function
            )
        )
        made += [
            f"""CREATE TRIGGER {function}_{event.lower()}_{row.lower()} AFTER {event} ON archive_{table}
                REFERENCING {row} TABLE AS named FOR EACH STATEMENT EXECUTE FUNCTION {function}();"""
            for event, row in EVENTS
        ]
    return "\n".join(made)


NO_NAMES = "".join(f"DROP FUNCTION archive_{table}_names_changed() CASCADE;" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("archive", "0024_triggers_at_any_size")]
    operations = [
        migrations.AddField(
            model_name="statement",
            name="suspicions",
            field=models.SmallIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.RunSQL(NEW_ORDER, OLD_ORDER),
        migrations.RunSQL(recorded(*VECTORS, "suspicions"), recorded(*VECTORS)),
        migrations.RunSQL(noted(*GROUPED, "version_id", "mention"), noted(*GROUPED)),
        migrations.RunSQL(names(), NO_NAMES),
    ]
