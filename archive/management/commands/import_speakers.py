"""manage.py import_speakers: a CSV table of speakers, aliases and roles comes in."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from archive.authorship import signed
from archive.ingest.grouping import group_prints
from archive.ingest.speaker_table import COLUMNS, import_speakers

if TYPE_CHECKING:
    from argparse import ArgumentParser

SOME_REFUSED, WRONG_USAGE = 1, 2


class Command(BaseCommand):
    """All of a table or nothing of it; again, it changes nothing."""

    help = (
        f"Import a CSV table with the columns {', '.join(COLUMNS)} (name at least). Aliases and "
        'roles are "text" or "text;from;to", several separated by "|". What is there stays; with '
        "one error nothing is stored. Exit 0: stored, 1: errors by line, 2: no such file or person."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and how it is taken."""
        parser.add_argument("file", type=Path, help="the table, UTF-8")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen only")
        parser.add_argument("--by", metavar="USERNAME", help="whose decision the history calls it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, store, tell errors and notes by line, count."""
        author = signed(_user(options["by"]), "import_speakers") if options["by"] else nullcontext()
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as lines, author:
                imported = import_speakers(lines, dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(
                f"{options['file']}: {error.strerror}", returncode=WRONG_USAGE
            ) from error
        for words in imported.errors:
            self.stderr.write(f"{options['file']}, {words}")
        for note in imported.notes:
            self.stderr.write(f"note: {note}")
        self.stdout.write(str(imported) + (" (dry run)" if options["dry_run"] else ""))
        if imported.errors:
            sys.exit(SOME_REFUSED)
        group_prints()


def _user(name: str) -> User:
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist:
        raise CommandError(f"nobody is called {name} here", returncode=WRONG_USAGE) from None
