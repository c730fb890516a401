"""Who said it: people and bodies, their aliases and their roles."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.addresses import address_of
from archive.models.few import few_statements, first_said, last_said, number_of_statements
from archive.models.names import LONGEST_NAME, WordsOf, begins_words, normalised
from archive.models.slug import slug_of, unused_slug
from archive.search import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import Self

LOOKED_AT = 12  # of the speakers of a name


class SpeakerKind(models.TextChoices):
    """Whether the words come from a person or from a body."""

    PERSON = "person", _("person")
    BODY = "body", _("body")


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Speakers, asked for in the archive's words."""

    def called(self, name: str) -> Speaker | None:
        """Return the one speaker of this name or alias, or None when there is none or several.

        A merged speaker leads to the one it was merged into, an ambiguous alias to nobody. The
        alias of one speaker goes before the row of a single word, such as "Voss": that row says
        only that an article did not tell who was meant, the alias that a person has.
        """
        return self.called_each([name]).get(name)

    def called_each(self, names: Iterable[str]) -> dict[str, Speaker]:
        """Return the speaker that each name calls, in two queries; names that call none, or
        several, are left out."""
        wanted = {name: normalised(name[:LONGEST_NAME]) for name in names}
        words = set(wanted.values())
        rows = self.select_related("merged_into")
        named, aliased = defaultdict(set), defaultdict(set)
        for row in rows.filter(normalised_name__in=words):
            named[row.normalised_name].add(row.merged_into or row)
        entered = rows.filter(aliases__normalised__in=words, aliases__ambiguous=False)
        for row in entered.annotate(word=models.F("aliases__normalised")):
            aliased[vars(row)["word"]].add(row.merged_into or row)
        found = {name: _decided(word, named[word], aliased[word]) for name, word in wanted.items()}
        return {name: speaker for name, speaker in found.items() if speaker}

    def make(self, name: str, kind: str, *, is_sample: bool = False) -> Speaker:
        """Create a speaker with a slug that nobody has; a name too long for its column is cut."""
        name = name[:LONGEST_NAME]
        slug = unused_slug(self.model.objects.all(), name)
        return self.create(name=name, kind=kind, slug=slug, is_sample=is_sample)

    def make_each(self, kinds: Mapping[str, str], *, is_sample: bool = False) -> None:
        """Create a speaker of each name, with its kind, in two queries where slugs are free.

        Raises IntegrityError when one of these names is taken.
        """
        slugs = {name: slug_of(self.model, name) for name in kinds}
        taken = set(
            self.model.objects.filter(slug__in=slugs.values()).values_list("slug", flat=True)
        )
        free: dict[str, Speaker] = {}
        for name, slug in slugs.items():
            if slug not in taken and slug not in free:
                free[slug] = self.model(
                    name=name[:LONGEST_NAME], normalised_name=normalised(name[:LONGEST_NAME]),
                    kind=kinds[name], slug=slug, is_sample=is_sample,
                )  # fmt: skip
        self.bulk_create(free.values())
        made = {speaker.name for speaker in free.values()}
        for name in kinds:
            if name[:LONGEST_NAME] not in made:
                self.make(name, kinds[name], is_sample=is_sample)

    def listed(self) -> Self:
        """Leave out the merged ones."""
        return self.filter(merged_into__isnull=True)

    def named_like(self, words: str) -> Self:
        """Keep those in whose name, or one alias, every one of the words begins a word.

        Annotates `printed_as`: the alias that fits where the name does not, else "".
        """
        by_name = begins_words("normalised_name", words)
        aliases = SpeakerAlias.objects.filter(begins_words("normalised", words))
        own = aliases.filter(speaker=models.OuterRef("pk")).order_by("normalised")
        text = models.Subquery(own.values("text")[:1])
        empty = models.Value("", output_field=models.TextField())
        if not by_name:
            return self.annotate(printed_as=empty)
        named = self.model.objects.filter(by_name).order_by().values("pk")
        either = named.union(aliases.order_by().values("speaker"))
        return self.filter(pk__in=either).annotate(
            printed_as=models.Case(
                models.When(by_name, then=empty), default=text, output_field=models.TextField()
            )
        )

    def with_counts(self) -> Self:
        """Keep the quoted; annotate `statement_count`, `first_said` and `last_said`.

        Over shown statements, asked of an index for each speaker of the page.
        """
        return self.quoted().annotate(
            statement_count=number_of_statements("speaker"),
            first_said=first_said("speaker"),
            last_said=last_said("speaker"),
        )

    def quoted(self) -> Self:
        """Leave out those without a shown statement."""
        shown = models.Q(pk__isnull=False, statements__status__in=SHOWN)
        return self.filter(
            models.Exists(self.model.objects.filter(shown, pk=models.OuterRef("pk")))
        )

    def with_few_counts(self, name: str, most: int) -> list[Speaker]:
        """Return the `most` quoted of the quoted ones, who bears just this name first.

        `statement_count` is one of few_statements, and only LOOKED_AT speakers are looked at: what
        is done for every search must not grow with the archive.
        """
        is_exact = models.Q(normalised_name=normalised(name))
        rows = self.quoted().annotate(statement_count=few_statements("speaker"))
        first = models.Case(models.When(is_exact, then=0), default=1)
        found = list(rows.order_by(first, "normalised_name")[:LOOKED_AT])
        # What the annotation adds, the type checker does not know.
        found.sort(key=lambda who: -vars(who)["statement_count"])
        found.sort(key=lambda who: who.normalised_name != normalised(name))
        return found[:most]

    def most_quoted(self) -> Self:
        """Annotate the counts and sort by them, the most quoted first."""
        return self.with_counts().order_by("-statement_count", "normalised_name")


