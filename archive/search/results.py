"""A search as a reader gets it: bounded in time, its rows marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet

from archive.search.bound import (
    AS_WRITTEN,
    LAST_RESORT,
    LONGEST_FETCH,
    LONGEST_SEARCH,
    TookTooLong,
    bounded,
)
from archive.search.highlight import mark, with_marked_forms
from archive.search.survey import Found, survey
from archive.search.window import reads_on, stretch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

    from archive.search.queryset import StatementQuerySet
    from archive.search.question import Question
    from archive.search.survey import Wish

# A phrase has fewer matches than the planner thinks where its words seldom stand beside each other,
# and more where they mostly do: he only knows how frequent each word is. So it is looked for in the
# next statements first, as many at a time as are read in some milliseconds, then in all.
STRETCHES = (4_000, 64_000)  # statements
# Asked for so many times the rows that are wanted, the planner takes the index of words rather than
# reading on in order. Where it still would read on, so many are never asked for: a phrase that has
# fewer would be looked for in every statement. Measured on phrases of which one word is frequent.
RARER = 30


def look(
    rows: StatementQuerySet, question: Question, wish: Wish, others: Mapping[str, Question]
) -> Found:
    """Return what matches among `rows`; of a search that takes too long, what of the newest does.

    The newest LAST_RESORT statements are looked through one by one then, whatever is asked, and
    `is_cut_short` says so.
    """
    try:
        with bounded(rows.db, LONGEST_SEARCH):
            return survey(rows, question, wish, others)
    except TookTooLong:
        newest = list(rows.newest().values_list("pk", flat=True)[:LAST_RESORT])
    try:
        with bounded(rows.db, LONGEST_SEARCH // 2):
            found = survey(rows.filter(pk__in=newest), question, wish, {})
    except TookTooLong:
        found = Found()
    return replace(found, is_exact=False, is_cut_short=True)


def first(
    rows: StatementQuerySet, question: Question, size: int, order: str = "newest"
) -> list[Any]:
    """Return the first `size` of what matches among `rows`, which are in `order`, for programs.

    Ids come first, so that nothing is joined to matches that are not wanted.
    """
    if question.has_phrases:
        ids = _ids_of_phrases(rows, question, size, order)
    else:
        ids = list(rows.asked(question).values_list("pk", flat=True)[:size])
    found = rows.model.objects.order_by().for_programs().in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]  # an article may have been taken out meanwhile


def _ids_of_phrases(
    rows: StatementQuerySet, question: Question, size: int, order: str
) -> list[int]:
    for most in STRETCHES:
        days = stretch(rows, order, most)
        if days is None:
            break
        near = rows.filter(days).asked(question).values_list("pk", flat=True)[: size * RARER]
        if len(near) >= size:
            return list(near)[:size]
    ordered = rows.asked(question).values_list("pk", flat=True)
    most = size * RARER if _is_sorted(ordered[: size * RARER]) else size
    return list(ordered[:most])[:size]


def _is_sorted(rows: QuerySet[Any, Any]) -> bool:
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return False
    return not reads_on(rows.db, (sql, tuple(values)))


def cards(rows: StatementQuerySet, question: Question, ids: Sequence[int]) -> list[Any]:
    """Return the statements of these ids in this order, ready for cards, hits marked."""
    if not ids:
        return []
    shown = rows.filter(pk__in=ids).order_by().for_display().with_surroundings()
    found = with_marked_forms(shown, question)
    with bounded(rows.db, LONGEST_FETCH, AS_WRITTEN):
        statements = sorted(found, key=lambda statement: ids.index(statement.pk))
    mark(statements, question)
    return statements
