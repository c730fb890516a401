"""What people decided about who is who, with exactly what moved, so that it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from archive.models.speaker import Speaker

if TYPE_CHECKING:
    from typing import Self

    from django.contrib.auth.models import User


class Act(models.TextChoices):
    """What was decided."""

    MERGE = "merge", "merged"
    SPLIT = "split", "split"
    DISTINCT = "distinct", "told apart"


class IdentityDecisionQuerySet(models.QuerySet["IdentityDecision"]):
    """Decisions about identity, asked for in the archive's words."""

    def in_force(self) -> Self:
        """Leave out what was undone."""
        return self.filter(undone_at__isnull=True)

    def about(self, speaker: Speaker) -> Self:
        """Keep those that concern the speaker, from either side."""
        return self.filter(models.Q(speaker=speaker) | models.Q(other=speaker))


def ids() -> ArrayField:
    """Return a column for ids of rows."""
    return ArrayField(models.BigIntegerField(), default=list, editable=False)


class IdentityDecision(models.Model):
    """A person's word that two speakers are one, one is two, or two are not one.

    merge: `speaker` went up in `other`. split: the part named here went from `speaker` to `other`.
    """

    act = models.CharField(max_length=8, choices=Act)
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    statements = ids()  # that went over
    signed = ids()  # split: of these, the machine's, which became this person's decision
    standing = ids()  # merge: the machine's that stood with `other` under the merged name before
    aliases = ids()
    added_aliases = ids()
    roles = ids()
    led_here = ids()  # merge: speakers merged into `speaker` earlier, who lead to `other` now
    # Merge: aliases that `other` had already; they stay, and decide nothing meanwhile.
    silenced = ids()
    # Merge: facts that `other` did not have.
    filled = ArrayField(models.CharField(max_length=40), default=list, editable=False)

    objects = IdentityDecisionQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(act__in=Act.values), name="identity_act_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(speaker=models.F("other")), name="identity_of_two"
            ),
            models.CheckConstraint(
                condition=models.Q(undone_by__isnull=True, undone_at__isnull=True)
                | models.Q(undone_by__isnull=False, undone_at__isnull=False),
                name="identity_undo_is_signed",
            ),
        )

    def __str__(self) -> str:
        words = {
            Act.MERGE: "{0} merged into {1}",
            Act.SPLIT: "{1} split from {0}",
            Act.DISTINCT: "{0} and {1} told apart",
        }
        return words[Act(self.act)].format(self.speaker.name, self.other.name)

    @property
    def is_in_force(self) -> bool:
        """Whether nobody has undone it."""
        return self.undone_at is None

    def mark_undone(self, by: User) -> None:
        """Sign that it no longer holds.

        Raises ValueError when that has been signed before.
        """
        if not self.is_in_force:
            raise ValueError(f"“{self}” was undone before")
        self.undone_by, self.undone_at = by, timezone.now()
        self.save(update_fields=["undone_by", "undone_at"])


def tell_apart(speaker: Speaker, other: Speaker, by: User) -> IdentityDecision:
    """Note that the two are not one, so that nothing suggests it again."""
    return IdentityDecision.objects.create(act=Act.DISTINCT, speaker=speaker, other=other, by=by)


def locked(first: Speaker, second: Speaker) -> tuple[Speaker, Speaker]:
    """Return both as they stand now, locked until the transaction ends.

    In the order of their ids, so that two curators cannot wait for each other; not against
    statements that name them, so that an ingest does not wait.
    """
    rows = Speaker.objects.select_for_update(no_key=True).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=(first.pk, second.pk))}
    return found[first.pk], found[second.pk]
