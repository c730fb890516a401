"""The SQL that counts a table of matches by its columns.

Written by hand where the ORM has no words for it: several counts of one materialized table. Every
part gives rows of (sort, key, label, number, day).
"""

from __future__ import annotations

FACETS = ("speaker", "outlet", "kind", "status", "language", "topic")
BY_DAY, BY_MONTH = 62, 1200  # the longest span, in days, that is shown by days, by months


def named_sql(facet: str, source: str) -> str:
    """Count by speaker or outlet: the most frequent, and those chosen; takes [slugs, limit]."""
    table = f"archive_{facet}"
    return f"""
    SELECT '{facet}', named.slug, named.name, counted.n, NULL::date
    FROM (
        SELECT {facet}_id, count(*) n FROM {source} WHERE {facet}_id IS NOT NULL GROUP BY 1
        ORDER BY {facet}_id = ANY(ARRAY(SELECT id FROM {table} WHERE slug = ANY(%s))) DESC,
                 n DESC, 1
        LIMIT %s
    ) counted
    JOIN {table} named ON named.id = counted.{facet}_id"""


def topic_sql(source: str) -> str:
    """Count by topic, of which a statement may have several; takes [slugs, limit].

    Most archives have none: then no match is looked at. The ids are looked up as one list, in one
    walk along the index: a join asks it anew for each match.
    """
    return f"""
    SELECT 'topic', named.slug, named.name, counted.n, NULL::date
    FROM (
        SELECT topic_id, count(*) n FROM archive_tagging
        WHERE statement_id = ANY(ARRAY(
            SELECT id FROM {source} WHERE EXISTS (SELECT FROM archive_tagging)
        )) GROUP BY 1
        ORDER BY topic_id = ANY(ARRAY(SELECT id FROM archive_topic WHERE slug = ANY(%s))) DESC,
                 n DESC, 1
        LIMIT %s
    ) counted
    JOIN archive_topic named ON named.id = counted.topic_id"""


def counted_sql(facet: str, source: str) -> str:
    """Count by a facet; takes [slugs or values chosen, limit]."""
    if facet == "topic":
        return topic_sql(source)
    return named_sql(facet, source) if facet in ("speaker", "outlet") else facet_sql(facet, source)


def combined_sql(source: str) -> str:
    """Count by all columns of few values at once: few combinations, then counted by each column."""
    return f"SELECT kind, status, language, count(*) n FROM {source} GROUP BY 1, 2, 3"


def facet_sql(facet: str, source: str) -> str:
    """Count by a column of few values; takes [values chosen, limit]."""
    return f"""
    SELECT * FROM (
        SELECT '{facet}', {facet}, '', sum(n)::bigint n, NULL::date
        FROM {source}_combined GROUP BY 2
        ORDER BY {facet} = ANY(%s) DESC, n DESC, 2 LIMIT %s
    ) {facet}"""


def period_sql(source: str, name: str = "period") -> str:
    """Count by day, month or year, as the span of the matches allows."""
    return f"""
    SELECT '{name} ' || unit, '', '', sum(n)::bigint, date_trunc(unit, said_on::timestamp)::date
    FROM (
        SELECT said_on, n,
               CASE WHEN max(said_on) OVER () - min(said_on) OVER () <= {BY_DAY} THEN 'day'
                    WHEN max(said_on) OVER () - min(said_on) OVER () <= {BY_MONTH} THEN 'month'
                    ELSE 'year' END unit
        FROM (
            SELECT said_on, count(*) n FROM {source} WHERE said_on IS NOT NULL GROUP BY 1
        ) days
    ) periods
    GROUP BY unit, 5"""
