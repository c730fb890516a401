"""The QuerySet that page, feed, export and API share."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, F, Max, Min, Prefetch, Q
from django.db.models.functions import ExtractYear, Greatest, Least, Substr, TruncMonth

from archive.query import parse
from archive.search.question import Question
from archive.search.rank import relevance
from archive.search.shown import SHOWN
from archive.search.survey import Period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Self

SURROUNDING = 160  # characters
NEWEST = (F("said_on").desc(nulls_last=True), F("id").desc())
OLDEST = (F("said_on").asc(nulls_last=True), F("id").asc())
# NEWEST read backwards, so that the same index serves.
NEWEST_LAST = (F("said_on").asc(nulls_first=True), F("id").asc())
# What cards, rows of an export and citations show of others; each column more costs every search.
JOINED = (
    "speaker__name", "speaker__slug", "speaker__kind",
    "outlet__name", "outlet__slug",
    "article__title", "article__language", "article__byline", "article__canonical_url",
    "article__current_version", "article__published_at", "article__date_precision",
    "version__number", "version__fetched_at",
)  # fmt: skip
# Single values from further away: an object for each would cost more than all the rest of its row.
ADDED = {
    "is_sample": F("article__batch__is_sample"),
    "quotation_id": F("print__wording__group"),
    "printed_in": F("print__wording__group__articles"),
}

# What feeds, exports and the API give of a statement, and of what is around it.
GIVEN = (
    "text", "kind", "language", "mention", "name", "cue", "said_on", "said_precision",
    "attribution", "rule", "resolution", "confidence", "status",
    "article", "version", "speaker", "outlet",
    "speaker__name", "speaker__slug", "outlet__name", "outlet__slug",
    "article__title", "article__canonical_url", "article__current_version",
    "version__number", "version__fetched_at",
)  # fmt: skip


class StatementQuerySet(models.QuerySet[Any]):
    """Statements, asked for in the archive's words."""

    def shown(self) -> Self:
        """Leave out what is hidden or withdrawn."""
        return self.filter(status__in=SHOWN)

    def asked(self, question: Question) -> Self:
        """Keep what is asked for: the one way from a query to rows."""
        return self.filter(question.condition())

    def matching(self, words: str) -> Self:
        """Keep what matches the words as typed; speakers and outlets are not known here."""
        return self.asked(Question(parse(words).tree, using=self.db))

    def newest(self) -> Self:
        """Sort the latest first, undated last; ties by id, so that paging is stable."""
        return self.order_by(*NEWEST)

    def oldest(self) -> Self:
        """Sort the earliest first, undated last; ties by id."""
        return self.order_by(*OLDEST)

    def most_relevant(self, question: Question) -> Self:
        """Sort by how well the words match (see archive.search.rank), then the latest first."""
        return self.annotate(rank=relevance(question)).order_by(F("rank").desc(), *NEWEST)

    def in_order(self, order: str, question: Question) -> Self:
        """Sort by `relevance`, `newest` or `oldest`."""
        if order == "relevance":
            return self.most_relevant(question)
        return self.oldest() if order == "oldest" else self.newest()

    def after(self, key: tuple[date | None, int] | None, order: str = "newest") -> Self:
        """Keep what stands behind the row with this `key` (day, id), by `newest` or `oldest`.

        Keyset paging for feeds, exports and programs: every row once, however many are added
        meanwhile, and the last page costs what the first does.
        """
        ordered = self.oldest() if order == "oldest" else self.newest()
        if key is None:
            return ordered
        day, pk = key
        beyond = {"pk__gt": pk} if order == "oldest" else {"pk__lt": pk}
        if day is None:
            return ordered.filter(said_on__isnull=True, **beyond)
        later = {"said_on__gt": day} if order == "oldest" else {"said_on__lt": day}
        return ordered.filter(Q(**later) | Q(said_on=day, **beyond) | Q(said_on__isnull=True))

    def for_display(self, *more: str) -> Self:
        """Join what a card shows, and leave search vectors and article text in the database.

        `more` names further columns of what is around a statement: `version__text`.
        Annotates `is_sample`, and `quotation_id` and `printed_in`: the quotation of which the
        statement is a print, and how many articles print it.
        """
        own = [field.name for field in self.model._meta.concrete_fields if not field.generated]
        joined = self.select_related(*{path.rpartition("__")[0] for path in (*JOINED, *more)})
        # In a list: for each speaker of a page, a prefetched relation builds a QuerySet.
        roles = Prefetch("speaker__roles", to_attr="known_roles")
        return joined.only(*own, *JOINED, *more).annotate(**ADDED).prefetch_related(roles)

    def for_programs(self) -> Self:
        """Join what feeds, exports and the API give of a statement, and leave the rest."""
        return self.select_related("speaker", "outlet", "article", "version").only(*GIVEN)

    def with_surroundings(self) -> Self:
        """Annotate `words_before` and `words_after`: at most SURROUNDING characters of the text."""
        start, text = F("start"), "version__text"
        before = Substr(text, Greatest(start - SURROUNDING, 0) + 1, Least(start, SURROUNDING))
        after = Substr(text, F("end") + 1, SURROUNDING)
        return self.annotate(words_before=before, words_after=after)

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

    def by_month(self) -> list[Period]:
        """Count the dated statements of each month, the earliest first."""
        dated = self.filter(said_on__isnull=False).order_by()
        months = dated.annotate(month=TruncMonth("said_on")).values_list("month")
        return [Period(*row) for row in months.annotate(n=Count("id")).order_by("month")]

    def on_days_like(self, day: date, years: Iterable[int]) -> Self:
        """Keep what was said on this day of other years, the latest first.

        The days are spelt out, so that the index on days answers.
        """
        alike = [replaced for year in years if year != day.year
                 if (replaced := _in_year(day, year))]  # fmt: skip
        return self.filter(said_on__in=alike, said_precision="day").newest()

    def by_year_of(self, owner: str, ids: Iterable[int]) -> dict[int, dict[int, int]]:
        """Count the dated statements of each of these speakers or outlets by year."""
        dated = self.filter(**{f"{owner}__in": list(ids)}, said_on__isnull=False).order_by()
        years = dated.annotate(year=ExtractYear("said_on")).values_list(f"{owner}_id", "year")
        found: dict[int, dict[int, int]] = defaultdict(dict)
        for pk, year, n in years.annotate(n=Count("id")):
            found[pk][year] = n
        return found

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


def _in_year(day: date, year: int) -> date | None:
    """Return the same day of another year; None for 29 February where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None
