"""manage.py verify: is every statement its span, does every rule of the archive hold?"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from archive.audit import INVARIANTS, violations
from archive.models import Article, Statement

MOST = 20  # rows named for each broken invariant


class Command(BaseCommand):
    """Go through all rows; name each that breaks a rule."""

    help = "Check every invariant over all rows. Exit 1 and a list when one fails."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, list, count."""
        broken = 0
        for invariant in INVARIANTS:
            rows = violations(invariant)
            for row in rows[:MOST]:
                self.stdout.write(f"{row}: {invariant.demand} does not hold")
            if len(rows) > MOST:
                self.stdout.write(f"… and {len(rows) - MOST} more: {invariant.demand}")
            broken += len(rows)
        self.stdout.write(
            f"{Statement.objects.count()} statements in {Article.objects.count()} articles, "
            f"{len(INVARIANTS)} invariants: " + (f"{broken} violations" if broken else "all hold")
        )
        if broken:
            sys.exit(1)
