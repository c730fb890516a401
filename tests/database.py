"""A real PostgreSQL for the tests: the one in DATABASE_URL, else an embedded one of their own."""

from __future__ import annotations

import atexit
import os
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from archive import embedded

ROOT = Path(__file__).resolve().parent.parent


def start() -> None:
    """Set the environment that archive.settings reads; start the database where none is given.

    Called by tests/settings.py. Workers of pytest-xdist inherit DATABASE_URL from the process
    that spawned them, so that all use one server, which ends with that process.
    """
    # Browser tests use the ORM while Playwright's event loop runs in the same thread.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    os.environ.setdefault("SECRET_KEY", "for tests only")
    if os.environ.get("DATABASE_URL"):
        return
    location = _inside(embedded.locate(ROOT, os.environ))
    running = ExitStack()
    running.enter_context(embedded.running(location))
    atexit.register(running.close)
    os.environ["DATABASE_URL"] = embedded.database_url(location)


def _inside(location: embedded.Location) -> embedded.Location:
    """A cluster of the tests' own, so that no test can ever touch an archive."""
    tests = {**os.environ, "ONRECORD_DATA": str(location.data / "test")}
    return replace(embedded.locate(ROOT, tests), given=location.given)
