"""What was printed: articles and their versions."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from archive.models.addresses import address_of
from archive.models.batch import ImportBatch
from archive.models.outlet import Outlet
from archive.search import SHOWN

if TYPE_CHECKING:
    from datetime import date
    from typing import Self


class DatePrecision(models.TextChoices):
    """How exactly a date is known."""

    MINUTE = "minute", _("to the minute")
    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")
    UNKNOWN = "unknown", _("not known")


class DateBasis(models.TextChoices):
    """On what a date stands."""

    STATED = "stated", _("stated by the article")
    INFERRED = "inferred", _("inferred from the text")
    GIVEN = "given", _("given by the operator")
    CURATED = "curated", _("decided by a curator")
    UNKNOWN = "unknown", _("not known")


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles, asked for in the archive's words."""

    def listed(self) -> Self:
        """Leave out what a person withdrew."""
        return self.filter(withdrawn_at__isnull=True)

    def for_display(self) -> Self:
        """Join what an article page shows: outlet and current version."""
        return self.select_related("outlet", "current_version", "batch")

    def with_counts(self) -> Self:
        """Annotate `statement_count`: shown statements of the current version."""
        shown = models.Q(
            statements__status__in=SHOWN, statements__version=models.F("current_version")
        )
        return self.annotate(statement_count=models.Count("statements", filter=shown))

    def newest(self) -> Self:
        """Sort the latest first, undated last; ties by id."""
        return self.order_by(models.F("published_at").desc(nulls_last=True), "-id")

    def by_outlet_and_year(self) -> list[Any]:
        """Count articles: rows of `slug`, `label`, `year` (None when undated) and `n`."""
        rows = (
            self.listed()
            .order_by()
            .values(
                slug=models.F("outlet__slug"),
                label=models.F("outlet__name"),
                year=ExtractYear("published_at"),
            )
        )
        return list(rows.annotate(n=models.Count("id")).order_by("label", "year"))


class Article(models.Model):
    """One article with all its versions; what it is known by stands here, its text there."""

    source = models.TextField(help_text="The file, record or address it came from.")
    origin = models.TextField(db_index=True, help_text="The absolute place of the source.")
    canonical_url = models.TextField(null=True, blank=True, unique=True)
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    title = models.TextField()
    byline = models.TextField(blank=True)
    dateline = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, default="en")
    published_at = models.DateTimeField(null=True, blank=True)
    date_precision = models.CharField(
        max_length=8, choices=DatePrecision, default=DatePrecision.UNKNOWN
    )
    date_basis = models.CharField(max_length=8, choices=DateBasis, default=DateBasis.UNKNOWN)
    date_printed = models.CharField(max_length=200, blank=True)
    date_evidence = models.TextField(blank=True)
    updated_at = models.DateTimeField(null=True, blank=True, help_text="As stated by the outlet.")
    given = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="Fields that an operator gave: no reading changes them, a new gift does.",
    )
    decided = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="Fields that a curator decided: nothing but a person changes them.",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(
        blank=True, default="", db_default="", help_text="Readers see it."
    )
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="articles")
    current_version = models.OneToOneField(
        "ArticleVersion", null=True, on_delete=models.PROTECT, related_name="current_of"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = (models.F("published_at").desc(nulls_last=True), "-id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(title=""), name="article_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(date_precision__in=DatePrecision.values),
                name="article_date_precision_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(date_basis__in=DateBasis.values),
                name="article_date_basis_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True, date_precision="unknown")
                | models.Q(published_at__isnull=False) & ~models.Q(date_precision="unknown"),
                name="article_date_and_precision_agree",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_because=""),
                name="article_withdrawn_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | ~models.Q(date_basis="unknown"),
                name="article_date_has_a_basis",
            ),
        )
        permissions = (("withdraw_article", "Can withdraw an article"),)
        indexes = (
            models.Index(
                models.F("published_at").desc(nulls_last=True),
                models.F("id").desc(),
                name="article_newest",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the article's page."""
        return address_of("article", self.pk)

    @property
    def said_on(self) -> date | None:
        """The day on which what it reports counts as said: the day it was published."""
        return self.published_at.date() if self.published_at else None

    @property
    def said_precision(self) -> str:
        """How exactly that day is known; it has no minutes."""
        return "day" if self.date_precision == DatePrecision.MINUTE else self.date_precision

    def correct(self, facts: dict[str, Any]) -> None:
        """Set facts that a person decided: no later reading or table changes them."""
        dated = {"published_at", "date_precision"} & set(facts)
        if dated:
            facts = facts | {"date_basis": DateBasis.CURATED}
            if facts.get("published_at", self.published_at) is None:
                facts |= {"date_basis": DateBasis.UNKNOWN}
        fields = (set(facts) - {"date_basis", "date_precision"}) | (
            {"published_at"} if dated else set()
        )
        self.decided = sorted({*self.decided, *fields})
        # A day that was taken from the article follows it; one that a person set stays.
        derived = self.statements.filter(said_on=self.said_on).values_list("pk", flat=True)
        ids = list(derived) if dated else []
        self.learn(facts | {"decided": self.decided})
        self.statements.filter(pk__in=ids).update(
            said_on=self.said_on, said_precision=self.said_precision
        )

    def learn(self, facts: dict[str, Any]) -> None:
        """Save facts, and hand on to the statements those by which they are searched."""
        for field, value in facts.items():
            setattr(self, field, value)
        self.save(update_fields=list(facts))
        if {"outlet", "language", "published_at", "date_precision"} & set(facts):
            self.pass_on_to_statements()

    def pass_on_to_statements(self) -> None:
        """Write outlet, language and day onto the statements' rows.

        The day of a statement that a person decided about stays.
        """
        self.statements.update(outlet=self.outlet, language=self.language)
        self.statements.filter(decided_at__isnull=True).update(
            said_on=self.said_on, said_precision=self.said_precision
        )


class ArticleVersion(models.Model):
    """One text of an article. It never changes: statements are offsets into it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    fingerprint = models.CharField(
        max_length=64, db_index=True, help_text="SHA-256 of outlet, title and text as read."
    )
    origin = models.TextField(help_text="Where this text came from.")
    raw_sha256 = models.CharField(max_length=64, help_text="Of the bytes that were read.")
    fetched_at = models.DateTimeField()
    reader = models.CharField(max_length=40, help_text="Reader and cleaner with their versions.")
    heading = models.TextField(
        blank=True, help_text="The title as printed, with which the text begins; empty without one."
    )
    extractor = models.CharField(
        max_length=40,
        blank=True,
        help_text="The extractor that read it last; empty: read it again.",
    )
    changes = models.CharField(
        max_length=200, blank=True, help_text="What it did to the statements of the one before."
    )

    class Meta:
        ordering = ("article", "number")
        constraints = (
            models.UniqueConstraint(fields=("article", "number"), name="version_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_from_one"),
            models.CheckConstraint(condition=~models.Q(text=""), name="version_has_a_text"),
        )

    def __str__(self) -> str:
        return f"version {self.number} of article {self.article_id}"


def fingerprint(outlet: str, title: str, text: str) -> str:
    """Return the SHA-256 (64 hex digits) by which the same print is known again.

    White space and case do not count; outlet does: a syndicated copy is another article.
    """
    parts = (" ".join(part.split()).casefold() for part in (outlet, title, text))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
