"""What must be true of quotation groups and near copies.

What waits in archive_ungrouped is left out: it came, changed or went since the last grouping.
"""

from __future__ import annotations

from archive.audit.invariant import Invariant

GROUPS = (
    Invariant(
        "a print is a shown statement",
        """SELECT 'print of statement ' || p.statement_id FROM archive_print p
           LEFT JOIN archive_statement s ON s.id = p.statement_id
           WHERE (s.id IS NULL OR s.status IN ('hidden', 'withdrawn', 'retracted'))
             AND NOT EXISTS (SELECT FROM archive_ungrouped u WHERE u.statement = p.statement_id)
           ORDER BY p.statement_id""",
    ),
    Invariant(
        "the words of two speakers are never one quotation",
        """SELECT 'quotation ' || w.group_id FROM archive_wording w
           JOIN archive_print p ON p.wording_id = w.id
           JOIN archive_statement s ON s.id = p.statement_id
           WHERE w.group_id IS NOT NULL
             AND NOT EXISTS (SELECT FROM archive_ungrouped u WHERE u.statement = s.id)
           GROUP BY w.group_id HAVING count(DISTINCT s.speaker_id) > 1 ORDER BY w.group_id""",
    ),
    Invariant(
        "a quotation counts its articles and names its earliest print",
        """SELECT 'quotation ' || g.id FROM archive_quotationgroup g
           LEFT JOIN archive_wording w ON w.group_id = g.id
           LEFT JOIN archive_print p ON p.wording_id = w.id
           LEFT JOIN archive_statement s ON s.id = p.statement_id
           GROUP BY g.id
           HAVING (g.articles, g.prints) <> (count(DISTINCT s.article_id), count(s.id))
                  AND NOT bool_or(EXISTS (SELECT FROM archive_ungrouped u
                                          WHERE u.statement = p.statement_id))
               OR (g.representative_id IS NULL) <> (count(s.id) = 0)
               OR count(s.id) > 0 AND NOT bool_or(s.id = g.representative_id)
               OR g.first_said IS DISTINCT FROM min(s.said_on)
                  AND NOT bool_or(EXISTS (SELECT FROM archive_ungrouped u
                                          WHERE u.statement = p.statement_id))
           ORDER BY g.id""",
    ),
    Invariant(
        "a former address leads to a quotation that leads nowhere else",
        """SELECT 'quotation ' || g.id FROM archive_quotationgroup g
           JOIN archive_quotationgroup next ON next.id = g.leads_to_id
           WHERE next.leads_to_id IS NOT NULL
              OR EXISTS (SELECT FROM archive_wording w WHERE w.group_id = g.id) ORDER BY g.id""",
    ),
    Invariant(
        "a wording is alive while something prints it",
        """SELECT 'wording ' || w.id FROM archive_wording w
           WHERE w.is_live <> EXISTS (SELECT FROM archive_print p WHERE p.wording_id = w.id)
           ORDER BY w.id""",
    ),
    Invariant(
        "an article with near copies has a sketch of its text",
        """SELECT 'article ' || c.id FROM archive_nearcopy n
           CROSS JOIN LATERAL (VALUES (n.one_id), (n.other_id)) AS c (id)
           WHERE NOT EXISTS (SELECT FROM archive_textsketch t WHERE t.article_id = c.id)
           ORDER BY c.id""",
    ),
    Invariant(
        "the triggers that note what is to be grouped are on",
        """SELECT 'trigger ' || name FROM unnest(ARRAY[
             'archive_statements_came', 'archive_statements_changed', 'archive_statements_went',
             'archive_articles_came', 'archive_articles_changed']) AS name
           WHERE NOT EXISTS (SELECT FROM pg_trigger
                             WHERE tgname = name AND tgenabled IN ('O', 'A'))""",
    ),
)
