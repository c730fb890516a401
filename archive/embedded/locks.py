"""Who starts and who uses the server: two flocks, which a killed process lets go of by itself."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.embedded.patience import LOCK_PATIENCE, PAUSE, Notice
from archive.embedded.unavailable import Unavailable


@contextmanager
def starting(path: Path) -> Iterator[None]:
    """Hold the lock of those who start or stop the server; one at a time."""
    lock = _opened(path)
    try:
        _wait_for(lock, path)
        yield
    finally:
        os.close(lock)


class Use:
    """A share in the server, held as long as this process, and its forks, live.

    A fork shares the lock with its parent. So only the process that took it lets go of it, and
    a worker that exits does not stop the server under the others.
    """

    def __init__(self, path: Path) -> None:
        self._owner = os.getpid()
        self._lock = _opened(path)
        fcntl.flock(self._lock, fcntl.LOCK_SH)

    @property
    def mine(self) -> bool:
        """Whether this process took the share, and did not inherit it."""
        return os.getpid() == self._owner

    def end(self) -> bool:
        """Let go, and say whether nobody else uses the server. To be called while `starting`."""
        try:
            fcntl.flock(self._lock, fcntl.LOCK_UN)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            fcntl.flock(self._lock, fcntl.LOCK_UN)  # closing alone would leave it to the forks
        except BlockingIOError:
            return False
        finally:
            os.close(self._lock)
        return True


def _opened(path: Path) -> int:
    """Open a lock file, closed to programs started from here and never a link to another's."""
    flags = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        lock = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return os.open(path, flags)
    folder = path.parent.stat()
    if os.geteuid() == 0 and folder.st_uid != 0:
        os.fchown(lock, folder.st_uid, folder.st_gid)  # its owner comes here too, without root
    return lock


def _wait_for(lock: int, path: Path) -> None:
    notice = Notice("waiting: another process is starting or stopping the database")
    while not _taken(lock):
        if notice.waited > LOCK_PATIENCE:
            raise Unavailable(
                f"another process has held {path} for {LOCK_PATIENCE / 60:.0f} minutes: end it"
            )
        notice.give_when_due()
        time.sleep(PAUSE)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
