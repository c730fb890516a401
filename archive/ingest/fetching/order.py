"""Several hosts at the same time, and the results in the order that was asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class InOrder(Generic[Task, Result]):
    """Works through tasks in a few threads, never two at a time of one `key`.

    The threads are daemons: an interrupted program does not wait for a server.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        work: Callable[[Task], Result],
        key: Callable[[Task], str],
        size: tuple[int, int],
    ) -> None:
        """Take at most `size[0]` threads, which get at most `size[1]` tasks ahead."""
        self._tasks, self._work, self._key = tasks, work, key
        self._threads, self._ahead = size
        self._waiting = list(range(len(tasks)))
        self._busy: set[str] = set()
        self._done: dict[int, Result | BaseException] = {}
        self._given = 0
        self._changed = threading.Condition()

    def __iter__(self) -> Iterator[Result]:
        """Give each result. Raises what the work raised."""
        for _ in range(min(self._threads, len(self._tasks))):
            threading.Thread(target=self._run, daemon=True).start()
        try:
            while self._given < len(self._tasks):
                yield self._next()
        finally:
            with self._changed:
                self._waiting.clear()
                self._changed.notify_all()

    def _next(self) -> Result:
        with self._changed:
            self._changed.wait_for(lambda: self._given in self._done)
            result = self._done.pop(self._given)
            self._given += 1
            self._changed.notify_all()
        if isinstance(result, BaseException):
            raise result
        return result

    def _run(self) -> None:
        while (index := self._take()) is not None:
            task = self._tasks[index]
            result: Result | BaseException
            try:
                result = self._work(task)
            except BaseException as error:
                result = error
            with self._changed:
                self._done[index] = result
                self._busy.discard(self._key(task))
                self._changed.notify_all()

    def _take(self) -> int | None:
        """Wait for a task whose key is free; None when there will be none."""
        with self._changed:
            while self._waiting:
                for index in self._waiting:
                    if index >= self._given + self._ahead:
                        break
                    key = self._key(self._tasks[index])
                    if key not in self._busy:
                        self._waiting.remove(index)
                        self._busy.add(key)
                        return index
                self._changed.wait()
            return None
