"""How relevant a statement is to words: PostgreSQL's text rank with a mild preference.

rank = text rank x (1 + preferences), where the text rank counts how often and how close together
the words stand, divided by 1 + the logarithm of the statement's length; and the preferences are
0.10 for the speaker's own words (0.05 for partly quoted), 0.10 for what a person has checked, and
0.10 for today, halved with each HALF_LIFE of age. No preference outweighs a clearly better match.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from django.db.models import FloatField
from django.db.models.expressions import RawSQL

if TYPE_CHECKING:
    from django.db.models import Expression

    from archive.search.question import Question

DIRECT, MIXED, PERSON, RECENT = 0.10, 0.05, 0.10, 0.10
HALF_LIFE = 5 * 365  # days
FADING = -math.log(2) / HALF_LIFE  # a day
BY_LENGTH = 1  # ts_rank's normalization: divide by 1 + log(length)


def relevance(question: Question) -> Expression:
    """Return the rank of a statement's row for the words of the question."""
    stems, exact = question.rank_queries()
    ranked = [("search_vector", stems), ("exact_vector", exact)]
    text = " + ".join(
        f"ts_rank({{table}}.{vector}, %s::tsquery, {BY_LENGTH})"
        for vector, query in ranked
        if query
    )
    asked = [query for _, query in ranked if query]
    # Decimals take as long as the text rank, and ten times as long to a power: hence float8, exp.
    preferred = (
        f"1::float8 + CASE {{table}}.kind WHEN 'direct' THEN {DIRECT}::float8"
        f" WHEN 'mixed' THEN {MIXED}::float8 ELSE 0::float8 END"
        " + CASE WHEN {table}.status IN ('checked', 'edited')"
        f" THEN {PERSON}::float8 ELSE 0::float8 END"
        " + CASE WHEN {table}.said_on IS NULL THEN 0::float8 ELSE"
        f" {RECENT} * exp(greatest(%s::date - {{table}}.said_on, 0) * {FADING}::float8) END"
    )
    sql = f"({text or '0'}) * ({preferred})".replace("{table}", "archive_statement")
    return RawSQL(sql, [*asked, question.today], output_field=FloatField())
