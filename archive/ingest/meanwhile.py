"""Grouping while a run goes on: between its batches, or beside them on a connection of its own."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from django.db import connection

from archive.ingest.grouping import group_prints

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

ENOUGH = 1000  # statements that wait


class Meanwhile:
    """Groups what a run has stored, whenever enough of it waits.

    `beside` is for a run whose pages are read in other processes: its writer waits for PostgreSQL
    most of the time, and grouping for another of PostgreSQL's processes. When the run ends or
    breaks off, what is under way ends with its transaction; the notes of what was not grouped stay
    for whoever groups next, so that Ctrl-C never waits for all of it.
    """

    def __init__(self, *, beside: bool) -> None:
        # What an open transaction has stored no other connection sees.
        self._pool = ThreadPoolExecutor(1) if beside and not connection.in_atomic_block else None
        self._waiting = 0
        self._under_way: Future[None] | None = None
        self._is_over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Wait for the transaction under way; raises what it raised, unless the run broke off."""
        self._is_over = True
        if self._pool:
            self._pool.shutdown()
        if self._under_way and kind is None:
            self._under_way.result()

    def stored(self, statements: int) -> None:
        """Hear that so many were stored; group when they are enough.

        Raises django.db.Error as `group_prints` does, from beside at the next call.
        """
        self._waiting += statements
        if self._waiting < ENOUGH or (self._under_way and not self._under_way.done()):
            return
        self._waiting = 0
        if self._pool is None:
            group_prints()
            return
        if self._under_way:
            self._under_way.result()
        self._under_way = self._pool.submit(self._group)

    def _group(self) -> None:
        try:
            group_prints(self._go_on)
        except _Over:
            return
        finally:
            connection.close()  # this thread's

    def _go_on(self, done: int) -> None:
        if self._is_over:
            raise _Over


class _Over(Exception):
    """The run stores nothing more."""
