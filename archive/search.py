"""Words → rows: the search vector, the query, the QuerySet that page, feed and export share.

Knows no model; everything that asks "which statements match, how many, by what" stands here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db import connection, models
from django.db.models import Case, Count, F, Max, Min, Q, When
from django.db.models.functions import ExtractYear

if TYPE_CHECKING:
    from datetime import date
    from typing import Self

# Language of a row → PostgreSQL text search configuration made by migration 0001: the stemmer of
# the language, accents ignored where the extension `unaccent` is there.
CONFIGURATIONS = {
    "en": "onrecord_en",
    "de": "onrecord_de",
    "es": "onrecord_es",
    "fr": "onrecord_fr",
    "ru": "onrecord_ru",
}
OTHER = "onrecord_simple"

# Private-use characters: text is cleaned of them at ingest, so they can only be marks.
MARK_START, MARK_STOP = "\ue000", "\ue001"

# Control characters and lone surrogates: neither the database nor a page can hold them.
UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
# A phrase, or a run of dashes with what websearch_to_tsquery passes over between them.
DASHES = re.compile(r'("[^"]*(?:"|$))|(?<![^\s"!&|()])[\s!&|()]*-[-\s!&|()]*')

# The statuses that public pages show; models/status.py adds the others, and what each is called.
SHOWN = MACHINE, CHECKED, EDITED = "machine", "checked", "edited"

STATEMENT_VECTOR = Case(
    *(
        When(language=language, then=SearchVector("text", config=configuration))
        for language, configuration in CONFIGURATIONS.items()
    ),
    default=SearchVector("text", config=OTHER),
)

NEWEST = (F("said_on").desc(nulls_last=True), F("id").desc())
OLDEST = (F("said_on").asc(nulls_last=True), F("id").asc())
# NEWEST read backwards, so that the same index serves.
NEWEST_LAST = (F("said_on").asc(nulls_first=True), F("id").asc())


def speakable(text: str) -> str:
    """Return `text` without the characters that no page can show, white space folded."""
    return " ".join(UNSPEAKABLE.sub(" ", text).split())


def searchable(words: str) -> str:
    """Return `words` so that PostgreSQL takes them, whatever was typed.

    To websearch_to_tsquery every dash before a word is a "not": two of them cancel each other out,
    and 32 exhaust its stack. So several dashes are one, and a dash before a blank is none.
    """
    return DASHES.sub(_one_dash, speakable(words)).strip()


def _one_dash(run: re.Match[str]) -> str:
    """Return a phrase as it is; for dashes one if a word follows at once, else none."""
    if run[1]:
        return run[1]
    is_attached = run[0].endswith("-") and run.end() < len(run.string)
    return " -" if is_attached else " "


def words_query(words: str, configuration: str) -> SearchQuery:
    """Return the query for `words` as typed: all words, "phrases", -without, OR."""
    return SearchQuery(searchable(words), config=configuration, search_type="websearch")


def are_passed_over(words: str) -> bool:
    """Say whether some language has nothing to search in `words`: only stop words, only marks."""
    nodes = "numnode(websearch_to_tsquery(%s::regconfig, %s)) = 0"
    configurations = (*CONFIGURATIONS.values(), OTHER)
    typed = searchable(words)
    asked = [value for configuration in configurations for value in (configuration, typed)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + " OR ".join(nodes for _ in configurations), asked)
        return bool(cursor.fetchone()[0])


def by_language(result: Any) -> Case:
    """Return `result(configuration)` of the row's own language, as one SQL expression."""
    return Case(
        *(When(language=language, then=result(name)) for language, name in CONFIGURATIONS.items()),
        default=result(OTHER),
    )


