"""For all tests."""

from __future__ import annotations

import os

import psycopg


def pytest_terminal_summary(terminalreporter):
    """Say on which database the tests ran: `.ci/run` runs them on two."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        version = connection.info.parameter_status("server_version")
    terminalreporter.write_line(f"on PostgreSQL {version}")
