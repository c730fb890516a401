"""What the shown statements of a speaker or an outlet come to, asked of an index for each row."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, IntegerField
from django.db.models.expressions import RawSQL

from archive.search import SHOWN

FEW = 1000


def few_statements(owner: str) -> RawSQL:
    """Return the number of shown statements of a row of `owner`, "speaker" or "outlet".

    It is counted up to FEW and one more, which stands for "more than FEW".
    """
    sql = f"""(
        SELECT count(*) FROM (
            SELECT FROM archive_statement said
            WHERE said.{owner}_id = archive_{owner}.id AND said.status = ANY(%s) LIMIT {FEW + 1}
        ) few
    )"""
    return RawSQL(sql, [list(SHOWN)], output_field=IntegerField())


def number_of_statements(owner: str) -> RawSQL:
    """Return the number of shown statements of a row of `owner`, "speaker" or "outlet"."""
    return _of_shown(owner, "count(*)", IntegerField())


def first_said(owner: str) -> RawSQL:
    """Return the first day of the shown statements of a row of `owner`, None if undated."""
    return _of_shown(owner, "min(said_on)", DateField())


def last_said(owner: str) -> RawSQL:
    """Return the last day of the shown statements of a row of `owner`, None if undated."""
    return _of_shown(owner, "max(said_on)", DateField())


def _of_shown(owner: str, what: str, kind: DateField[Any, Any] | IntegerField[Any, Any]) -> RawSQL:
    sql = f"""(
        SELECT {what} FROM archive_statement said
        WHERE said.{owner}_id = archive_{owner}.id AND said.status = ANY(%s)
    )"""
    return RawSQL(sql, [list(SHOWN)], output_field=kind)
