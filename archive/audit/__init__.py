"""What must be true of all rows, each demand as one query that finds what breaks it.

The database refuses most of this row by row already; the audit does not trust that it was asked.
"""

from __future__ import annotations

from django.db import connection

from archive.audit.groups import GROUPS
from archive.audit.invariant import Invariant

__all__ = ["INVARIANTS", "Invariant", "violations"]

INVARIANTS = (
    Invariant(
        "the words are text[start:end] of their version",
        """SELECT 'statement ' || s.id FROM archive_statement s
           JOIN archive_articleversion v ON v.id = s.version_id
           WHERE substr(v.text, s.start + 1, s."end" - s.start) IS DISTINCT FROM s.text
           ORDER BY s.id""",
    ),
    Invariant(
        "the mention stands where the row says",
        """SELECT 'statement ' || s.id FROM archive_statement s
           JOIN archive_articleversion v ON v.id = s.version_id
           WHERE s.mention_start IS NOT NULL
             AND substr(v.text, s.mention_start + 1, length(s.mention)) <> s.mention
           ORDER BY s.id""",
    ),
    Invariant(
        "the cue stands where the row says",
        """SELECT 'statement ' || s.id FROM archive_statement s
           JOIN archive_articleversion v ON v.id = s.version_id
           WHERE s.cue_start IS NOT NULL
             AND substr(v.text, s.cue_start + 1, length(s.cue)) <> s.cue
           ORDER BY s.id""",
    ),
    Invariant(
        "the quoted parts lie inside the statement",
        """SELECT 'statement ' || s.id FROM archive_statement s
           WHERE EXISTS (SELECT FROM generate_subscripts(s.quoted, 1) AS i
                         WHERE s.quoted[i][1] < s.start OR s.quoted[i][2] > s."end"
                            OR s.quoted[i][1] >= s.quoted[i][2])
           ORDER BY s.id""",
    ),
    Invariant(
        "its version belongs to its article",
        """SELECT 'statement ' || s.id FROM archive_statement s
           JOIN archive_articleversion v ON v.id = s.version_id
           WHERE v.article_id <> s.article_id ORDER BY s.id""",
    ),
    Invariant(
        "the current version is the article's latest",
        """SELECT 'article ' || a.id FROM archive_article a
           LEFT JOIN archive_articleversion v ON v.id = a.current_version_id
           WHERE v.article_id IS DISTINCT FROM a.id OR v.number <>
             (SELECT max(number) FROM archive_articleversion WHERE article_id = a.id)
           ORDER BY a.id""",
    ),
    Invariant(
        "versions are numbered from 1 without a gap",
        """SELECT 'article ' || article_id FROM archive_articleversion
           GROUP BY article_id HAVING min(number) <> 1 OR max(number) <> count(*)
           ORDER BY article_id""",
    ),
    Invariant(
        "a machine statement stands in the current version",
        """SELECT 'statement ' || s.id FROM archive_statement s
           JOIN archive_article a ON a.id = s.article_id
           WHERE s.status = 'machine' AND s.version_id <> a.current_version_id
           ORDER BY s.id""",
    ),
    Invariant(
        "a withdrawn statement names the later version, or the extractor, that dropped it",
        """SELECT 'statement ' || s.id FROM archive_statement s
           JOIN archive_articleversion v ON v.id = s.version_id
           LEFT JOIN archive_articleversion d ON d.id = s.dropped_in_id
           WHERE s.status = 'withdrawn'
             AND (d.article_id IS DISTINCT FROM s.article_id OR d.number < v.number
                  OR d.number = v.number AND s.dropped_by = '')
           ORDER BY s.id""",
    ),
    Invariant(
        "outlet and language are its article's",
        """SELECT 'statement ' || s.id FROM archive_statement s
           JOIN archive_article a ON a.id = s.article_id
           WHERE s.outlet_id IS DISTINCT FROM a.outlet_id OR s.language <> a.language
           ORDER BY s.id""",
    ),
    Invariant(
        "a machine statement has the day of its article",
        """SELECT 'statement ' || s.id FROM archive_statement s
           JOIN archive_article a ON a.id = s.article_id
           WHERE s.status = 'machine' AND s.said_on IS DISTINCT FROM
             (a.published_at AT TIME ZONE 'UTC')::date
           ORDER BY s.id""",
    ),
    Invariant(
        "its speaker is not merged into another",
        """SELECT 'statement ' || s.id FROM archive_statement s
           JOIN archive_speaker p ON p.id = s.speaker_id
           WHERE p.merged_into_id IS NOT NULL ORDER BY s.id""",
    ),
    Invariant(
        "a merged speaker leads to one that is not merged",
        """SELECT 'speaker ' || p.id FROM archive_speaker p
           JOIN archive_speaker q ON q.id = p.merged_into_id
           WHERE q.merged_into_id IS NOT NULL ORDER BY p.id""",
    ),
    Invariant(
        "what it stands in or goes on with is of the same article",
        """SELECT 'statement ' || s.id FROM archive_statement s
           JOIN archive_statement o ON o.id IN (s.nested_in_id, s.continues_id)
           WHERE o.article_id <> s.article_id OR o.id = s.id ORDER BY s.id""",
    ),
    Invariant(
        "a nested statement lies inside the one it stands in",
        """SELECT 'statement ' || s.id FROM archive_statement s
           JOIN archive_statement o ON o.id = s.nested_in_id
           WHERE s.version_id = o.version_id AND s.status = 'machine' AND o.status = 'machine'
             AND (s.start < o.start OR s."end" > o."end") ORDER BY s.id""",
    ),
    Invariant(
        "a decision is signed",
        """SELECT 'statement ' || id FROM archive_statement
           WHERE status IN ('checked', 'edited', 'hidden')
             AND (decided_by_id IS NULL OR decided_at IS NULL) ORDER BY id""",
    ),
    Invariant(
        "text holds no character that pages use as a mark",
        r"""SELECT 'version ' || id FROM archive_articleversion
            WHERE text ~ '[\ue000\ue001]' ORDER BY id""",
    ),
    Invariant(
        "the triggers that guard spans and versions are on",
        """SELECT 'trigger ' || name FROM unnest(ARRAY[
             'archive_statement_is_its_span', 'archive_statement_stays_its_span',
             'archive_version_text_stays']) AS name
           WHERE NOT EXISTS (SELECT FROM pg_trigger
                             WHERE tgname = name AND tgenabled IN ('O', 'A'))""",
    ),
    Invariant(
        "all constraints are in force",
        """SELECT 'constraint ' || conname FROM pg_constraint
           WHERE NOT convalidated AND conrelid::regclass::text LIKE 'archive_%'
           ORDER BY conname""",
    ),
    *GROUPS,
)


def violations(invariant: Invariant) -> list[str]:
    """Return the names of the rows that break the demand, such as "statement 12"."""
    with connection.cursor() as cursor:
        cursor.execute(invariant.sql)
        return [name for (name,) in cursor.fetchall()]
