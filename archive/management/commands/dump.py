"""manage.py dump: the archive's content as canonical JSON lines."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from archive.dump import dump_lines


class Command(BaseCommand):
    """Print what `cmp` can compare."""

    help = "Print canonical rows as JSON lines; two archives with the same content print the same."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every line."""
        for line in dump_lines():
            self.stdout.write(line)
