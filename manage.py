#!/usr/bin/env python3
"""Onrecord's command line: `python manage.py help` lists the commands."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
NEEDS_NO_DATABASE = {
    "check", "collectstatic", "compilemessages", "diffsettings", "doctor", "evaluate", "help",
    "makemessages", "sendtestemail", "startapp", "version", "--help", "--version",
}  # fmt: skip
# On the embedded database every other command finds its tables, in whatever state it was left.
MAKES_TABLES = {"makemigrations", "migrate", "serve", "test"}
EXIT_WRONG_SETTINGS, EXIT_NO_DATABASE = 2, 3


def _end(*_: object) -> None:
    """End in order when asked to: the embedded database is stopped on the way out."""
    sys.exit(128 + signal.SIGTERM)


def main() -> int:
    """Run one command, with the embedded PostgreSQL behind it where no DATABASE_URL is set."""
    signal.signal(signal.SIGTERM, _end)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        print("Django is not installed here: run `make install`, then .venv/bin/python manage.py …",
              file=sys.stderr)  # fmt: skip
        return 2
    from archive import embedded

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if os.environ.get("DATABASE_URL") or command in NEEDS_NO_DATABASE:
        return _execute(execute_from_command_line)
    try:
        with embedded.running(embedded.locate(ROOT, os.environ)):
            return _execute(execute_from_command_line, prepare=command not in MAKES_TABLES)
    except embedded.Unavailable as error:
        print(f"onrecord: {error}", file=sys.stderr)
        return EXIT_NO_DATABASE


def _execute(run: Callable[[list[str]], None], *, prepare: bool = False) -> int:
    """Run the command; a database that is gone or bare is one line, not a traceback."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import InterfaceError, OperationalError, ProgrammingError

    try:
        if prepare:
            run([sys.argv[0], "migrate", "--verbosity=0", "--no-input"])
        run(sys.argv)
    except (OperationalError, InterfaceError) as error:
        reason = " ".join(str(error.__cause__ or error).split())
        print(f"onrecord: the database cannot be used: {reason}", file=sys.stderr)
    except ProgrammingError as error:
        if type(error.__cause__).__name__ != "UndefinedTable":
            raise
        print("onrecord: the database has no tables yet: run manage.py migrate", file=sys.stderr)
    except ImproperlyConfigured as error:
        print(f"onrecord: {' '.join(str(error).split())}", file=sys.stderr)
        return EXIT_WRONG_SETTINGS
    except BrokenPipeError:  # `manage.py dump | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    else:
        return 0
    return EXIT_NO_DATABASE


if __name__ == "__main__":
    sys.exit(main())
