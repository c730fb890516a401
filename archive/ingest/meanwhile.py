"""Grouping and linking while a run goes on: between its batches, or beside them, each on a
connection of its own."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from django.db import connection

from archive.ingest.grouping import group_prints, group_statements, link_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

ENOUGH = 2000  # statements that wait: as many as one transaction groups


class Meanwhile:
    """Groups and links what a run has stored, whenever enough of it waits.

    `beside` is for a run whose pages are read in other processes: its writer waits for PostgreSQL
    most of the time, and so do grouping and linking for others of PostgreSQL's processes. When the
    run breaks off, what is under way ends with its transaction; the notes of what was not done
    stay for whoever groups next, so that Ctrl-C never waits for all of it.
    """

    def __init__(self, *, beside: bool) -> None:
        # What an open transaction has stored no other connection sees.
        is_beside = beside and not connection.in_atomic_block
        self._grouping = _Line(group_statements) if is_beside else None
        self._linking = _Line(link_articles) if is_beside else None
        self._lines = [line for line in (self._grouping, self._linking) if line]
        self._waiting = 0  # statements, where nothing runs beside

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait for the transactions under way; raises what one raised, unless the run broke off."""
        for line in self._lines:
            line.end()
        if kind is None:
            for line in self._lines:
                line.wait()

    def stored(self, statements: int) -> None:
        """Hear that so many were stored; group when they are enough.

        Raises django.db.Error as `group_prints` does, from beside at a later call.
        """
        for line in self._lines:
            line.stored(statements)
        if self._lines:
            return
        self._waiting += statements
        if self._waiting >= ENOUGH:
            self._waiting = 0
            group_prints()

    def pause_grouping(self) -> None:
        """Wait for the transaction under way, so that the run may change what it has stored."""
        if self._grouping:
            self._grouping.end()
            self._grouping.wait()

    def finish(self, notice: Callable[[int], None]) -> None:
        """Group and link all that waits; raises django.db.Error as `group_prints` does.

        `notice` hears, from two threads, how many were done in each transaction.
        """
        if self._linking:
            self._linking.begin(notice)
            group_statements(notice)
            self._linking.wait()
        group_prints(notice)


class _Line:
    """Grouping or linking, in a thread and on a connection of its own."""

    def __init__(self, work: Callable[[Callable[[int], None]], int]) -> None:
        self._work = work
        self._pool = ThreadPoolExecutor(1)
        self._notice: Callable[[int], None] = lambda done: None
        self._waiting = 0  # statements stored since it began
        self._under_way: Future[None] | None = None
        self._is_over = False

    def stored(self, statements: int) -> None:
        self._waiting += statements
        if self._waiting >= ENOUGH:
            self.begin()

    def begin(self, notice: Callable[[int], None] | None = None) -> None:
        """Begin, unless it is under way; raises what it raised the last time."""
        self._notice = notice or self._notice
        if self._under_way and not self._under_way.done():
            return
        self.wait()  # it has ended
        self._waiting = 0
        self._under_way = self._pool.submit(self._run)

    def wait(self) -> None:
        """Wait until it ends; raises what it raised."""
        if self._under_way:
            self._under_way.result()

    def end(self) -> None:
        """Let the transaction under way be the last one, and wait for it."""
        self._is_over = True
        self._pool.shutdown()

    def _run(self) -> None:
        try:
            self._work(self._go_on)
        except _Over:
            return
        finally:
            connection.close()  # this thread's

    def _go_on(self, done: int) -> None:
        self._notice(done)
        if self._is_over:
            raise _Over


class _Over(Exception):
    """The run stores nothing more."""
