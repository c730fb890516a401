"""Why a file cannot be imported, in one line."""

from __future__ import annotations


class Damaged(Exception):
    """A file that is no whole export; `str(error)` names the line and what is wrong with it."""

    def __init__(self, line: int | None, reason: str) -> None:
        reason = " ".join(reason.split())
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.line = line


class Occupied(Exception):
    """The archive holds something already; `str(error)` says what, and how to empty it."""
