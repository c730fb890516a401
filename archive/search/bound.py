"""A bound on the time that one search may take of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import Any

from django.db import OperationalError, connections, transaction

LONGEST_SEARCH = 1_000  # milliseconds
LONGEST_FETCH = 5_000  # milliseconds for the rows of a page, found already
LONGEST_LOOK = 200  # milliseconds for what helps beside a search: never a reason to wait
LONGEST_NAMING = 500  # milliseconds for whom the names in a query stand for: it changes the answer
LAST_RESORT = 5_000  # the newest statements, looked through one by one when a search took too long

# Ways to plan. By index: the planner must not read the whole table for a query of many words, of
# which it cannot know that hardly any occurs. As written: it need not try all orders of many joins.
BY_INDEX = {"enable_seqscan": "off"}
AS_WRITTEN = {"join_collapse_limit": "1"}
PLANNED = {"enable_seqscan": "on", "join_collapse_limit": "8", "jit": "off"}


class TookTooLong(OperationalError):
    """The database gave up on a search: a page that has nothing else to show is busy (503)."""


@contextmanager
def bounded(
    using: str, milliseconds: int = LONGEST_SEARCH, plan: Mapping[str, str] = PLANNED
) -> Iterator[None]:
    """Give the statements inside so much time; raises TookTooLong when they need more.

    None begins when the time is over, so that many short ones are bounded as well as a long one.
    """
    end = monotonic() + milliseconds / 1000

    def in_time(execute: Callable[..., Any], *statement: Any) -> Any:
        if monotonic() > end:
            raise TookTooLong
        return execute(*statement)

    settings = {"statement_timeout": f"{milliseconds}ms", **PLANNED, **plan}
    try:
        with transaction.atomic(using=using):
            before = _set(using, settings)
            with connections[using].execute_wrapper(in_time):
                yield
        if connections[using].in_atomic_block:  # somebody else's, who goes on with their settings
            _set(using, before)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != "57014":  # query_canceled
            raise
        raise TookTooLong from error


def _set(using: str, settings: Mapping[str, str]) -> dict[str, str]:
    """Change settings until the transaction ends; return what they were."""
    read = ", ".join(f"current_setting('{name}')" for name in settings)
    write = ", ".join(f"set_config('{name}', %s, true)" for name in settings)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {read}, {write}", list(settings.values()))
        return dict(zip(settings, cursor.fetchone(), strict=False))
