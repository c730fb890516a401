"""What came in, and what did not: a work list, not a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ImportBatch(models.Model):
    """One run of an ingest."""

    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    arguments = models.TextField(blank=True, help_text="What was asked for, as typed.")
    is_sample = models.BooleanField(default=False, help_text="The bundled, invented articles.")
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    statements = models.PositiveIntegerField(default=0, help_text="Stored by this run.")

    class Meta:
        ordering = ("-started_at",)
        verbose_name_plural = "import batches"

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.arguments}"

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
        ordering = ("settled_at", "-id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="problem_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"

    def settle(self, by: User) -> None:
        """Take the problem off the work list, signed by a person."""
        self.settled_at, self.settled_by = timezone.now(), by
        self.save(update_fields=["settled_at", "settled_by"])
