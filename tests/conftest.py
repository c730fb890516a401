"""For all tests."""

from __future__ import annotations

import os

import psycopg
import pytest

# Where the bounds on the time of a search are looked up.
BOUNDS = (
    "archive.filters.meaning.LONGEST_LOOK",
    "archive.filters.meaning.LONGEST_NAMING",
    "archive.search.results.LONGEST_FETCH",
    "archive.search.results.LONGEST_SEARCH",
    "archive.search.spelling.LONGEST_LOOK",
    "archive.views.search.LONGEST_LOOK",
    "archive.views.suggest.LONGEST_LOOK",
)


@pytest.fixture(autouse=True)
def time_enough(monkeypatch):
    """A machine that is busy for a second must not change what a test finds: a minute for each.

    Tests of the bounds themselves set short ones.
    """
    for name in BOUNDS:
        monkeypatch.setattr(name, 60_000)


def pytest_terminal_summary(terminalreporter):
    """Say on which database the tests ran: `.ci/run` runs them on two."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        version = connection.info.parameter_status("server_version")
    terminalreporter.write_line(f"on PostgreSQL {version}")
