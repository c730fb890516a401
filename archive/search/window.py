"""The days in which a frequent word has enough matches, so that the others need not be looked at.

A word that stands in every tenth statement has too many matches to sort, and between its newest
matches stand too many other statements to read past. Within a range of days the index of words and
the index of days together lead to the matches alone. How wide the range must be is estimated from
the planner's statistics; whoever asks must count, and ask again without it if it was too narrow.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.models import Q

from archive.query.tree import Days, Past, leaves

if TYPE_CHECKING:
    from datetime import date

    from archive.search.queryset import StatementQuerySet
    from archive.search.question import Question

Asked = tuple[str, tuple[Any, ...]]  # (SQL of the first matches, its values)
Plan = dict[str, Any]  # the topmost node, as EXPLAIN (FORMAT JSON) has it

FREQUENT = 3  # times the wanted matches: below, all can be sorted
SPARE = 1.25  # times the wanted matches are aimed at, since estimates err
BOUNDS = """
    SELECT histogram_bounds::text::date[] FROM pg_stats
    WHERE schemaname = ANY (current_schemas(false)) AND tablename = 'archive_statement'
      AND attname = 'said_on'"""


def may_need_one(question: Question) -> bool:
    """Whether it asks for words, and not for days, which are a range already."""
    has_days = any(isinstance(leaf, Days | Past) for leaf, _ in leaves(question.tree))
    return question.has_words and not has_days


def window(using: str, planned: Plan, order: str, most: int) -> Q | None:
    """Return the condition on the day that should leave a little more than `most` matches.

    None when all matches may be looked at.
    """
    matches = planned.get("Plans", [planned])[0]["Plan Rows"]
    if matches <= FREQUENT * most:
        return None
    with connections[using].cursor() as cursor:
        cursor.execute(BOUNDS)
        found = cursor.fetchone()
    bounds: list[date] = (found and found[0]) or []
    if len(bounds) < 2:
        return None
    steps = math.ceil(SPARE * most / matches * (len(bounds) - 1))
    if order == "oldest":
        return Q(said_on__lte=bounds[steps])
    return Q(said_on__gte=bounds[-1 - steps])


def stretch(rows: StatementQuerySet, order: str, most: int) -> Q | None:
    """Return the condition on the day of the first `most` rows, which are in `order`.

    None when there are fewer, or undated ones among them. Read from the index of days alone.
    """
    last: date | None = rows.values_list("said_on", flat=True)[most - 1 : most].first()
    if last is None:
        return None
    return Q(said_on__lte=last) if order == "oldest" else Q(said_on__gte=last)


def is_cheaper(one: Plan, other: Plan) -> bool:
    """Whether the planner thinks so: to a word in every third statement one best reads on."""
    return bool(one["Total Cost"] < other["Total Cost"])


def reads_on(using: str, asked: Asked) -> bool:
    """Whether the planner would read all rows in order until enough match, and sort none."""
    planned = plan(using, asked)
    below: str = planned.get("Plans", [planned])[0]["Node Type"]
    return below.startswith("Index")


def plan(using: str, asked: Asked) -> Plan:
    """Return how the planner would ask, and what he expects."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {asked[0]}", asked[1])
        return dict(cursor.fetchone()[0][0]["Plan"])
