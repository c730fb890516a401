"""manage.py sample: the bundled, invented articles in or out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from archive.ingest.bundled import load_sample, remove_sample

if TYPE_CHECKING:
    from argparse import ArgumentParser

SOME_REFUSED = 1


class Command(BaseCommand):
    """Load the tour of the archive, or take it out again."""

    help = "Load the bundled sample articles (all invented), or take them out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Demand one of the two."""
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--load", action="store_true", help="ingest the sample articles")
        way.add_argument("--remove", action="store_true", help="take the sample articles out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and print the counts."""
        if options["remove"]:
            gone = remove_sample()
            self.stdout.write(
                "removed " + ", ".join(f"{count} {what}" for what, count in gone.items())
            )
            return
        report = load_sample(lambda outcome: None)
        for refused in report.refused:
            self.stderr.write(f"refused {refused.source}: {refused.reason}")
        self.stdout.write(str(report))
        if report.refused:
            sys.exit(SOME_REFUSED)
