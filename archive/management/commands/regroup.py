"""manage.py regroup: quotation groups and near copies made again from the statements."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from archive.ingest.grouping import group_prints, regroup
from archive.models import NearCopy, QuotationGroup


class Command(BaseCommand):
    """Every ingest keeps groups up to date; this makes them anew, and their addresses stay."""

    help = (
        "Group the prints of the same words and link near copies anew; addresses stay. "
        "Needed after a new version changed the rule; --waiting does only what has not been done."
    )

    def add_arguments(self, parser: Any) -> None:
        """Declare how much is looked at."""
        parser.add_argument(
            "--waiting", action="store_true", help="only what changed since the last grouping"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Group, say how far it is where somebody watches, count."""
        done = 0

        def notice(some: int) -> None:
            nonlocal done
            done += some
            if self.stderr.isatty():
                self.stderr.write(f"\r{done} looked at", ending="")

        seen = (group_prints if options["waiting"] else regroup)(notice)
        groups = QuotationGroup.objects.filter(articles__gt=1).count()
        self.stdout.write(
            f"looked at {seen} statements and articles: {groups} quotations are printed by "
            f"several articles, {NearCopy.objects.count()} pairs of articles are near copies"
        )
