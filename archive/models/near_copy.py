"""Articles that print much the same text: syndicated copies, linked and never merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from archive.models.article import Article

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


class BitField(models.CharField):
    """A row of `max_length` bits, as a text of 0 and 1."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Return the type of the column."""
        return f"bit({self.max_length})"


class TextSketch(models.Model):
    """What is kept of an article's current text, so that copies of it are found."""

    article = models.OneToOneField(
        Article, primary_key=True, on_delete=models.CASCADE, related_name="sketch"
    )
    signature = ArrayField(models.IntegerField(), help_text="Least hash of each bin of shingles.")
    bands = ArrayField(models.BigIntegerField(), help_text="Hashes of runs of the signature.")
    outline = BitField(
        max_length=192,
        null=True,
        help_text="The last two bits of each hash of the signature; none of a short text.",
    )

    class Meta:
        indexes = (GinIndex(fields=["bands"], name="sketch_bands", fastupdate=False),)

    def __str__(self) -> str:
        return f"sketch of article {self.article_id}"


class NearCopy(models.Model):
    """Two articles whose current texts are much the same."""

    one = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="copies_after")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="copies_before")
    likeness = models.FloatField(help_text="Estimated share of shingles in common, 0 to 1.")

    class Meta:
        verbose_name_plural = "near copies"
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="near_copy_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="near_copy_has_one_direction"
            ),
        )

    def __str__(self) -> str:
        return f"articles {self.one_id} and {self.other_id}: {self.likeness:.0%}"
