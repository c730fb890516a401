"""Rows held for a transaction: locked by themselves first, read with what is joined after."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

_Row = TypeVar("_Row", bound="Model")


def locked(rows: QuerySet[_Row]) -> QuerySet[_Row]:
    """Lock `rows` in the order of their ids (one query) and return them, not yet read.

    Never lock and join in one query: a row that another transaction changed meanwhile is looked
    at again with the joined rows of before, and is left out, or comes without them (PostgreSQL,
    "Read Committed Isolation Level": rows that would have been updated are re-evaluated). Raises
    TransactionManagementError outside a transaction.
    """
    alone = rows.select_related(None).order_by("pk").select_for_update(of=("self",))
    list(alone.values_list("pk"))
    return rows
