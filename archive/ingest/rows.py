"""Queries over sets of rows, where the ORM would ask row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run one statement with its values; return all rows that it yields.

    A list of numbers goes as the text of an array, whose type the statement tells: the driver
    writes arrays number by number.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [array(one) if _is_numbers(one) else one for one in values])
        return cursor.fetchall() if cursor.description else []


def array(numbers: Iterable[int | None]) -> str:
    """Return the text of PostgreSQL's array of these: "{1,2,NULL}"."""
    return "{" + ",".join("NULL" if one is None else str(one) for one in numbers) + "}"


def _is_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(one is None or type(one) is int for one in value)
