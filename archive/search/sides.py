"""Questions side by side: the numbers of each by month and its newest rows, in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connections

from archive.search.bound import bounded
from archive.search.survey import Period

if TYPE_CHECKING:
    from archive.search.queryset import StatementQuerySet
    from archive.search.question import Question


@dataclass(frozen=True, slots=True)
class Side:
    """What matches one of the questions."""

    n: int = 0
    months: Sequence[Period] = ()  # the earliest first
    ids: Sequence[int] = ()  # the newest


def sides(rows: StatementQuerySet, questions: Sequence[Question], newest: int) -> list[Side]:
    """Return the numbers, and so many of the newest, of each question.

    Raises TookTooLong when it takes longer than a search may.
    """
    named: list[str] = []
    parts: list[str] = []
    values: list[Any] = []
    for place, question in enumerate(questions):
        asked = rows.asked(question).order_by().values_list("id", "said_on")
        try:
            sql, parameters = asked.query.sql_with_params()
        except EmptyResultSet:
            continue
        named.append(f"side{place} (id, said_on) AS MATERIALIZED ({sql})")
        parts.append(_part(place, newest))
        values += parameters
    if not parts:
        return [Side() for _ in questions]
    with bounded(rows.db), connections[rows.db].cursor() as cursor:
        cursor.execute(f"WITH {', '.join(named)} {' UNION ALL '.join(parts)}", values)
        found = cursor.fetchall()
    return [_side([row for row in found if row[0] == n]) for n in range(len(questions))]


def _part(place: int, newest: int) -> str:
    return f"""
        SELECT {place}, date_trunc('month', said_on::timestamp)::date, count(*), NULL::bigint
        FROM side{place} GROUP BY 2
        UNION ALL SELECT {place}, said_on, 0, id FROM (
            SELECT * FROM side{place} ORDER BY said_on DESC NULLS LAST, id DESC LIMIT {int(newest)}
        ) newest"""


def _side(rows: Sequence[tuple[Any, ...]]) -> Side:
    numbers = [(day, n) for _, day, n, pk in rows if pk is None]
    newest = [(day is not None, day, pk) for _, day, _n, pk in rows if pk is not None]
    return Side(
        n=sum(n for _, n in numbers),
        months=sorted(Period(day, n) for day, n in numbers if day),
        ids=[pk for *_, pk in sorted(newest, reverse=True)],
    )
