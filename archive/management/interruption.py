"""SIGTERM like Ctrl-C: long work ends at once, in order, and says how to go on."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator


class Terminated(KeyboardInterrupt):
    """The process was asked to end; psycopg cancels its query as it does for Ctrl-C."""


def exit_code(interrupt: KeyboardInterrupt) -> int:
    """Return what a shell expects of a process that ended by this signal: 143 or 130."""
    return 128 + (signal.SIGTERM if isinstance(interrupt, Terminated) else signal.SIGINT)


@contextmanager
def interruptible() -> Iterator[None]:
    """Raise Terminated where SIGTERM comes while the block runs."""
    if current_thread() is not main_thread():  # only there can signals be handled
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(*_: object) -> NoReturn:
    raise Terminated
