"""What one corrected speaker says about others: the same mention, elsewhere, still undecided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from archive.models.bulk import Done, give_each
from archive.models.history import Change
from archive.models.indexes import printed_as
from archive.models.names import normalised
from archive.models.speaker import Speaker, SpeakerAlias
from archive.models.statement import Statement
from archive.models.status import Status
from archive.models.together import latest_of_transaction

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import User
    from django.db.models import QuerySet

MOST_COUNTED = 1000
ARTICLE, ARCHIVE = "article", "archive"
# They mean somebody else in the next sentence: never an alias, never beyond their article.
PRONOUNS = frozenset(
    "he she they it i we you who his her their him them er sie es ich wir он она они оно я мы"
    " il elle ils elles je nous".split()
)


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day, both included; None is open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A statement whose speaker a person has set, and what the mention in it may mean elsewhere."""

    statement: Statement

    @property
    def mention(self) -> str:
        """The speaker as printed."""
        return self.statement.mention

    @property
    def is_pronoun(self) -> bool:
        """Whether the mention means whoever was spoken of before."""
        return normalised(self.mention) in PRONOUNS

    def fitting(self, scope: str, period: Period | None = None) -> QuerySet[Statement]:
        """Return the machine's statements with this very mention that another speaker has.

        In the article all of them; in the archive those that went wrong in the same way (they
        have the speaker that this one had), of the days of the period when one is given.
        """
        rows = Statement.objects.filter(printed_as(self.mention), status=Status.MACHINE)
        rows = rows.exclude(pk=self.statement.pk).exclude(speaker=self.statement.speaker)
        if scope == ARTICLE:
            return rows.filter(article=self.statement.article)
        if self.is_pronoun:
            return rows.none()
        world = self.statement.article.batch.is_sample
        rows = rows.filter(article__batch__is_sample=world, speaker=self._former())
        if period and period.first:
            rows = rows.filter(said_on__gte=period.first)
        return rows.filter(said_on__lte=period.last) if period and period.last else rows

    def _former(self) -> int | None:
        """Return the id of the speaker whom the machine had found, None for nobody."""
        own = Change.objects.filter(model="statement", row=self.statement.pk)
        for change in own:
            if "speaker_id" in (was := change.was()):
                return was["speaker_id"]
        return None

    def counts(self) -> dict[str, int]:
        """Return how many fit in the article and in the archive, up to one past MOST_COUNTED."""
        return {
            scope: self.fitting(scope).order_by()[: MOST_COUNTED + 1].count()
            for scope in (ARTICLE, ARCHIVE)
        }

    def may_be_alias(self) -> bool:
        """Say whether the mention is a name that the speaker does not go by yet."""
        speaker, name = self.statement.speaker, normalised(self.mention)
        if not speaker or not name or self.is_pronoun or name == speaker.normalised_name:
            return False
        return not speaker.aliases.filter(normalised=name).exists()

    def others_called_so(self) -> list[Speaker]:
        """Return other speakers who go by the mention: as an alias it will be ambiguous."""
        name = normalised(self.mention)
        aliased = SpeakerAlias.objects.filter(normalised=name).values("speaker")
        world = Speaker.objects.listed().filter(is_sample=self.statement.article.batch.is_sample)
        found = world.filter(normalised_name=name) | world.filter(pk__in=aliased)
        own = self.statement.speaker_id
        return [speaker for speaker in found.distinct() if speaker.pk != own]

    def offers_anything(self) -> bool:
        """Say whether there is anything to learn from it."""
        if not self.statement.speaker_id or not self.mention:
            return False
        return self.may_be_alias() or any(self.counts().values())


@transaction.atomic
def learn(lesson: Lesson, by: User, rows: QuerySet[Statement], alias: Period | None) -> Done:
    """Give `rows` to the lesson's speaker, and make the mention an alias of theirs: one decision.

    An alias that others go by, too, is marked as ambiguous, theirs as well: it never decides.
    """
    speaker = lesson.statement.speaker
    assert speaker is not None, lesson
    reason = f"“{lesson.mention}” as in statement {lesson.statement.pk}"
    count = give_each(rows, speaker, by, reason).count
    if alias is not None and lesson.may_be_alias():
        others = lesson.others_called_so()
        shared = SpeakerAlias.objects.filter(normalised=normalised(lesson.mention))
        shared.filter(speaker__in=others, ambiguous=False).update(ambiguous=True)
        speaker.aliases.create(
            text=lesson.mention[:200],
            ambiguous=bool(others),
            valid_from=alias.first,
            valid_to=alias.last,
        )
    return Done(count, latest_of_transaction())
