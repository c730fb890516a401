"""How long to wait for the database, and when to say so."""

from __future__ import annotations

import sys
import time

SOON = 3.0  # seconds of waiting without a word
PAUSE = 0.05  # seconds between two looks
RECOVERY_PATIENCE = 600.0  # seconds for a server to read its log again after a crash
LOCK_PATIENCE = 900.0  # seconds for another process to start it, recovery included

SLOW_START = "recovering: PostgreSQL was not stopped cleanly, or is slow to start; wait for it"


class Notice:
    """One line on the standard error, given once, when waiting is no longer short."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._began = time.monotonic()
        self._given = False

    @property
    def waited(self) -> float:
        """Seconds since the waiting began."""
        return time.monotonic() - self._began

    def give_when_due(self) -> None:
        """Say the line if the waiting has become long and it was not said."""
        if self.waited >= SOON and not self._given:
            self._given = True
            print(self._line, file=sys.stderr, flush=True)
