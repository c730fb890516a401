"""The spans of all rows that one command stores are checked together.

A trigger for each row unpacked the whole text for it: a long text with many statements took time
in the product of both. Here each text is unpacked once a command, and cut into pieces, since
finding a character in UTF-8 is counting from the beginning.
"""

from importlib import import_module

from django.db import migrations

CHECK = """
-- text[start:start + size]; pieces are those of archive_pieces, or NULL.
CREATE FUNCTION archive_span(pieces text[], whole text, start int, size int) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN pieces IS NULL OR size > 10000 THEN substr(whole, start + 1, size)
        ELSE substr(pieces[start / 10000 + 1], start % 10000 + 1, size) END
$$;

-- Piece n begins at character n * 10000 and goes on until the end of the next one.
CREATE FUNCTION archive_pieces(whole text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(substr(whole, number * 10000 + 1, 20000) ORDER BY number)
    FROM generate_series(0, length(whole) / 10000) AS number
$$;
"""

FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    WITH fresh AS MATERIALIZED (
        {fresh}
    ), wanted AS (
        SELECT version_id, count(*) AS statements FROM fresh GROUP BY version_id
    ), unpacked AS MATERIALIZED (
        SELECT version.id, version.article_id, wanted.statements, version.text || '' AS text
        FROM wanted JOIN archive_articleversion version ON version.id = wanted.version_id
    ), texts AS MATERIALIZED (
        SELECT id, article_id, text,
            CASE WHEN statements > 3 AND octet_length(text) > 20000
                THEN archive_pieces(text) END AS pieces
        FROM unpacked
    ), checked AS (
        SELECT fresh.*, CASE
            WHEN texts.article_id IS DISTINCT FROM fresh.article_id
                THEN format('version %s belongs to another article', fresh.version_id)
            WHEN archive_span(pieces, texts.text, start, "end" - start) IS DISTINCT FROM fresh.text
                THEN format('its text is not text[%s:%s] of version %s',
                    start, "end", fresh.version_id)
            WHEN archive_span(pieces, texts.text, mention_start, length(mention)) <> mention
                THEN format('its mention is not at %s of version %s',
                    mention_start, fresh.version_id)
            WHEN archive_span(pieces, texts.text, cue_start, length(cue)) <> cue
                THEN format('its cue is not at %s of version %s', cue_start, fresh.version_id)
            END AS fault
        FROM fresh LEFT JOIN texts ON texts.id = fresh.version_id
    )
    SELECT id, fault INTO wrong FROM checked WHERE fault IS NOT NULL ORDER BY id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'statement %: %', wrong.id, wrong.fault USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
"""

COLUMNS = 'article_id, version_id, start, "end", text, mention, mention_start, cue, cue_start'
OLD, NEW = (
    ", ".join(f"{row}.{column.strip()}" for column in COLUMNS.split(",")) for row in ("was", "now")
)
INSERTED = f"SELECT id, {COLUMNS} FROM stored"
UPDATED = f"""SELECT now.id, {NEW} FROM stored now LEFT JOIN before was ON was.id = now.id
        WHERE was.id IS NULL OR ({NEW}) IS DISTINCT FROM ({OLD})"""

TRIGGERS = """
CREATE TRIGGER archive_statement_is_its_span AFTER INSERT ON archive_statement
    REFERENCING NEW TABLE AS stored
    FOR EACH STATEMENT EXECUTE FUNCTION archive_statement_is_its_span();
CREATE TRIGGER archive_statement_stays_its_span AFTER UPDATE ON archive_statement
    REFERENCING OLD TABLE AS before NEW TABLE AS stored
    FOR EACH STATEMENT EXECUTE FUNCTION archive_statement_stays_its_span();
"""

DROP = """
DROP TRIGGER archive_statement_is_its_span ON archive_statement;
DROP FUNCTION archive_statement_is_its_span();
"""

EVERY_ROW = import_module("archive.migrations.0003_verified_spans").STATEMENT_IS_ITS_SPAN

BACK = f"""
DROP TRIGGER archive_statement_stays_its_span ON archive_statement;
DROP FUNCTION archive_statement_stays_its_span();
{DROP}
DROP FUNCTION archive_span(text[], text, int, int);
DROP FUNCTION archive_pieces(text);
{EVERY_ROW}
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0016_topics_and_withdrawals")]
    operations = [
        migrations.RunSQL(
            DROP
            + CHECK
            + FUNCTION.format(name="archive_statement_is_its_span", fresh=INSERTED)
            + FUNCTION.format(name="archive_statement_stays_its_span", fresh=UPDATED)
            + TRIGGERS,
            BACK,
        )
    ]
