"""manage.py export FILE: the whole archive as one file of JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from archive.portable import counted, export_lines, row_counts, snapshot, writing
from archive.portable.files import PIPE

if TYPE_CHECKING:
    from argparse import ArgumentParser

CANNOT_WRITE, INTERRUPTED = 1, 130


class Command(BaseCommand):
    """Write what `import` reads; an ingest may go on meanwhile."""

    help = (
        "Write the whole archive to a file of JSON lines, for `manage.py import`. "
        "Exit 0: written; 1: the file cannot be written; 130: interrupted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument(
            "file", metavar="FILE", help="compressed when it ends in .gz; - is standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every line and say how many rows that were."""
        name = options["file"]
        try:
            with snapshot(), writing(name) as file:
                for line in export_lines():
                    file.write(line.encode() + b"\n")
                counts = row_counts()
        except BrokenPipeError:
            raise
        except OSError as error:
            reason = f"{name} cannot be written: {error.strerror or error}"
            raise CommandError(reason, returncode=CANNOT_WRITE) from error
        except KeyboardInterrupt:
            reason = "interrupted; no file was written"
            raise CommandError(reason, returncode=INTERRUPTED) from None
        out = self.stderr if name == PIPE else self.stdout
        out.write(f"exported {', '.join(counted(counts))}", ending="\n")
