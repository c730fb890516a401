"""Lines of an export → rows of an empty archive: all of them or none, and every rule asked."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction

from archive.audit import INVARIANTS, violations
from archive.ingest.grouping import regroup
from archive.models import Article, ImportBatch
from archive.portable.copying import copy_rows
from archive.portable.damage import Damaged, Occupied
from archive.portable.tables import TABLES, USER

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.portable.lines import Export, Line

LONGEST_USERNAME = 150  # characters


def load(export: Export, notice: Callable[[int], None]) -> dict[str, int]:
    """Fill the empty archive with an export, in one transaction.

    `notice` hears, now and then, how many rows came since it last heard. Ids, and with them every
    address, stay as they were. People whom rows name and who have no account here get one that
    nobody can log in with. Returns the number of rows by type.
    Raises Occupied when there is something in the archive, and Damaged when a line, the whole
    file, or an invariant of the archive does not hold; then nothing is stored.
    """
    with transaction.atomic():
        _demand_emptiness()
        counts = _copy_all(export, notice)
        _continue_ids(export.header["last_ids"])
        _check_references()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # grouping and the invariants ask large joins
        regroup()
        _check_invariants()
    return counts


def _demand_emptiness() -> None:
    """Refuse an archive with rows; nobody else may write any until the transaction ends."""
    names = ", ".join(connection.ops.quote_name(table.name) for table in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # until all rows are there
    held = [table for table in TABLES if table.model._base_manager.exists()]
    if not held:
        return
    count = Article.objects.count()
    what = f"{count} article{'' if count == 1 else 's'}" if count else f"a row “{held[0].noun}”"
    advice = "an export goes only into an empty one (set ONRECORD_DATA or DATABASE_URL)"
    if ImportBatch.objects.filter(is_sample=True).exists():
        advice = "take the bundled sample out first (manage.py sample --remove)"
    raise Occupied(f"the archive is not empty, it holds {what}: {advice}")


def _copy_all(export: Export, notice: Callable[[int], None]) -> dict[str, int]:
    """Copy table by table; the lines have to stand in the order of the tables."""
    counts = {table.noun: 0 for table in TABLES}
    people: dict[str, int] = {}
    waiting = list(TABLES)
    for noun, lines in groupby(export.rows(), key=lambda line: line.type):
        if noun == USER and len(waiting) == len(TABLES):
            people |= {name: _account(name) for name in map(_username, lines)}
        elif noun in {table.noun for table in waiting}:
            while (table := waiting.pop(0)).noun != noun:
                pass
            counts[noun] = copy_rows(table, lines, people, notice)
        else:
            raise _out_of_place(next(lines))
    return counts


def _out_of_place(line: Line) -> Damaged:
    return Damaged(line.number, f"a row “{line.type[:40]}” at a place where none can stand")


def _username(line: Line) -> str:
    name = line.values.get("username")
    is_name = isinstance(name, str) and name.isprintable() and 0 < len(name) <= LONGEST_USERNAME
    if not is_name or len(line.values) > 1:
        raise Damaged(line.number, "a user without a “username”, or with more than that")
    return str(name)


def _account(name: str) -> int:
    """Return the id of the user of this name; a new one is inactive and has no password."""
    users = get_user_model()._default_manager
    user = users.filter(username=name).first()
    if user is None:
        user = users.create_user(name, password=None, is_active=False)
    return int(user.pk)


def _continue_ids(last_ids: dict[str, int]) -> None:
    """Give no id again that was ever given there, even where its row is gone."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                f"""SELECT setval(pg_get_serial_sequence(%s, 'id'), last) FROM (
                        SELECT greatest(max(id), %s) AS last FROM {table.name}) AS ids
                    WHERE last > 0""",
                [table.name, last_ids.get(table.noun, 0)],
            )


def _check_references() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        detail = getattr(getattr(error.__cause__, "diag", None), "message_detail", None)
        raise Damaged(None, f"a row names another that is not there: {detail or error}") from error


def _check_invariants() -> None:
    for invariant in INVARIANTS:
        if rows := violations(invariant):
            raise Damaged(None, f"{rows[0]}: {invariant.demand} does not hold")
