"""Queries over sets of rows, where the ORM would ask row by row."""

from __future__ import annotations

from typing import Any

from django.db import connection


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run one statement with its values; return all rows that it yields."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []
