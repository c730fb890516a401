"""manage.py doctor: what is configured, found and missing, and how to mend it."""

from __future__ import annotations

import platform
import shutil
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from archive import embedded

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST_POSTGRESQL = 150_000
LITTLE_DISK = 500 * 2**20  # bytes: an archive of some thousand articles, and room to work
EXTENSIONS = {"unaccent": "accents count in searches", "pg_trgm": "no suggestions of names"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

Finding = tuple[str, str, str]  # "ok", "note" or "wrong"; what; how to mend it


class Command(BaseCommand):
    """Look at everything the archive stands on; change nothing."""

    help = "Say what is configured, found and missing, and how to mend it. Exit 1 if it cannot run."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a finding."""
        wrong = False
        for state, what, mend in _findings():
            self.stdout.write(f"{state:5}  {what}" + (f"\n       → {mend}" if mend else ""))
            wrong = wrong or state == "wrong"
        if wrong:
            sys.exit(1)


def _findings() -> Iterator[Finding]:
    yield from _program()
    yield from _settings()
    if settings.EMBEDDED:
        yield from _embedded(embedded.status(settings.EMBEDDED))
    yield from _database()
    yield from _tools()


def _program() -> Iterator[Finding]:
    version = platform.python_version()
    mend = "" if sys.version_info >= (3, 11) else "install Python 3.11 or newer"
    yield ("wrong" if mend else "ok", f"Python {version} on {platform.platform()}", mend)
    for name in ("Django", "psycopg", "trafilatura"):
        yield "ok", f"{name} {metadata.version(name)}", ""


def _settings() -> Iterator[Finding]:
    source = "the embedded PostgreSQL" if settings.EMBEDDED else "the server in DATABASE_URL"
    yield "ok", f"database: {source}", ""
    yield "ok", f"public address: {settings.SITE_URL}", ""
    if settings.DEBUG:
        yield "note", "DEBUG is on", "never on a public server: unset DEBUG"
    root = Path(settings.STATIC_ROOT)
    if not root.exists():
        yield "note", f"no static files in {root}", "make run collects them; else collectstatic"


def _embedded(status: embedded.Status) -> Iterator[Finding]:
    if status.problem:
        yield "wrong", "embedded PostgreSQL", status.problem
        return
    origin = "from the wheel" if status.from_wheel else f"in {status.programs}"
    yield "ok", f"PostgreSQL {status.version} {origin}, run by {status.account}", ""
    made = "made" if status.cluster_version else "made at the first start"
    yield "ok", f"data in {status.data} ({made})", ""
    yield "ok", f"log in {status.log}", ""
    little = status.free_bytes < LITTLE_DISK
    mend = "make room, or set ONRECORD_DATA to a folder on another disk" if little else ""
    free = f"{status.free_bytes // 2**20:,} MB free for data"
    yield "note" if little else "ok", free, mend
    if not status.running:
        yield "ok", "not running: every command starts it and stops it", ""


def _database() -> Iterator[Finding]:
    if settings.EMBEDDED and not embedded.status(settings.EMBEDDED).running:
        return
    try:
        yield from _server()
    except DatabaseError as error:
        line = " ".join(str(error).split())
        yield "wrong", f"no database: {line}", "start the server, or correct DATABASE_URL"


def _server() -> Iterator[Finding]:
    version, number = _row("SHOW server_version")[0], int(_row("SHOW server_version_num")[0])
    old = number < OLDEST_POSTGRESQL
    state, mend = ("wrong", "use 15 or newer") if old else ("ok", "")
    yield state, f"connected to PostgreSQL {version}", mend
    found = _row(
        "SELECT array_agg(name::text) FROM pg_available_extensions WHERE name = ANY(%s)",
        [list(EXTENSIONS)],
    )[0]
    for name, without in EXTENSIONS.items():
        if name not in (found or ()):
            yield "note", f"extension {name} is not there: {without}", "install postgresql-contrib"
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    mend = "run manage.py migrate (make run does)" if waiting else ""
    yield "note" if waiting else "ok", f"{len(waiting)} migrations waiting", mend


def _row(sql: str, parameters: list[Any] | None = None) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone() or (None,)


def _tools() -> Iterator[Finding]:
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser:
        yield "ok", f"{browser} for the browser tests", ""
    else:
        mend = "only for tests: install Debian's package chromium, or set CHROMIUM to a browser"
        yield "note", "no Chromium", mend
