"""The database refuses a statement that is not its span, and a version whose text changes."""

from django.db import migrations

STATEMENT_IS_ITS_SPAN = """
CREATE FUNCTION archive_statement_is_its_span() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    version record;
BEGIN
    SELECT article_id, text INTO version FROM archive_articleversion WHERE id = NEW.version_id;
    IF version.article_id IS DISTINCT FROM NEW.article_id THEN
        RAISE EXCEPTION 'statement %: version % belongs to another article', NEW.id, NEW.version_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF substr(version.text, NEW.start + 1, NEW."end" - NEW.start) IS DISTINCT FROM NEW.text THEN
        RAISE EXCEPTION 'statement %: its text is not text[%:%] of version %',
            NEW.id, NEW.start, NEW."end", NEW.version_id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.mention_start IS NOT NULL
        AND substr(version.text, NEW.mention_start + 1, length(NEW.mention)) <> NEW.mention THEN
        RAISE EXCEPTION 'statement %: its mention is not at % of version %',
            NEW.id, NEW.mention_start, NEW.version_id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.cue_start IS NOT NULL
        AND substr(version.text, NEW.cue_start + 1, length(NEW.cue)) <> NEW.cue THEN
        RAISE EXCEPTION 'statement %: its cue is not at % of version %',
            NEW.id, NEW.cue_start, NEW.version_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER archive_statement_is_its_span
    BEFORE INSERT OR UPDATE OF article_id, version_id, start, "end", text,
        mention, mention_start, cue, cue_start
    ON archive_statement FOR EACH ROW EXECUTE FUNCTION archive_statement_is_its_span();
"""

VERSION_STAYS = """
CREATE FUNCTION archive_version_text_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'version %: the text of a version never changes; store a new version', OLD.id
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER archive_version_text_stays
    BEFORE UPDATE OF text, article_id ON archive_articleversion FOR EACH ROW
    WHEN (OLD.text IS DISTINCT FROM NEW.text OR OLD.article_id IS DISTINCT FROM NEW.article_id)
    EXECUTE FUNCTION archive_version_text_stays();
"""

DROP = """
DROP TRIGGER archive_statement_is_its_span ON archive_statement;
DROP FUNCTION archive_statement_is_its_span();
DROP TRIGGER archive_version_text_stays ON archive_articleversion;
DROP FUNCTION archive_version_text_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_tables")]
    operations = [migrations.RunSQL(STATEMENT_IS_ITS_SPAN + VERSION_STAYS, DROP)]
