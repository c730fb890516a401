"""What was changed at once, told as one and undone as one, however many rows it was."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection, transaction

from archive.models.article import Article
from archive.models.history import Action, Change, columns
from archive.models.releasing import release
from archive.models.statement import Statement
from archive.models.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db import models
    from django.db.models import QuerySet

LONGEST = timedelta(hours=1)  # between the first and the last change of one transaction
# These pages write down what they moved, and undo it better.
IDENTITY = re.compile(r"/admin/archive/(speaker/\d+/(merge|split)|identitydecision/\d+/undo)/")


@dataclass(slots=True)
class Reverted:
    """How many rows are as they were, and which were changed again since."""

    back: int = 0
    left: list[tuple[str, int]] = field(default_factory=list)  # model and row


def together(change: Change) -> QuerySet[Change]:
    """Return all that was changed in the same transaction.

    An imported history may hold the number of a transaction of another server: person and time
    tell the two apart.
    """
    near = (change.at - LONGEST, change.at + LONGEST)
    rows = Change.objects.filter(transaction_id=change.transaction_id, at__range=near)
    return rows.filter(by=change.by_id)


def latest_of_transaction() -> Change | None:
    """Return the latest change of the transaction under way, for a link to all of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT txid_current()")
        (number,) = cursor.fetchone()
    return Change.objects.filter(transaction_id=number).first()


@transaction.atomic
def revert_together(change: Change) -> Reverted:
    """Put back all that was changed at once, as far as nobody changed it again since.

    That is a change like any other. Raises ValueError, in words, for a merge or a split of
    speakers, which are undone where they are written down, and when nothing is left to undo.
    """
    if IDENTITY.search(change.via):
        raise ValueError("A merge or a split is undone under “Merged and split”.")
    reverted = Reverted()
    alike: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for one in together(change).iterator(2000):
        alike[one.model, one.action, one.before, one.after].append(one.row)
    for (model, action, before, after), rows in alike.items():
        kind = Change(model=model, action=action, before=before, after=after)
        done = _revert_alike(kind, rows)
        reverted.back += len(done)
        reverted.left += [(model, row) for row in rows if row not in done]
    if not reverted.back:
        raise ValueError("All of it was undone or changed again since.")
    return reverted


def _revert_alike(kind: Change, rows: list[int]) -> set[int]:
    """Revert the same change of many rows; return those that are as they were."""
    table: type[models.Model] = apps.get_model("archive", kind.model)
    if kind.action == Action.UPDATE:
        return _put_back(table, kind, rows)
    if kind.action == Action.INSERT and kind.model in TAKEN_OUT:
        standing = set(unchanged(table, rows, kind.after))
        table._base_manager.filter(pk__in=standing).delete()
        return standing
    if kind.action == Action.DELETE and kind.model in TAKEN_OUT:
        return {row for row in rows if _bring_back(table, kind)}
    return set()


# What the statements of an article have from it.
PASSED_ON = {"outlet_id", "language", "published_at", "date_precision"}
# Rows that may come and go; all others keep an address.
TAKEN_OUT = ("speakeralias", "role", "tagging")


def _put_back(table: type[models.Model], kind: Change, rows: list[int]) -> set[int]:
    standing = set(unchanged(table, rows, kind.after))
    table._base_manager.filter(pk__in=standing).update(**columns(table, kind.was()))
    if table is Statement:
        release(Statement.objects.filter(pk__in=standing, status=Status.MACHINE))
    if table is Article and PASSED_ON & set(kind.was()):
        for article in Article.objects.filter(pk__in=standing):
            article.pass_on_to_statements()
    return standing


def _bring_back(table: type[models.Model], kind: Change) -> bool:
    values = columns(table, kind.was())
    if table._base_manager.filter(pk=values["id"]).exists():
        return False
    table(**values).save(force_insert=True)
    return True


def unchanged(table: type[models.Model], rows: Iterable[int], became: str) -> list[int]:
    """Return those of the rows that still are what a change made of them, locked."""
    name = connection.ops.quote_name(table._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {name} t WHERE id = ANY(%s)"
            " AND archive_recorded(to_jsonb(t)) @> %s::jsonb ORDER BY id FOR UPDATE",
            [list(rows), became or "{}"],
        )
        return [pk for (pk,) in cursor.fetchall()]
