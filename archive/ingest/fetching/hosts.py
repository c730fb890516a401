"""One host, one request at a time, with a pause after each."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from archive.ingest.fetching.deadline import Deadline
from archive.ingest.fetching.unfetchable import Unfetchable

STOPPED = "the run was stopped"


class Host:
    """Whose turn it is to ask one host, and from when on it may be asked again."""

    def __init__(self, pause: float, stopped: threading.Event) -> None:
        self._pause = pause  # seconds
        self._stopped = stopped
        self._turn = threading.Lock()
        self._free_at = 0.0

    @contextmanager
    def turn(self, deadline: Deadline) -> Iterator[None]:
        """Wait until the host is free, and keep it; the wait does not count for `deadline`.

        Raises Unfetchable when the run is stopped meanwhile.
        """
        began = time.monotonic()
        with self._turn:
            self._stopped.wait(max(0.0, self._free_at - time.monotonic()))
            if self._stopped.is_set():
                raise Unfetchable(STOPPED)
            deadline.postpone(time.monotonic() - began)
            try:
                yield
            finally:
                self.rest(self._pause)

    def rest(self, seconds: float) -> None:
        """Leave the host alone for so long from now on, or longer if that was agreed before."""
        self._free_at = max(self._free_at, time.monotonic() + seconds)

    def pause_at_least(self, seconds: float) -> None:
        """Pause so long after each request, from the next one on."""
        self._pause = max(self._pause, seconds)


class Hosts:
    """The hosts of one run by name."""

    def __init__(self, pause: float, stopped: threading.Event) -> None:
        self._pause = pause
        self._stopped = stopped
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    def named(self, name: str) -> Host:
        """Give the one Host of this name."""
        with self._lock:
            return self._hosts.setdefault(name, Host(self._pause, self._stopped))
