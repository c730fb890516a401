"""Random samples of what the machine found, judged by people: how right it is, without a bias."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.utils import timezone

from archive.models.article import ArticleVersion
from archive.models.statement import Statement
from archive.models.status import Status

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LEAST_DRAWN, MOST_DRAWN = 10, 2000
LEAST_OF_A_STRATUM = 2  # statements


class Stratum(models.TextChoices):
    """By what the archive is divided before drawing, the same number from each part."""

    NONE = "", "plain: each statement as likely as any other"
    CONFIDENCE = "confidence", "by tenth of confidence"
    KIND = "kind", "by kind"
    OUTLET = "outlet", "by outlet"


PARTS = {
    Stratum.NONE: "''",
    Stratum.CONFIDENCE: "least(9, floor(s.confidence * 10))::int::text",
    Stratum.KIND: "s.kind",
    Stratum.OUTLET: "coalesce(s.outlet_id::text, '')",
}


class Draw(models.Model):
    """A sample drawn from all shown statements that no person had decided about at that moment.

    The same seed draws the same from the same archive. Invented articles are drawn from only where
    there are no others.
    """

    size = models.PositiveIntegerField(help_text=f"{LEAST_DRAWN} to {MOST_DRAWN} statements.")
    divided = models.CharField(
        max_length=10, choices=Stratum, default=Stratum.NONE, blank=True, verbose_name="how"
    )
    seed = models.PositiveIntegerField(help_text="Any number; the same one draws the same.")
    parts = ArrayField(models.CharField(max_length=40, blank=True), default=list, editable=False)
    sizes = ArrayField(models.PositiveIntegerField(), default=list, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-id",)
        verbose_name = "random sample"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(size__gte=LEAST_DRAWN, size__lte=MOST_DRAWN),
                name="draw_has_a_size",
            ),
            models.CheckConstraint(
                condition=models.Q(divided__in=Stratum.values),
                name="draw_is_divided_as_known",
            ),
        )

    def __str__(self) -> str:
        return f"sample {self.pk}: {self.size} of {self.population} statements, {self.at:%Y-%m-%d}"

    @property
    def population(self) -> int:
        """How many statements there were to draw from."""
        return sum(self.sizes)

    @property
    def strata(self) -> dict[str, int]:
        """How many statements each part had."""
        return dict(zip(self.parts, self.sizes, strict=True))


class DrawnStatement(models.Model):
    """What the machine had found when it was drawn: later corrections change no judgement."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="drawn")
    place = models.PositiveIntegerField(help_text="In the order of drawing, from 1.")
    stratum = models.CharField(max_length=40, blank=True)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(ArticleVersion, on_delete=models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    speaker = models.CharField(max_length=200, blank=True, help_text="The name; empty for nobody.")

    class Meta:
        ordering = ("draw", "place")
        constraints = (
            models.UniqueConstraint(fields=("draw", "place"), name="drawn_once_a_place"),
            models.UniqueConstraint(fields=("draw", "statement"), name="drawn_once"),
        )

    def __str__(self) -> str:
        return f"{self.place} of sample {self.draw_id}"


class Verdict(models.TextChoices):
    """What a person says of it, the first that fits."""

    RIGHT = "right", "right: words, speaker and kind"
    NOTHING = "nothing", "no statement"
    WORDS = "words", "wrong words: too many, too few"
    SPEAKER = "speaker", "wrong speaker, or one that is printed and not found"
    KIND = "kind", "wrong kind"
    UNCLEAR = "unclear", "cannot tell"


class Judgement(models.Model):
    """One person's word about one drawn statement; it measures, and decides nothing."""

    drawn = models.ForeignKey(DrawnStatement, on_delete=models.CASCADE, related_name="judgements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("drawn", "by"), name="judged_once_by_each"),
            models.CheckConstraint(
                condition=models.Q(verdict__in=Verdict.values), name="judgement_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.drawn_id}: {self.verdict}"


@transaction.atomic
def draw(size: int, divided: str, seed: int, by: User) -> Draw:
    """Draw a sample. Raises ValueError, in words, where there is too little to draw from."""
    is_sample = not _undecided().filter(article__batch__is_sample=False).exists()
    strata = _count(divided, is_sample)
    each = size // len(strata) if strata else 0
    if each < LEAST_OF_A_STRATUM:
        raise ValueError(
            f"There are {len(strata)} parts with statements that nobody has decided about: draw"
            f" {LEAST_OF_A_STRATUM} from each at least."
            if strata
            else "There is no statement that nobody has decided about."
        )
    counted = {"parts": list(strata), "sizes": list(strata.values())}
    made = Draw.objects.create(size=size, divided=divided, seed=seed, by=by, **counted)
    chosen = _choose(made, each, is_sample)
    rows = Statement.objects.select_related("speaker").in_bulk([pk for pk, _ in chosen])
    DrawnStatement.objects.bulk_create(
        _drawn(made, place, rows[pk], stratum) for place, (pk, stratum) in enumerate(chosen, 1)
    )
    return made


def _undecided() -> models.QuerySet[Statement]:
    return Statement.objects.filter(status=Status.MACHINE)


FROM = """
    FROM archive_statement s JOIN archive_article a ON a.id = s.article_id
    JOIN archive_importbatch b ON b.id = a.batch_id
    WHERE s.status = 'machine' AND b.is_sample = %s
"""


def _count(divided: str, is_sample: bool) -> dict[str, int]:
    part = PARTS[Stratum(divided)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {part}, count(*) {FROM} GROUP BY 1 ORDER BY 1", [is_sample])
        return dict(cursor.fetchall())


def _choose(made: Draw, each: int, is_sample: bool) -> list[tuple[int, str]]:
    """Return id and stratum of the first `each` of every stratum in an order that the seed makes.

    Rank by rank, so that whatever is judged first is a sample of all strata, too.
    """
    part = PARTS[Stratum(made.divided)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, part FROM (SELECT id, part, key,"
            "    row_number() OVER (PARTITION BY part ORDER BY key, id) AS rank"
            f"   FROM (SELECT s.id, {part} AS part, hashint8extended(s.id, %s) AS key {FROM}) p"
            ") ranked WHERE rank <= %s ORDER BY rank, key",
            [made.seed, is_sample, each],
        )
        return cursor.fetchall()


def _drawn(made: Draw, place: int, found: Statement, stratum: str) -> DrawnStatement:
    name = found.speaker.name if found.speaker else ""
    return DrawnStatement(
        draw=made, place=place, stratum=stratum, statement=found, version_id=found.version_id,
        start=found.start, end=found.end, kind=found.kind, speaker=name,
    )  # fmt: skip
