"""A bound on the time that one search may take of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connections, transaction

LONGEST_SEARCH = 1_200  # milliseconds
LONGEST_LOOK = 200  # milliseconds for what helps beside a search: never a reason to wait
LAST_RESORT = 5_000  # the newest statements, looked through one by one when a search took too long


class TookTooLong(Exception):
    """The database gave up on a search."""


@contextmanager
def bounded(
    using: str, milliseconds: int = LONGEST_SEARCH, *, by_index: bool = False
) -> Iterator[None]:
    """Give each statement inside so much time; raises TookTooLong when one needs more.

    `by_index` keeps the planner from reading the whole table for a query of many words, of which
    it cannot know that hardly any occurs.
    """
    scan = "off" if by_index else "on"
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(
                "SELECT set_config('statement_timeout', %s, true),"
                " set_config('enable_seqscan', %s, true)",
                [str(milliseconds), scan],
            )
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != "57014":  # query_canceled
            raise
        raise TookTooLong from error
