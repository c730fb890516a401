"""A search as a reader gets it: bounded in time, its rows marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archive.search.bound import AS_WRITTEN, LAST_RESORT, LONGEST_SEARCH, TookTooLong, bounded
from archive.search.highlight import mark, with_marked_forms
from archive.search.survey import Found, survey

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archive.search.queryset import StatementQuerySet
    from archive.search.question import Question
    from archive.search.survey import Wish


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


def cards(rows: StatementQuerySet, question: Question, ids: Sequence[int]) -> list[Any]:
    """Return the statements of these ids in this order, ready for cards, hits marked."""
    if not ids:
        return []
    shown = rows.filter(pk__in=ids).order_by().for_display().with_surroundings()
    found = with_marked_forms(shown, question)
    with bounded(rows.db, LONGEST_SEARCH, AS_WRITTEN):
        statements = sorted(found, key=lambda statement: ids.index(statement.pk))
    mark(statements, question)
    return statements
