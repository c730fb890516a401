"""manage.py import FILE: an export into an empty archive."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from archive.portable import Damaged, Export, Occupied, counted, load, reading

if TYPE_CHECKING:
    from argparse import ArgumentParser

DAMAGED, WRONG_USAGE, INTERRUPTED = 1, 2, 130


class Command(BaseCommand):
    """Store all of an export or nothing."""

    help = (
        "Fill an empty archive with what `manage.py export` wrote. Exit 0: all stored; "
        "1: the file is damaged, nothing stored; 2: the archive is not empty, or there is no such "
        "file; 130: interrupted, nothing stored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument("file", metavar="FILE", help="plain or gzip; - is standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the file, show how far it is, say how many rows came in."""
        name = options["file"]
        try:
            counts = self._load(name)
        except Occupied as error:
            raise CommandError(str(error), returncode=WRONG_USAGE) from error
        except Damaged as error:
            reason = f"{name} is refused, nothing was stored: {error}"
            raise CommandError(reason, returncode=DAMAGED) from error
        except OSError as error:
            reason = f"{name} cannot be read: {error.strerror or error}"
            raise CommandError(reason, returncode=WRONG_USAGE) from error
        except KeyboardInterrupt:
            reason = "interrupted; nothing was stored"
            raise CommandError(reason, returncode=INTERRUPTED) from None
        self.stdout.write(f"imported {', '.join(counted(counts)) or 'an empty archive'}")

    def _load(self, name: str) -> dict[str, int]:
        with reading(name) as file:
            export = Export(file)
            if not sys.stderr.isatty():
                return load(export, lambda count: None)
            with _progress() as progress:
                total = sum(export.header["rows"].values())
                task = progress.add_task("importing", total=total)
                return load(export, lambda count: progress.advance(task, count))


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
