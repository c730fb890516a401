"""Queries over sets of rows, where the ORM would ask row by row."""

from __future__ import annotations

from typing import Any

from django.db import connection


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run one statement with its values; return all rows that it yields.

    A list of numbers goes as the text of an array, whose type the statement tells: the driver
    writes arrays number by number.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [_array(value) for value in values])
        return cursor.fetchall() if cursor.description else []


def _array(value: Any) -> Any:
    if not isinstance(value, list) or not all(one is None or type(one) is int for one in value):
        return value
    return "{" + ",".join("NULL" if one is None else str(one) for one in value) + "}"
