"""Which machine statement to check next: by doubt, and never the same one for two people."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Count, Exists, F, FloatField, Func, OuterRef
from django.utils import timezone

from archive.models.reader_report import ReaderReport
from archive.models.statement import Attribution, Section, Statement
from archive.models.status import Status
from archive.search import SHOWN

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

HELD = 10  # minutes
ATTEMPTS = 5  # at a statement that somebody else takes in the same moment
MOST_COUNTED = 10_000
MOST_REPORTS = 5  # readers' reports that a screen shows
FAR = (Attribution.FLOATING, Attribution.FREE_INDIRECT)

# 0 is certain. The migration 0025 defines it (1 - confidence, and more for every reason to doubt,
# docs/curation.md) and holds an index over it.
DOUBT = Func(
    F("confidence"), F("speaker"), F("mention"), F("section"), F("attribution"), F("suspicions"),
    function="archive_doubt", output_field=FloatField(),
)  # fmt: skip


class ReviewClaim(models.Model):
    """A statement that somebody is looking at: nobody else gets it until then."""

    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="claim")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.statement_id} until {self.until:%H:%M}"


def waiting(rows: QuerySet[Statement]) -> QuerySet[Statement]:
    """Keep what no person has decided about."""
    return rows.filter(status=Status.MACHINE)


def reported(rows: QuerySet[Statement]) -> QuerySet[Statement]:
    """Keep what readers reported and nobody has looked at since, decided about before or not."""
    open_ones = ReaderReport.objects.waiting().values("statement")
    return rows.filter(status__in=SHOWN, pk__in=open_ones)


def claim_next(by: User, rows: QuerySet[Statement]) -> Statement | None:
    """Return the most doubtful of `rows` that nobody else holds, held for `by` from now on.

    What this person holds already comes first, then what readers reported. None when nothing waits.
    """
    live = ReviewClaim.objects.filter(until__gt=timezone.now())
    own = rows.filter(pk__in=live.filter(by=by).values("statement"))
    if held := waiting(own).first() or reported(own).first():
        return held
    others = live.exclude(by=by).filter(statement=OuterRef("pk"))
    unheld = rows.filter(~Exists(others))
    return _take(reported(unheld).order_by("pk"), by) or _take(
        waiting(unheld).order_by(DOUBT.desc(), "pk"), by
    )


def _take(free: QuerySet[Statement], by: User) -> Statement | None:
    """Return the first that nobody else takes in the same moment, held."""
    for _ in range(ATTEMPTS):
        with transaction.atomic():
            taken = free.select_for_update(skip_locked=True, of=("self",)).first()
            if taken is None or claim(taken, by):
                return taken
    return None


def claim(statement: Statement, by: User) -> bool:
    """Hold a statement for `by`; False when somebody else holds it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO archive_reviewclaim AS held (statement_id, by_id, until)"
            " VALUES (%s, %s, now() + make_interval(mins => %s))"
            " ON CONFLICT (statement_id)"
            " DO UPDATE SET by_id = EXCLUDED.by_id, until = EXCLUDED.until"
            " WHERE held.until < now() OR held.by_id = EXCLUDED.by_id RETURNING id",
            [statement.pk, by.pk, HELD],
        )
        return cursor.fetchone() is not None


def let_go(statement: Statement, by: User) -> None:
    """Give a statement up for others."""
    ReviewClaim.objects.filter(statement=statement, by=by).delete()


def state_of(statement: Statement) -> str:
    """Return what tells whether a statement is still as somebody saw it.

    Where its words stand is not part of it: a new version of the article that has the same words
    elsewhere changes nothing that a person decides about.
    """
    seen = (
        statement.status, statement.decided_at, statement.text, statement.speaker_id,
        statement.kind,
    )  # fmt: skip
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def span_of(statement: Statement, words: str) -> dict[str, Any]:
    """Return the fields of the statement with its span at `words`, nearest to where it is.

    Raises ValueError when the version does not have these words.
    """
    text, at = statement.version.text, statement.start
    places = (text.rfind(words, 0, at + len(words)), text.find(words, at))
    found = [place for place in places if place >= 0]
    if not words or not found:
        raise ValueError("The article does not have these very words.")
    start = min(found, key=lambda place: abs(place - at))
    end = start + len(words)
    inside = ([max(a, start), min(b, end)] for a, b in statement.quoted)
    quoted = [span for span in inside if span[0] < span[1]]
    return {"start": start, "end": end, "text": words, "quoted": quoted}


def reasons(statement: Statement) -> list[str]:
    """Return in words what makes the statement doubtful."""
    told = ReaderReport.objects.waiting().filter(statement=statement).order_by("pk")
    found = [
        f"reported by a reader: {report.get_problem_display()}"
        + (f": “{report.words}”" if report.words else "")
        for report in told[:MOST_REPORTS]
    ]
    found.append(f"confidence {statement.confidence:.0%}")
    if statement.speaker_id is None:
        found.append("nobody known as the speaker")
    elif not statement.mention:
        found.append("the speaker is not printed beside the words")
    if statement.attribution in FAR:
        found.append(statement.get_attribution_display())
    if statement.section == Section.CAPTION:
        found.append("in a caption")
    return found


def checked_since(moment: Any) -> list[tuple[str, int]]:
    """Return who decided about how many statements since then, the busiest first."""
    rows = Statement.objects.filter(decided_at__gte=moment).order_by()
    by = rows.values_list("decided_by__username").annotate(n=Count("pk"))
    return list(by.order_by("-n", "decided_by__username"))


def left(rows: QuerySet[Statement]) -> int:
    """Count what waits, up to one more than MOST_COUNTED."""
    count = waiting(rows).order_by()[: MOST_COUNTED + 1].count()
    return count + reported(rows).exclude(status=Status.MACHINE).order_by().count()