def _decided(word: str, named: set[Speaker], aliased: set[Speaker]) -> Speaker | None:
    """Return who is meant by a word that these are named and those are aliased, if one is."""
    if len(aliased) == 1 and " " not in word:
        return next(iter(aliased))
    speakers = aliased | named
    return next(iter(speakers)) if len(speakers) == 1 else None


class Speaker(models.Model):
    """A person, office or organisation whose words are on record."""

    name = models.CharField(max_length=LONGEST_NAME)
    normalised_name = models.TextField(editable=False)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    kind = models.CharField(max_length=6, choices=SpeakerKind, default=SpeakerKind.PERSON)
    description = models.TextField(blank=True)
    wikidata_id = models.CharField(max_length=20, blank=True)
    is_sample = models.BooleanField(
        default=False, editable=False, help_text="Of the bundled sample: never mixed with others."
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ("normalised_name",)
        indexes = (GinIndex(WordsOf("normalised_name"), name="speaker_words"),)
        constraints = (
            models.UniqueConstraint(
                fields=("normalised_name", "is_sample"), name="speaker_name_once"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="speaker_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(kind__in=SpeakerKind.values), name="speaker_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(wikidata_id="") | models.Q(wikidata_id__regex=r"^Q[1-9][0-9]*$"),
                name="speaker_wikidata_id_is_one",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("pk")),
                name="speaker_not_merged_into_itself",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the name as it is searched and sorted by."""
        self.normalised_name = normalised(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """Return the speaker's page."""
        return address_of("speaker", self.slug)

    def clean(self) -> None:
        """Refuse a name that is another speaker's but for case, accents and marks."""
        others = Speaker.objects.exclude(pk=self.pk).filter(is_sample=self.is_sample)
        if other := others.filter(normalised_name=normalised(self.name)).first():
            raise ValidationError({"name": f"This is the name of {other.name} already."})

    def also_called(self, name: str) -> None:
        """Keep `name` as an alias, unless it is the speaker's name or an alias of it already."""
        if normalised(name) != self.normalised_name:
            self.aliases.get_or_create(normalised=normalised(name), defaults={"text": name})

    def role_on(self, day: date | None) -> Role | None:
        """Return the role held on that day; with no day or no dated role, the latest one."""
        known = getattr(self, "known_roles", None)  # those of a whole page are fetched at once
        known = self.roles.all() if known is None else known
        roles = sorted(known, key=lambda role: str(role.since or ""), reverse=True)
        if day:
            held = (role for role in roles if role.holds_on(day))
            return next(held, None)
        return roles[0] if roles else None


class SpeakerAlias(models.Model):
    """Another name that a speaker goes by, as printed."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=LONGEST_NAME)
    normalised = models.TextField(editable=False, db_index=True)
    ambiguous = models.BooleanField(default=False, help_text="Names others too: never decides.")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("normalised",)
        verbose_name_plural = "speaker aliases"
        indexes = (GinIndex(WordsOf("normalised"), name="alias_words"),)
        constraints = (
            models.UniqueConstraint(fields=("speaker", "normalised"), name="alias_once_a_speaker"),
            models.CheckConstraint(condition=~models.Q(text=""), name="alias_has_a_text"),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_from__lte=models.F("valid_to")),
                name="alias_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.text} → {self.speaker}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the text as it is looked up."""
        self.normalised = normalised(self.text)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> None:
        """Refuse what the speaker is called already but for case, accents and marks."""
        others = SpeakerAlias.objects.exclude(pk=self.pk).filter(speaker=self.speaker_id)
        if other := others.filter(normalised=normalised(self.text)).first():
            raise ValidationError({"text": f"The speaker has the alias {other.text} already."})


class Role(models.Model):
    """An office that a speaker held for some time: "harbour minister", 2021 to 2023."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="roles")
    title = models.CharField(max_length=200)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("speaker", "since")
        constraints = (
            models.CheckConstraint(condition=~models.Q(title=""), name="role_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(since__lte=models.F("until")),
                name="role_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.since or '…'} to {self.until or '…'})"

    def holds_on(self, day: date) -> bool:
        """Say whether the role was held on that day; an open end holds for ever."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )
