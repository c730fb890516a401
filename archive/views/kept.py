"""Numbers over the whole archive: what takes long to count is kept for a while."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from django.core.cache import cache

if TYPE_CHECKING:
    from collections.abc import Callable

Counted = TypeVar("Counted")
WORTH = 0.2  # seconds: what takes less is counted each time, so that a small archive is never late
TIMES = 50  # times as long as it took: at most a fiftieth of a core is spent on one number
LONGEST = 600  # seconds
MISSING = object()


def kept(name: str, count: Callable[[], Counted]) -> Counted:
    """Return what `count` gives, or gave under this name when that took long, a while ago.

    Never the same number twice in a table and beside it: whatever a page shows together is to be
    counted together. What it gives must not depend on the reader's language.
    """
    known = cache.get(name, MISSING)
    if known is not MISSING:
        found: Counted = known
        return found
    begun = monotonic()
    found = count()
    took = monotonic() - begun
    if took > WORTH:
        cache.set(name, found, min(took * TIMES, LONGEST))
    return found