class StatementQuerySet(models.QuerySet[Any]):
    """Statements, asked for in the archive's words."""

    def shown(self) -> Self:
        """Leave out what is hidden or withdrawn."""
        return self.filter(status__in=SHOWN)

    def matching(self, words: str) -> Self:
        """Keep the statements whose own words match, in the stemming of their language."""
        matches = Q(~Q(language__in=CONFIGURATIONS), Q(search_vector=words_query(words, OTHER)))
        for language, configuration in CONFIGURATIONS.items():
            matches |= Q(language=language, search_vector=words_query(words, configuration))
        return self.filter(matches)

    def since(self, day: date) -> Self:
        """Keep what was said on `day` or later; undated statements are left out."""
        return self.filter(said_on__gte=day)

    def until(self, day: date) -> Self:
        """Keep what was said on `day` or earlier; undated statements are left out."""
        return self.filter(said_on__lte=day)

    def newest(self) -> Self:
        """Sort the latest first, undated last; ties by id, so that paging is stable."""
        return self.order_by(*NEWEST)

    def oldest(self) -> Self:
        """Sort the earliest first, undated last; ties by id."""
        return self.order_by(*OLDEST)

    def most_relevant(self, words: str) -> Self:
        """Sort by how well the words match, then the latest first."""
        rank = by_language(
            lambda configuration: SearchRank(
                F("search_vector"), words_query(words, configuration), cover_density=True
            )
        )
        return self.annotate(rank=rank).order_by(F("rank").desc(), *NEWEST)

    def for_display(self) -> Self:
        """Join what a card shows, and leave search vector and article text in the database."""
        joined = self.select_related("speaker", "outlet", "article__batch", "version")
        return joined.defer("search_vector", "version__text").prefetch_related("speaker__roles")

    def later_than(self, day: date | None, pk: int) -> Self:
        """Keep what stands after (`day`, `pk`), nearest first; undated among themselves."""
        if day is None:
            return self.filter(said_on__isnull=True, pk__gt=pk).order_by(*NEWEST_LAST)
        after = Q(said_on__gt=day) | Q(pk__gt=pk)
        return self.filter(after, said_on__gte=day).order_by(*NEWEST_LAST)

    def earlier_than(self, day: date | None, pk: int) -> Self:
        """Keep what stands before (`day`, `pk`), nearest first; undated among themselves."""
        if day is None:
            return self.filter(said_on__isnull=True, pk__lt=pk).newest()
        before = Q(said_on__lt=day) | Q(pk__lt=pk)
        return self.filter(before, said_on__lte=day).newest()

    def span(self) -> dict[str, Any]:
        """Return `n`, the number of statements, and the `first` and `last` day, None if undated."""
        return self.aggregate(n=Count("id"), first=Min("said_on"), last=Max("said_on"))

    def with_marks(self, words: str) -> Self:
        """Annotate `marked`: the whole text, word for word, hits between MARK_START and MARK_STOP.

        `highlight_all`, because a statement is never cut; the marks become <mark> after escaping.
        """
        if not words:
            return self.annotate(marked=F("text"))
        return self.annotate(
            marked=by_language(
                lambda configuration: SearchHeadline(
                    "text",
                    words_query(words, configuration),
                    config=configuration,
                    start_sel=MARK_START,
                    stop_sel=MARK_STOP,
                    highlight_all=True,
                )
            )
        )

    def by_kind(self) -> list[dict[str, Any]]:
        """Count the statements of each kind: rows of `kind` and `n`, largest first."""
        return list(self.order_by().values("kind").annotate(n=Count("id")).order_by("-n", "kind"))

    def by_status(self) -> list[tuple[str, int]]:
        """Count the statements of each status, hidden and withdrawn ones too."""
        return list(self.order_by().values_list("status").annotate(n=Count("id")))

    def by_year(self) -> list[dict[str, Any]]:
        """Count the dated statements of each year: rows of `year` and `n`, earliest first."""
        dated = self.filter(said_on__isnull=False).order_by()
        years = dated.annotate(year=ExtractYear("said_on")).values("year")
        return list(years.annotate(n=Count("id")).order_by("year"))

    def by_speaker(self, most: int) -> list[dict[str, Any]]:
        """Count the statements of the `most` quoted speakers: rows of `slug`, `name`, `n`."""
        return self._by("speaker", most)

    def by_outlet(self, most: int) -> list[dict[str, Any]]:
        """Count the statements of the `most` printing outlets: rows of `slug`, `name`, `n`."""
        return self._by("outlet", most)

    def _by(self, key: str, most: int) -> list[dict[str, Any]]:
        named = self.filter(**{f"{key}__isnull": False}).order_by()
        rows = named.values(slug=F(f"{key}__slug"), label=F(f"{key}__name")).annotate(n=Count("id"))
        return list(rows.order_by("-n", "label")[:most])
