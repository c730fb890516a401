"""Many rows at once by COPY, the fastest way into PostgreSQL; constraints and triggers hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model


def next_ids(model: type[Model], count: int) -> list[int]:
    """Take `count` ids out of the model's sequence."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def copy_rows(rows: Sequence[Model]) -> None:
    """Insert rows of one model, whose ids are set, as they are: `save` is not called."""
    if not rows:
        return
    meta = rows[0]._meta
    fields = [field for field in meta.local_concrete_fields if not field.generated]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    names = [field.attname for field in fields]
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {quote(meta.db_table)} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([getattr(row, name) for name in names])


def clean_pending_lists() -> None:
    """Merge what was added to the GIN indexes, so that no search has to.

    Only the tables' owner may; to anybody else PostgreSQL's autovacuum does it some time.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT gin_clean_pending_list(index.oid::regclass)
               FROM pg_class index JOIN pg_am method ON method.oid = index.relam
               JOIN pg_index ON indexrelid = index.oid
               WHERE method.amname = 'gin' AND indrelid::regclass::text LIKE 'archive\\_%%'
                 AND pg_has_role(index.relowner, 'USAGE')"""
        )
