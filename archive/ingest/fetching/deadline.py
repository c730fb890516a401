"""The time one page may take, however its server spreads the bytes over it."""

from __future__ import annotations

import time


class Deadline:
    """A moment after which a page is given up."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return time.monotonic() >= self._end

    def patience(self, at_most: float) -> float:
        """Give the seconds to wait for the next thing. Raises TimeoutError when none are left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, at_most)

    def postpone(self, seconds: float) -> None:
        """Leave out of account what was waited for the sake of politeness."""
        self._end += seconds
