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
from archive.search.window import reads_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

    from archive.search.queryset import StatementQuerySet
    from archive.search.question import Question
    from archive.search.survey import Wish

# A phrase has fewer matches than the planner thinks, who only knows how frequent its words are:
# asked for so many times the rows that are wanted, it takes the index of words rather than reading
# on from the newest. Where it still would read on, so many are never asked for: a phrase that has
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


def first(rows: StatementQuerySet, question: Question, size: int) -> list[Any]:
    """Return the first `size` of what matches among `rows`, which are in order, for display.

    Ids come first, so that nothing is joined to matches that are not wanted.
    """
    ordered = rows.asked(question).values_list("pk", flat=True)
    most = size * RARER if question.has_phrases and _is_sorted(ordered[: size * RARER]) else size
    ids = list(ordered[:most])[:size]
    found = rows.model.objects.filter(pk__in=ids).for_display().in_bulk()
    return [found[pk] for pk in ids if pk in found]  # an article may have been taken out meanwhile


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
