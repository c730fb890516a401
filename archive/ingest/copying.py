"""Many rows at once by COPY, the fastest way into PostgreSQL; constraints and triggers hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import Field


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
    if rows:
        names = [field.attname for field in _stored(type(rows[0]))]
        _copy(type(rows[0]), ([getattr(row, name) for name in names] for row in rows))


def copy_values(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows of the model given by their fields, id among them; a related row may be given by
    its id, and what is left out gets the field's default. No instances are made of what is stored:
    of many rows they are half of the cost."""
    fields = _stored(model)
    defaults = {field.name: field.get_default() for field in fields}
    related = [place for place, field in enumerate(fields) if field.is_relation]
    _copy(model, (_ids_in([*{**defaults, **row}.values()], related) for row in rows))


def _ids_in(values: list[Any], places: Sequence[int]) -> list[Any]:
    for place in places:
        if isinstance(values[place], Model):
            values[place] = values[place].pk
    return values


def _stored(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _copy(model: type[Model], rows: Iterable[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in _stored(model))
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


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
