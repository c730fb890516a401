"""Rows → lines of an export, as they stand at one moment."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction

from archive.portable.tables import FORMAT, TABLES, USER, Table, is_person
from archive.portable.values import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 2000  # rows a server-side cursor hands over at once


@contextmanager
def snapshot() -> Iterator[None]:
    """See the archive as it is now until the block ends, whatever an ingest does meanwhile."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def row_counts() -> dict[str, int]:
    """Return how many rows each table has, by the type of its lines."""
    return {table.noun: table.model._base_manager.count() for table in TABLES}


def export_lines() -> Iterator[str]:
    """Yield the lines of an export: header, rows table by table in the order of ids, seal.

    Call it inside `snapshot`. The same rows give the same bytes: no line holds a clock.
    """
    digest, count = hashlib.sha256(), 0
    for record in _records():
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        digest.update(line.encode() + b"\n")
        count += 1
        yield line
    seal = {"type": "seal", "lines": count, "sha256": digest.hexdigest()}
    yield json.dumps(seal, separators=(",", ":"))


def _records() -> Iterator[dict[str, Any]]:
    yield {
        "onrecord": "archive",
        "format": FORMAT,
        "rows": row_counts(),
        "last_ids": {table.noun: _last_id(table) for table in TABLES},
    }
    for name in _people():
        yield {"type": USER, "username": name}
    for table in TABLES:
        yield from _rows(table)


def _last_id(table: Table) -> int:
    """Return the last id that was given, even where its row is gone: it is never given again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence(%s, 'id')), 0)",
            [table.name],
        )
        [(last,)] = cursor.fetchall()
    return int(last)


def _people() -> list[str]:
    """Return the names of the users whom rows name, sorted by code point."""
    ids: set[int] = set()
    for table in TABLES:
        for column in filter(is_person, table.fields()):
            ids.update(table.model._base_manager.values_list(column.attname, flat=True).distinct())
    users = get_user_model()._base_manager.filter(pk__in=ids - {None})
    return sorted(users.values_list("username", flat=True))


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    fields = table.fields()
    keys = ["type", *(column.name for column in fields)]
    asked = [
        f"{column.name}__username" if is_person(column) else column.attname for column in fields
    ]
    rows = table.model._base_manager.order_by("pk").values_list(*asked)
    for row in rows.iterator(CHUNK):
        yield dict(zip(keys, [table.noun, *map(to_json, row)], strict=True))
