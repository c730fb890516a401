"""Text search configurations: the stemmer of each language, accents ignored where possible."""

from django.db import migrations

MAKE = """
DO $$
DECLARE
    pair text[];
    accents boolean := false;
BEGIN
    -- `unaccent` is wanted, never required: a server may not have it or not let us make it.
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'unaccent') THEN
        BEGIN
            CREATE EXTENSION IF NOT EXISTS unaccent;
            accents := true;
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE NOTICE 'extension unaccent may not be created here: accents will count';
        END;
    END IF;
    FOREACH pair SLICE 1 IN ARRAY ARRAY[
        ['onrecord_en', 'english'], ['onrecord_de', 'german'], ['onrecord_es', 'spanish'],
        ['onrecord_fr', 'french'], ['onrecord_ru', 'russian'], ['onrecord_simple', 'simple']
    ] LOOP
        EXECUTE format('CREATE TEXT SEARCH CONFIGURATION %I (COPY = pg_catalog.%I)', pair[1], pair[2]);
        IF accents THEN
            EXECUTE format(
                'ALTER TEXT SEARCH CONFIGURATION %I ALTER MAPPING FOR hword, hword_part, word WITH unaccent, %I',
                pair[1], CASE pair[2] WHEN 'simple' THEN 'simple' ELSE pair[2] || '_stem' END
            );
        END IF;
    END LOOP;
END $$;
"""

DROP = "\n".join(
    f"DROP TEXT SEARCH CONFIGURATION IF EXISTS onrecord_{language};"
    for language in ("en", "de", "es", "fr", "ru", "simple")
)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(MAKE, DROP)]
