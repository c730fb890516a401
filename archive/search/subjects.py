"""What somebody speaks about more than others do: words that are typical of some statements.

The newest SAMPLED statements are compared with a random sample of the others in the archive, so
that the work is the same at any size. A word's weight is Dunning's log-likelihood ratio of the
statements that hold it ("Accurate Methods for the Statistics of Surprise and Coincidence",
Computational Linguistics 19, 1993), as corpus linguists measure "keyness" (Rayson & Garside, 2000).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections

from archive.search.shown import SHOWN

if TYPE_CHECKING:
    from archive.search.queryset import StatementQuerySet

SAMPLED = 1_000  # statements, the newest
BLOCKS = 500  # blocks of the table that the archive is judged by; some 4,000 statements
RAREST = 3  # statements that must hold a word
SHORTEST = 3  # letters
SURE = 6.63  # a log-likelihood ratio that chance gives to one word in a hundred
# The form that is shown stands where the stem does: both vectors count the same places.
SQL = """
    WITH said AS MATERIALIZED ({rows}),
    tongue AS (SELECT language FROM said GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1),
    own AS MATERIALIZED (SELECT said.* FROM said JOIN tongue USING (language)),
    words AS (
        SELECT lexeme, count(*) a FROM own, unnest(own.search_vector)
        GROUP BY 1 HAVING count(*) >= {rarest}
    ),
    world AS MATERIALIZED (
        SELECT sampled.search_vector FROM archive_statement sampled
        TABLESAMPLE SYSTEM (least(100, 100.0 * {blocks}
            / greatest(1, pg_relation_size('archive_statement') / 8192))) REPEATABLE (1)
        JOIN tongue USING (language)
        WHERE sampled.status = ANY(%s) AND NOT EXISTS (SELECT FROM said WHERE said.id = sampled.id)
    ),
    others AS (SELECT lexeme, count(*) b FROM world, unnest(world.search_vector) GROUP BY 1),
    sizes AS (SELECT (SELECT count(*) FROM own)::float n, (SELECT count(*) FROM world)::float m),
    expected AS (
        SELECT lexeme, a, coalesce(b, 0) b, n, m,
               n * (a + coalesce(b, 0)) / (n + m) e, m * (a + coalesce(b, 0)) / (n + m) f
        FROM words LEFT JOIN others USING (lexeme), sizes
        WHERE length(lexeme) >= {shortest} AND lexeme ~ '^[^0-9]*$'
    ),
    typical AS (
        SELECT lexeme, a, 2 * (a * ln(a / e) + CASE WHEN b > 0 THEN b * ln(b / f) ELSE 0 END) weight
        FROM expected WHERE m > 0 AND a / n > b / m
    )
    SELECT shown.form, typical.a FROM (
        SELECT * FROM typical WHERE weight >= {sure} ORDER BY weight DESC, lexeme LIMIT %s
    ) typical CROSS JOIN LATERAL (
        SELECT printed.lexeme form
        FROM own, unnest(own.search_vector) stem, unnest(own.exact_vector) printed
        WHERE stem.lexeme = typical.lexeme AND printed.positions && stem.positions
        GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1
    ) shown
    ORDER BY typical.weight DESC, shown.form"""


class Subject(NamedTuple):
    """A typical word, in the form that is used most, and how many of the sampled hold it."""

    word: str
    n: int


def subjects(rows: StatementQuerySet, most: int) -> list[Subject]:
    """Return what is typical of the newest of the rows, in the language of most of them; one query.

    None where nothing is more frequent than chance explains, as in an archive of one speaker.
    """
    newest = rows.newest().values("id", "language", "search_vector", "exact_vector")[:SAMPLED]
    try:
        inner, parameters = newest.query.sql_with_params()
    except EmptyResultSet:
        return []
    sql = SQL.format(rows=inner, rarest=RAREST, blocks=BLOCKS, shortest=SHORTEST, sure=SURE)
    with connections[rows.db].cursor() as cursor:
        cursor.execute(sql, [*parameters, list(SHOWN), most])
        return [Subject(*row) for row in cursor.fetchall()]
