"""A long text is cut into pieces in one pass, by bytes.

Finding a character in UTF-8 is counting from the beginning, so that cutting pieces by their
characters (migration 0017) took the square of the text's length.
"""

from importlib import import_module

from django.db import migrations

before = import_module("archive.migrations.0017_spans_at_once")

CUT = """
-- Pieces of about 4,096 bytes, and the number of the character that each begins with.
CREATE FUNCTION archive_cut(whole text, OUT pieces text[], OUT starts int[])
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    bytes bytea := convert_to(whole, 'UTF8');
    size int := octet_length(bytes);
    here int := 0;
    upto int;
    characters int := 0;
    piece text;
BEGIN
    WHILE here < size LOOP
        upto := least(here + 4096, size);
        WHILE upto < size AND get_byte(bytes, upto) & 192 = 128 LOOP  -- within a character
            upto := upto - 1;
        END LOOP;
        piece := convert_from(substr(bytes, here + 1, upto - here), 'UTF8');
        pieces := pieces || piece;
        starts := starts || characters;
        characters := characters + length(piece);
        here := upto;
    END LOOP;
END $$;
"""


def span(start: str, size: str) -> str:
    """Return SQL for text[start:start + size], found in the piece it begins in and the next."""
    place = f"width_bucket({start}, starts)"
    return f"""CASE
                WHEN pieces IS NULL OR {start} + {size} > coalesce(starts[{place} + 2], 2147483647)
                THEN substr(texts.text, {start} + 1, {size})
                ELSE substr(pieces[{place}] || coalesce(pieces[{place} + 1], ''),
                    {start} - starts[{place}] + 1, {size}) END"""


FUNCTION = f"""
CREATE OR REPLACE FUNCTION {{name}}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    WITH fresh AS MATERIALIZED (
        {{fresh}}
    ), unpacked AS MATERIALIZED (
        SELECT id, article_id, text || '' AS text FROM archive_articleversion
        WHERE id = ANY (ARRAY(SELECT DISTINCT version_id FROM fresh))
    ), texts AS MATERIALIZED (
        SELECT id, article_id, text, pieces, starts
        FROM unpacked LEFT JOIN LATERAL archive_cut(text) ON octet_length(text) > 8192
    ), checked AS (
        SELECT fresh.*, CASE
            WHEN texts.article_id IS DISTINCT FROM fresh.article_id
                THEN format('version %s belongs to another article', fresh.version_id)
            WHEN {span("start", '("end" - start)')} IS DISTINCT FROM fresh.text
                THEN format('its text is not text[%s:%s] of version %s',
                    start, "end", fresh.version_id)
            WHEN {span("mention_start", "length(mention)")} <> mention
                THEN format('its mention is not at %s of version %s',
                    mention_start, fresh.version_id)
            WHEN {span("cue_start", "length(cue)")} <> cue
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

PAIRS = (
    ("archive_statement_is_its_span", before.INSERTED),
    ("archive_statement_stays_its_span", before.UPDATED),
)
FORTH = "".join(FUNCTION.format(name=name, fresh=fresh) for name, fresh in PAIRS)
BACK = "".join(before.FUNCTION.format(name=name, fresh=fresh) for name, fresh in PAIRS)


class Migration(migrations.Migration):
    dependencies = [("archive", "0018_batch_options")]
    operations = [
        migrations.RunSQL(
            CUT
            + FORTH
            + "DROP FUNCTION archive_span(text[], text, int, int), archive_pieces(text);",
            before.CHECK
            + BACK.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
            + "DROP FUNCTION archive_cut(text);",
        )
    ]
