"""Whatever changes a statement or an article, its prints are looked for again: triggers note it."""

from django.db import migrations

NOTE = """
CREATE FUNCTION archive_statements_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive_ungrouped (statement) SELECT id FROM come;
    RETURN NULL;
END $$;
CREATE TRIGGER archive_statements_came AFTER INSERT ON archive_statement
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION archive_statements_came();

CREATE FUNCTION archive_statements_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive_ungrouped (statement)
        SELECT id FROM come JOIN gone USING (id)
        WHERE (come.text, come.speaker_id, come.said_on, come.said_precision, come.status)
            IS DISTINCT FROM
            (gone.text, gone.speaker_id, gone.said_on, gone.said_precision, gone.status);
    RETURN NULL;
END $$;
CREATE TRIGGER archive_statements_changed AFTER UPDATE ON archive_statement
    REFERENCING OLD TABLE AS gone NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION archive_statements_changed();

CREATE FUNCTION archive_statements_went() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive_ungrouped (statement) SELECT id FROM gone;
    RETURN NULL;
END $$;
CREATE TRIGGER archive_statements_went AFTER DELETE ON archive_statement
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION archive_statements_went();

CREATE FUNCTION archive_articles_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive_ungrouped (article)
        SELECT id FROM come WHERE current_version_id IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER archive_articles_came AFTER INSERT ON archive_article
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION archive_articles_came();

CREATE FUNCTION archive_articles_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive_ungrouped (article)
        SELECT id FROM come JOIN gone USING (id)
        WHERE come.current_version_id IS DISTINCT FROM gone.current_version_id;
    -- The earliest of several prints goes by the article's moment.
    INSERT INTO archive_ungrouped (statement)
        SELECT statement.id FROM come JOIN gone USING (id)
        JOIN archive_statement AS statement ON statement.article_id = come.id
        WHERE come.published_at IS DISTINCT FROM gone.published_at;
    RETURN NULL;
END $$;
CREATE TRIGGER archive_articles_changed AFTER UPDATE ON archive_article
    REFERENCING OLD TABLE AS gone NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION archive_articles_changed();

-- What is there already.
INSERT INTO archive_ungrouped (statement) SELECT id FROM archive_statement;
INSERT INTO archive_ungrouped (article)
    SELECT id FROM archive_article WHERE current_version_id IS NOT NULL;
"""

DROP = "\n".join(
    f"DROP TRIGGER {name} ON archive_{table}; DROP FUNCTION {name}();"
    for name, table in (
        ("archive_statements_came", "statement"),
        ("archive_statements_changed", "statement"),
        ("archive_statements_went", "statement"),
        ("archive_articles_came", "article"),
        ("archive_articles_changed", "article"),
    )
)


class Migration(migrations.Migration):
    dependencies = [("archive", "0004_quotation_groups")]
    operations = [migrations.RunSQL(NOTE, DROP)]
