"""manage.py gold: what people checked, as annotated articles for `manage.py evaluate`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from archive.gold import gold

if TYPE_CHECKING:
    from argparse import ArgumentParser

STEP = 100  # articles between two notices


class Command(BaseCommand):
    """Write every article in which each statement was decided about, one a line."""

    help = (
        "Write the articles in which people decided about every statement, in the form of "
        "archive/sample/gold.jsonl. Missed statements count only where somebody added them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where it goes."""
        parser.add_argument("file", metavar="FILE", help="“-” is the standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and say how much; a file is there as a whole or not at all."""
        if options["file"] == "-":
            counts = self._write(sys.stdout)
        else:
            counts = self._to(Path(options["file"]))
        self.stderr.write(f"{counts[0]} checked articles with {counts[1]} statements")

    def _to(self, path: Path) -> tuple[int, int]:
        partial = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            with partial.open("w", encoding="utf-8") as lines:
                counts = self._write(lines)
            partial.replace(path)
        except OSError as error:
            raise CommandError(f"cannot write {path}: {error.strerror}") from error
        finally:
            partial.unlink(missing_ok=True)
        return counts

    def _write(self, lines: TextIO) -> tuple[int, int]:
        articles = statements = 0
        for row in gold():
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
            articles, statements = articles + 1, statements + len(row["quotes"])
            if articles % STEP == 0 and self.stderr.isatty():
                self.stderr.write(f"\r{articles} articles", ending="")
        return articles, statements
