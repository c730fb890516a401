"""The search page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.filters import StatementFilter
from archive.models import Speaker, Statement
from archive.search import are_passed_over
from archive.views.absolute import absolute
from archive.views.facets import Facet, chips, facets, sorts
from archive.views.paging import listing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_PEOPLE = 3


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """Show the statements that the address asks for, and every way to ask for fewer or more."""
    search = StatementFilter(request.GET, queryset=Statement.objects.shown())
    found = listing(request, search.found(), search.state)
    shown_facets = facets(search)
    context = {
        "search": search,
        "listing": found,
        "canonical": absolute(request, found.here),
        "kept": kept(search),
        "after": search.value("after"),
        "before": search.value("before"),
        "undated": undated(search, found.page.paginator.count, shown_facets),
        "contradiction": search.contradiction,
        "is_passed_over": bool(
            search.words and not found.page.paginator.count and are_passed_over(search.words)
        ),
        "complaints": [*search.complaints, *found.complaints],
        "facets": shown_facets,
        "chips": (chosen := list(chips(search))),
        "filter_count": len(chosen) - bool(search.words),
        "sorts": sorts(search),
        "people": people(search.words),
    }
    return render(request, "archive/search.html", context)


def kept(search: StatementFilter) -> list[tuple[str, str]]:
    """Return the parameters that a new search for other words keeps, but for those with a field."""
    state = search.state
    return [
        (name, v) for name in ("speaker", "outlet", "kind", "sort") for v in state.get(name, ())
    ]


def undated(search: StatementFilter, count: int, facets: list[Facet]) -> int:
    """Return how many of the results have no date; none when days are asked for."""
    if search.value("after") or search.value("before"):
        return 0
    return count - sum(entry.n for entry in facets[-1].entries)


def people(words: str) -> list[Speaker]:
    """Return the most quoted speakers whose names hold all the words."""
    if len(words) < 2:
        return []
    return list(Speaker.objects.listed().named_like(words).most_quoted()[:MOST_PEOPLE])
