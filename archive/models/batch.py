"""What came in, and what did not: a work list, not a log."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from django.contrib.auth.models import User

RUNS = 0x6F6E7265  # the first key of PostgreSQL's advisory locks that runs hold


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    """Runs, asked for in the archive's words."""

    def with_state(self) -> Self:
        """Annotate `is_running`: whether some process holds the run's lock right now."""
        held = """EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2
            AND classid = %s AND objid = (archive_importbatch.id %% 2147483648)::oid AND granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"""
        return self.annotate(is_running=RawSQL(held, [RUNS], models.BooleanField()))

    def with_open_problems(self) -> Self:
        """Annotate `open_problems`: how many wait to be settled."""
        waiting = models.Q(problems__settled_at__isnull=True, problems__isnull=False)
        return self.annotate(open_problems=models.Count("problems", filter=waiting))


class ImportBatch(models.Model):
    """One run of an ingest."""

    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    arguments = models.TextField(blank=True, help_text="What was asked for, as typed.")
    options = models.TextField(
        blank=True, help_text="What else was said that decides how it is read, as JSON."
    )
    is_sample = models.BooleanField(default=False, help_text="The bundled, invented articles.")
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    statements = models.PositiveIntegerField(default=0, help_text="Stored by this run.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The curator who had it tried again; nobody for a command.",
    )

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ("-started_at",)
        verbose_name_plural = "import batches"

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.arguments}"

    @contextmanager
    def running(self) -> Iterator[None]:
        """Hold the run's lock while the block runs; a killed process drops it by dying."""
        keys = [RUNS, self.pk % 2**31]
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", keys)
        try:
            yield
        finally:
            if connection.is_usable():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s, %s)", keys)

    def finish(self) -> None:
        """Note that the run went to its end; an interrupted or killed one has none."""
        self.finished_at = timezone.now()
        self.save(update_fields=["finished_at"])


class ImportProblem(models.Model):
    """Something that was refused, and why; open until somebody settles it."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="problems")
    source = models.TextField()
    origin = models.TextField(blank=True, help_text="The file it stands in.")
    reason = models.TextField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = (models.F("settled_at").asc(nulls_first=True), "-id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="problem_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"

    def settle(self, by: User) -> None:
        """Take the problem off the work list, signed by a person."""
        self.settled_at, self.settled_by = timezone.now(), by
        self.save(update_fields=["settled_at", "settled_by"])
