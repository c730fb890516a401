"""The server's log: one file in the cluster, read when a start fails, kept short."""

from __future__ import annotations

import os
from pathlib import Path

LIMIT = 10 * 2**20  # bytes
KEPT = LIMIT // 10  # bytes, the newest, of a log that has passed the limit


def size(log: Path) -> int:
    """Return the size in bytes, 0 where there is no log yet."""
    return log.stat().st_size if log.exists() else 0


def since(log: Path, position: int) -> str:
    """Return what was written after the first `position` bytes."""
    return log.read_bytes()[position:].decode(errors="replace") if log.exists() else ""


def shorten(log: Path) -> None:
    """Keep the newest lines of a log over the limit.

    In place, for a running server goes on writing at the end of the same file.
    """
    if size(log) <= LIMIT:
        return
    handle = os.open(log, os.O_RDWR | os.O_NOFOLLOW)
    with os.fdopen(handle, "r+b") as file:
        file.seek(-KEPT, os.SEEK_END)
        newest = file.read()
        file.seek(0)
        file.write(newest)
        file.truncate()
