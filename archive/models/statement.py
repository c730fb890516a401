"""The row that people read, cite and curate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.addresses import address_of
from archive.models.article import Article, ArticleVersion, DatePrecision
from archive.models.indexes import INDEXES
from archive.models.outlet import Outlet
from archive.models.speaker import Speaker
from archive.models.status import CURATED, Status
from archive.search import (
    EXACT_VECTOR,
    SHOWN,
    STATEMENT_VECTOR,
    StatementQuerySet,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Kind(models.TextChoices):
    """How the words are reported."""

    DIRECT = "direct", _("direct quotation")
    MIXED = "mixed", _("partly quoted")
    INDIRECT = "indirect", _("reported")


class Section(models.TextChoices):
    """Where in the article the words stand."""

    HEADING = "heading", "heading"
    BODY = "body", "body"
    CAPTION = "caption", "caption"


class Attribution(models.TextChoices):
    """On what the attribution stands."""

    EXPLICIT = "explicit", _("named in the same sentence")
    FLOATING = "floating", _("the speaker of the sentence before")
    FREE_INDIRECT = "free_indirect", _("goes on with what the speaker said")
    SPEECH_ACT = "speech_act", _("an act of speech")
    CURATED = "curated", _("decided by a person")


class Statement(models.Model):
    """A verified span of one article version, with who said it and why we think so.

    Its id is its address for ever: docs/decisions.md says how it is kept over new versions.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="statements")
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="statements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=8, choices=Kind)
    quoted = ArrayField(
        ArrayField(models.PositiveIntegerField(), size=2),
        default=list,
        blank=True,
        help_text="The parts in quotation marks, as offsets into the version.",
    )
    section = models.CharField(max_length=8, choices=Section, default=Section.BODY)

    speaker = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )
    name = models.CharField(
        max_length=200, blank=True, help_text="The fullest name the article gives the speaker."
    )
    mention = models.TextField(blank=True, help_text="The speaker as printed.")
    mention_start = models.PositiveIntegerField(null=True, blank=True)
    cue = models.CharField(max_length=200, blank=True, help_text="The words that report.")
    cue_start = models.PositiveIntegerField(null=True, blank=True)
    attribution = models.CharField(max_length=13, choices=Attribution)
    rule = models.CharField(max_length=80, help_text="The rule that attributed it.")
    resolution = models.TextField(blank=True, help_text="Why this mention is this speaker.")
    confidence = models.FloatField(help_text="0 to 1.")
    extractor = models.CharField(max_length=40, help_text="Extractor version, or who added it.")
    nested_in = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="nested"
    )
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continued_by"
    )

    # What a search filters and sorts by stands on the row itself.
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )
    said_on = models.DateField(null=True, blank=True)
    said_precision = models.CharField(
        max_length=8, choices=DatePrecision, default=DatePrecision.UNKNOWN
    )
    language = models.CharField(max_length=12, default="en")
    status = models.CharField(max_length=9, choices=Status, default=Status.MACHINE)
    search_vector = models.GeneratedField(
        expression=STATEMENT_VECTOR, output_field=SearchVectorField(), db_persist=True
    )
    exact_vector = models.GeneratedField(
        expression=EXACT_VECTOR, output_field=SearchVectorField(), db_persist=True
    )

    # What others say against it, a sum of `Suspicion`: derived, for the order of the queue.
    suspicions = models.SmallIntegerField(default=0, db_default=0, editable=False)
    dropped_in = models.ForeignKey(
        ArticleVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="dropped_statements",
        help_text="The version in which it is no longer found.",
    )
    dropped_by = models.CharField(
        max_length=40,
        blank=True,
        help_text="The extractor that no longer finds it, where that version still has the words.",
    )
    # An edited span would free the place where the machine found it, and be found there again.
    found_start = models.PositiveIntegerField(
        null=True, blank=True, help_text="Where the machine found it, if a person set another span."
    )
    found_end = models.PositiveIntegerField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="The curator's reason.")

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ("article", "start", "-end", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="statement_start_before_end"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="statement_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="statement_status_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(section__in=Section.values), name="statement_section_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(attribution__in=Attribution.values),
                name="statement_attribution_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__gte=0, confidence__lte=1),
                name="statement_confidence_from_0_to_1",
            ),
            models.CheckConstraint(
                condition=models.Q(mention="", mention_start__isnull=True)
                | ~models.Q(mention="") & models.Q(mention_start__isnull=False),
                name="statement_mention_has_a_place",
            ),
            models.CheckConstraint(
                condition=models.Q(cue="", cue_start__isnull=True)
                | ~models.Q(cue="") & models.Q(cue_start__isnull=False),
                name="statement_cue_has_a_place",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.WITHDRAWN) | models.Q(dropped_in__isnull=False),
                name="statement_withdrawn_by_a_version",
            ),
            models.CheckConstraint(
                condition=models.Q(dropped_by="") | models.Q(status=Status.WITHDRAWN),
                name="statement_dropped_by_when_withdrawn",
            ),
            models.CheckConstraint(
                condition=models.Q(found_start__isnull=True, found_end__isnull=True)
                | models.Q(found_start__lt=models.F("found_end")),
                name="statement_found_from_start_to_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=CURATED)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="statement_decision_is_signed",
            ),
            models.CheckConstraint(
                condition=models.Q(said_on__isnull=True, said_precision="unknown")
                | models.Q(said_on__isnull=False) & ~models.Q(said_precision="unknown"),
                name="statement_date_and_precision_agree",
            ),
            models.UniqueConstraint(
                fields=("version", "start", "end"),
                condition=models.Q(status=Status.MACHINE),
                name="statement_once_a_place",
            ),
        )
        indexes = INDEXES
        permissions = (("bulk_statement", "Can decide about many statements at once"),)

    def __str__(self) -> str:
        speaker = self.speaker.name if self.speaker else self.name or self.mention
        return f"{speaker or 'somebody'}: {self.text[:80]}"

    def get_absolute_url(self) -> str:
        """Return the statement's permanent address."""
        return address_of("statement", self.pk)

    @property
    def is_curated(self) -> bool:
        """Whether a person has decided about it: no machine may change it then."""
        return self.status in CURATED

    @property
    def is_shown(self) -> bool:
        """Whether public pages show it."""
        return self.status in SHOWN

    def check_by(self, by: User, reason: str = "") -> None:
        """Confirm the machine's finding, signed.

        Raises ValueError when it is hidden or withdrawn: confirming must not publish it.
        """
        self._demand_shown()
        self._decide(by, status=Status.CHECKED, reason=reason or self.reason)

    def hide(self, by: User, reason: str) -> None:
        """Take it out of the public pages, signed and with a reason."""
        self._decide(by, status=Status.HIDDEN, reason=reason)

    def unhide(self, by: User) -> None:
        """Show it again, as checked by the person who signs; the reason for hiding it goes.

        Raises ValueError when it is not hidden.
        """
        if self.status != Status.HIDDEN:
            raise ValueError(f"statement {self.pk} is not hidden")
        self._decide(by, status=Status.CHECKED, reason="")

    def edit(self, by: User, **changes: Any) -> None:
        """Correct fields by hand (`speaker`, `kind`, `start` with `end` and `text`, …), signed.

        Raises ValueError when it is hidden or withdrawn: a correction must not publish it.
        Raises django.db.Error when text and offsets do not fit the version.
        """
        self._demand_shown()
        if self.found_start is None and {"start", "end"} & set(changes):
            changes |= {"found_start": self.start, "found_end": self.end}
        self._decide(by, status=Status.EDITED, **changes)

    def explain(self, by: User, reason: str) -> None:
        """Give another reason for what a person has decided, signed; the decision stays.

        Raises ValueError when no person has decided anything.
        """
        if not self.is_curated:
            raise ValueError(f"nobody has decided about statement {self.pk}")
        self._decide(by, reason=reason)

    def withdraw(self, version: ArticleVersion, extractor: str = "") -> None:
        """Take it out since it is not found in `version` any more; it keeps its address.

        Name the extractor where the words still stand there, and only it finds them no more.
        """
        self.status, self.dropped_in, self.dropped_by = Status.WITHDRAWN, version, extractor
        self.save(update_fields=["status", "dropped_in", "dropped_by"])

    def _demand_shown(self) -> None:
        if not self.is_shown:
            raise ValueError(f"statement {self.pk} is {self.get_status_display()}")

    def _decide(self, by: User, **changes: Any) -> None:
        changes |= {"decided_by": by, "decided_at": timezone.now()}
        for field, value in changes.items():
            setattr(self, field, value)
        self.save(update_fields=list(changes))
