"""What a trigger compares, it compares in one pass, however many rows are changed at once.

PL/pgSQL plans the query of a trigger once a session. Planned for the update of one row, the old and
the new rows were joined by nested loops ever after, and an update of 20,000 rows in the same session
took minutes. Without nested loops the plan is a hash join for one row and for a million. Before PostgreSQL
18 a plan that cannot do without one counts as dear beyond measure, and would be compiled each time,
for a second: so these are never compiled.
"""

from django.db import migrations

AT_ONCE = (
    "archive_statement_is_its_span",
    "archive_statement_stays_its_span",
    "archive_statements_changed",
    "archive_articles_changed",
)
# The statements of an article are found by the index, not by a join, which would read all of them.
ARTICLES = """
CREATE OR REPLACE FUNCTION archive_articles_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive_ungrouped (article)
        SELECT id FROM come JOIN gone USING (id)
        WHERE come.current_version_id IS DISTINCT FROM gone.current_version_id;
    -- The earliest of several prints goes by the article's moment.
    INSERT INTO archive_ungrouped (statement)
        SELECT id FROM archive_statement WHERE article_id = ANY (ARRAY(
            SELECT id FROM come JOIN gone USING (id)
            WHERE come.published_at IS DISTINCT FROM gone.published_at));
    RETURN NULL;
END $$;
"""
FORTH = "".join(
    f"ALTER FUNCTION {name}() SET enable_nestloop = off SET jit = off;" for name in AT_ONCE
)
BACK = "".join(f"ALTER FUNCTION {name}() RESET enable_nestloop RESET jit;" for name in AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("archive", "0023_name_words")]
    operations = [migrations.RunSQL(ARTICLES + FORTH, BACK)]
