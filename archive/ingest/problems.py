"""The work list of what was refused, kept in step with what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from archive.models import ImportProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.ingest.report import Outcome
    from archive.models import ImportBatch


def file_of(origin: str) -> str:
    """Return the file that a page stands in: its origin without the record's name."""
    return origin.partition("#")[0]


def are_open() -> bool:
    """Say whether anything is on the list."""
    return ImportProblem.objects.filter(settled_at__isnull=True).exists()


def put_on_list(outcome: Outcome, origin: str, batch: ImportBatch) -> None:
    """Put a refusal on the work list, once however often it is met."""
    problem = {"source": outcome.source, "origin": file_of(origin), "reason": outcome.reason}
    known = ImportProblem.objects.filter(**problem, settled_at__isnull=True)
    if not known.update(batch=batch):
        ImportProblem.objects.create(batch=batch, **problem)


def take_off_list(origins: Iterable[str], batch: ImportBatch) -> None:
    """Take what earlier runs refused of the files of these pages off the work list.

    What this run refuses of them again, a record further down, goes back on.
    """
    files = {file_of(origin) for origin in origins}
    earlier = ImportProblem.objects.filter(origin__in=files, settled_at__isnull=True)
    earlier.exclude(batch=batch).update(settled_at=timezone.now())
