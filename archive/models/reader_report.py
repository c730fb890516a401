"""What readers tell without an account: an error in a statement, or that two speakers are one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.speaker import Speaker
from archive.models.statement import Statement

if TYPE_CHECKING:
    from typing import Self

    from django.contrib.auth.models import User

MOST_WORDS = 2000  # characters
UNDONE_WITHIN = timedelta(days=1)


class Problem(models.TextChoices):
    """What a reader says is wrong."""

    SPEAKER = "speaker", _("somebody else said it")
    WORDS = "words", _("these are not the words")
    NOTHING = "nothing", _("it is no statement at all")
    DATE = "date", _("the day is wrong")
    OTHER = "other", _("something else")
    MERGE = "merge", _("the two speakers are one")


class State(models.TextChoices):
    """What became of it."""

    OPEN = "open", "open"
    ACCEPTED = "accepted", "accepted"
    DECLINED = "declined", "declined"


class ReaderReportQuerySet(models.QuerySet["ReaderReport"]):
    """Readers' reports, asked for in the archive's words."""

    def waiting(self) -> Self:
        """Keep those that nobody has settled."""
        return self.filter(state=State.OPEN)


class ReaderReport(models.Model):
    """A row of the work list: it changes nothing itself, a person decides."""

    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    speaker = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    other = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    problem = models.CharField(max_length=8, choices=Problem)
    words = models.TextField(blank=True, max_length=MOST_WORDS, help_text="The reader's own.")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answer = models.CharField(max_length=500, blank=True, help_text="Why it was settled so.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ReaderReportQuerySet.as_manager()

    class Meta:
        ordering = ("-state", "-id")  # open, declined, accepted
        constraints = (
            models.CheckConstraint(
                condition=models.Q(problem__in=Problem.values), name="report_problem_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="report_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(problem=Problem.MERGE),
                    models.Q(statement__isnull=True, speaker__isnull=False, other__isnull=False),
                    ~models.Q(speaker=models.F("other")),
                )
                | models.Q(
                    ~models.Q(problem=Problem.MERGE),
                    models.Q(statement__isnull=False, speaker__isnull=True, other__isnull=True),
                ),
                name="report_of_a_statement_or_of_two_speakers",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.OPEN, decided_by__isnull=True)
                | ~models.Q(state=State.OPEN) & models.Q(decided_by__isnull=False),
                name="report_settled_is_signed",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True, decided_at__isnull=True)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="report_settled_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.lookups.LessThanOrEqual(Length("words"), MOST_WORDS),
                name="report_words_are_bounded",
            ),
        )
        indexes = (
            models.Index(
                fields=("statement",),
                condition=models.Q(state=State.OPEN),
                name="report_open_of_statement",
            ),
        )

    def __str__(self) -> str:
        about = self.statement or f"{self.speaker} and {self.other}"
        return f"{self.get_problem_display()}: {about}"

    def get_absolute_url(self) -> str:
        """Return the public page that it is about."""
        about = self.statement or self.speaker
        return about.get_absolute_url() if about else reverse("home")

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it."""
        return self.state == State.OPEN

    def settle(self, by: User, state: str, answer: str = "") -> None:
        """Accept or decline it, signed and with a reason; or open it again.

        Raises ValueError when it would be declined without a reason.
        """
        if state == State.DECLINED and not answer:
            raise ValueError("Say why it is declined.")
        is_open = state == State.OPEN
        self.state, self.answer = state, answer
        self.decided_by = None if is_open else by
        self.decided_at = None if is_open else timezone.now()
        self.save(update_fields=["state", "answer", "decided_by", "decided_at"])


def settle_about(statement: Statement, by: User, state: str, answer: str) -> None:
    """Settle what waits about a statement that somebody has just decided about."""
    for report in ReaderReport.objects.waiting().filter(statement=statement):
        report.settle(by, state, answer)


def settle_merged(speaker: Speaker, other: Speaker, by: User) -> None:
    """Accept what readers said about two speakers that have just become one."""
    both = (speaker, other)
    rows = ReaderReport.objects.waiting().filter(speaker__in=both, other__in=both)
    for report in rows:
        report.settle(by, State.ACCEPTED, "merged")


def open_again(statement: Statement, by: User) -> None:
    """Open what this person settled about the statement by a decision that is undone now."""
    since = timezone.now() - UNDONE_WITHIN
    rows = ReaderReport.objects.filter(statement=statement, decided_by=by, decided_at__gte=since)
    for report in rows:
        report.settle(by, State.OPEN)
