"""The first page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.filters import StatementFilter
from archive.models import Article, Outlet, Speaker, Statement
from archive.views.absolute import absolute
from archive.views.facets import by_year
from archive.views.histogram import MOST_BARS, points
from archive.views.kept import kept
from archive.views.paging import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from archive.search import Period, StatementQuerySet
    from archive.templatetags.plot import Point

MOST_SPEAKERS, MOST_OUTLETS, MOST_STATEMENTS, MOST_ON_A_DAY = 10, 8, 6, 3
LOOKED_THROUGH = 60  # the latest statements, for one of each article and for examples
WORD = re.compile(r"[^\W\d_]+")
PAIR = re.compile(r"(?=\b([^\W\d_]+ [^\W\d_]+)\b)")
LONG = 6
# The words of LONG letters and more in PostgreSQL's english.stop.
IGNORED = frozenset(
    "myself ourselves yourself yourselves himself herself itself themselves theirs having because"
    " against between through during before further should".split()
)


class Example(NamedTuple):
    """A search that finds something, by its link."""

    words: str
    url: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the search box, the size of the archive, who is quoted most, the latest, this day."""
    shown = Statement.objects.shown()
    counted = kept("first-page", numbers_of_all)
    newest, on_this_day = latest_and_alike(shown, counted["span"])
    context = {
        "canonical": absolute(request, request.path),
        "latest": one_an_article(newest)[:MOST_STATEMENTS],
        "on_this_day": one_an_article(on_this_day)[:MOST_ON_A_DAY],
        "today": today(),
        "over_time": over_time(shown, counted["months"]),
        **counted,
        "examples": examples(newest, counted["most_quoted"]),
    }
    return render(request, "archive/home.html", context)


def numbers_of_all() -> dict[str, Any]:
    """Return how much the archive holds and of which days, by month, speaker and outlet.

    All of it at once: what stands together on the page is never of different minutes.
    """
    return {
        "months": Statement.objects.shown().by_month(),
        "most_quoted": most_quoted_speakers(),
        "outlets": list(Outlet.objects.with_counts()[:MOST_OUTLETS]),
        "span": Statement.objects.shown().span(),
        "articles": Article.objects.listed().count(),
        "speakers": Speaker.objects.listed().quoted().count(),
        "outlet_count": Outlet.objects.listed().count(),
    }


def most_quoted_speakers() -> list[Speaker]:
    """Return the speakers with most statements, with their numbers."""
    return list(Speaker.objects.listed().most_quoted()[:MOST_SPEAKERS])


def today() -> date:
    """Return the day, by the archive's clock."""
    return timezone.now().date()


def latest_and_alike(
    shown: StatementQuerySet, span: dict[str, Any]
) -> tuple[list[Statement], list[Statement]]:
    """Return the latest statements, and those of this day in other years: the rows of both at once.

    So the page asks as much on a day with a past as on one without.
    """
    first, last = span["first"] or today(), span["last"] or today()
    years = range(first.year, last.year + 1)
    ids = list(shown.newest().values_list("pk", flat=True)[:LOOKED_THROUGH])
    alike = shown.on_days_like(today(), years).filter(speaker__isnull=False)
    past = list(alike.values_list("pk", flat=True)[:LOOKED_THROUGH])
    rows = {row.pk: row for row in shown.filter(pk__in=[*ids, *past]).for_display()}
    return [rows[pk] for pk in ids if pk in rows], [rows[pk] for pk in past if pk in rows]


def over_time(shown: StatementQuerySet, months: Sequence[Period]) -> list[Point]:
    """Return all dated statements by month, or by year where those are too many to draw."""
    everything = StatementFilter(QueryDict(), queryset=shown)
    if not months:
        return []
    first, last = months[0].first, months[-1].first
    if (last.year - first.year) * 12 + last.month - first.month < MOST_BARS:
        return points(everything, months, "month")
    return points(everything, by_year(months), "year")


def one_an_article(newest: Iterable[Statement]) -> list[Statement]:
    """Return statements in their order, one an article: by a known speaker if there is one."""
    chosen: dict[int, Statement] = {}
    for statement in newest:
        before = chosen.setdefault(statement.article_id, statement)
        if before.speaker is None and statement.speaker:
            chosen[statement.article_id] = statement
    return list(chosen.values())


def examples(newest: Sequence[Statement], quoted: Sequence[Speaker]) -> list[Example]:
    """Return searches that find something in this archive."""
    return [*word_examples(newest), *speaker_examples(quoted)]


def word_examples(newest: Iterable[Statement]) -> Iterator[Example]:
    """Yield the commonest long word and phrase of the latest statements: both find something.

    Only of English ones: which words of another language the search ignores is not known here.
    """
    texts = [statement.text for statement in newest if statement.language == "en"]
    everything = [word for text in texts for word in WORD.findall(text)]
    telling = {word for word in set(everything) if is_telling(word)}
    words = Counter(word for word in everything if word in telling)
    pairs = (pair for text in texts for pair in PAIR.findall(text))
    phrases = Counter(pair for pair in pairs if telling.issuperset(pair.split()))
    for counted, shape in ((words, "{}"), (phrases, '"{}"')):
        for found, _n in counted.most_common(1):
            query = shape.format(found)
            yield Example(query, address(reverse("statements"), {"q": query}))


def is_telling(word: str) -> bool:
    """Say whether a word is long, no name, and not one that PostgreSQL's English ignores."""
    return len(word) >= LONG and word.islower() and word not in IGNORED


def speaker_examples(speakers: Iterable[Speaker]) -> Iterator[Example]:
    """Yield the two most quoted speakers as searches."""
    for speaker in list(speakers)[:2]:
        yield Example(speaker.name, address(reverse("statements"), {"speaker": speaker.slug}))
