"""The same words printed by several articles: wordings, their prints, and groups of them.

All of it is derived from the statements and can be made again (`manage.py regroup`), except the
ids of groups, which are addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Collate

from archive.models.addresses import address_of
from archive.models.statement import Statement

if TYPE_CHECKING:
    from archive.search import StatementQuerySet


class QuotationGroup(models.Model):
    """One quotation with all its prints. Its id is its address for ever: where groups merge, the
    lowest id stays and the others lead to it."""

    representative = models.ForeignKey(
        Statement,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The earliest print: by day, then article, then place.",
    )
    first_said = models.DateField(null=True, blank=True, help_text="The day of the earliest print.")
    articles = models.PositiveIntegerField(default=0, help_text="That print it now.")
    prints = models.PositiveIntegerField(default=0, help_text="Shown statements.")
    leads_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="former"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(leads_to=models.F("id")), name="group_leads_elsewhere"
            ),
            models.CheckConstraint(
                condition=models.Q(leads_to__isnull=True) | models.Q(prints=0),
                name="group_that_leads_elsewhere_is_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(articles__lte=models.F("prints")),
                name="group_has_a_print_an_article",
            ),
        )

    def __str__(self) -> str:
        return f"quotation {self.pk}, printed in {self.articles} articles"

    def get_absolute_url(self) -> str:
        """Return the quotation's permanent address."""
        return address_of("quotation", self.pk)

    def statements(self) -> StatementQuerySet:
        """Return the shown prints, the earliest first."""
        rows = Statement.objects.shown().filter(print__wording__group=self)
        return rows.order_by(
            models.F("said_on").asc(nulls_last=True),
            models.F("article__published_at").asc(nulls_last=True),
            Collate("article__origin", "C"),
            "start",
            "pk",
        )


class Wording(models.Model):
    """The same words, case and punctuation aside, of one speaker (or of nobody known).

    A wording without prints stays while it belongs to a group, so that words that come back come
    back to their address.
    """

    key = models.UUIDField(unique=True, help_text="Hash of speaker and words.")
    words_key = models.BigIntegerField(
        null=True, db_index=True, help_text="Hash of the words alone; null where they are few."
    )
    is_attributed = models.BooleanField(help_text="Whether the speaker is known.")
    words = models.TextField(help_text="Normalised, one blank between them.")
    size = models.PositiveSmallIntegerField(help_text="The number of words.")
    sketch = ArrayField(
        models.BigIntegerField(), help_text="Hashes of speaker and pairs of telling words."
    )
    group = models.ForeignKey(
        QuotationGroup, null=True, on_delete=models.SET_NULL, related_name="wordings"
    )
    is_live = models.BooleanField(default=True, help_text="Whether a shown statement prints it.")

    class Meta:
        indexes = (GinIndex(fields=["sketch"], name="wording_sketch", fastupdate=False),)

    def __str__(self) -> str:
        return self.words[:80]


class Print(models.Model):
    """One appearance of a wording: a shown statement."""

    # Without a constraint: a statement may be deleted before its print is, never without notice.
    statement = models.OneToOneField(
        Statement,
        primary_key=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="print",
    )
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="prints")

    def __str__(self) -> str:
        return f"statement {self.statement_id} prints wording {self.wording_id}"


class Resemblance(models.Model):
    """Two wordings of one speaker that the rule takes for prints of one quotation."""

    one = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="+")
    likeness = models.FloatField(help_text="Above 0, at most 1.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="resemblance_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="resemblance_has_one_direction"
            ),
        )

    def __str__(self) -> str:
        return f"{self.one_id} ~ {self.other_id}: {self.likeness:.2f}"


class Ungrouped(models.Model):
    """A statement or article that came, changed or went and has not been grouped since.

    Triggers write it, whoever changes the row; `archive/ingest/grouping.py` works it off.
    """

    statement = models.BigIntegerField(null=True)
    article = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(statement__isnull=True) ^ models.Q(article__isnull=True),
                name="ungrouped_is_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"statement {self.statement}" if self.statement else f"article {self.article}"
