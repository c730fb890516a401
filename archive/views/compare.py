"""Two speakers or more, or one in several periods, on one query: numbers over time, and words."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.filters import StatementFilter, complaint
from archive.filters.naming import near_speakers
from archive.languages import for_programs
from archive.models import Statement
from archive.query import canonical, parse
from archive.query.clicks import without_filter
from archive.query.dates import moment
from archive.query.tree import EVERYTHING, Days, Field, Node, all_of
from archive.search import Side, TookTooLong, cards, sides, speakable
from archive.templatetags.plot import Series
from archive.views.absolute import absolute
from archive.views.activity import label, numbers, steps, unit_of
from archive.views.home import most_quoted_speakers
from archive.views.kept import kept
from archive.views.links import Links
from archive.views.paging import address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from archive.search import Period

MOST_SIDES, MOST_PERIODS, BOXES, NEWEST = 6, 3, 4, 5


class Compared(NamedTuple):
    """One of the things compared: what it is called, how it is asked for, what was found."""

    name: str
    tree: Node
    url: str
    found: Side
    statements: Sequence[Any] = ()


class Wish(NamedTuple):
    """What the address asks to compare, as far as it was understood."""

    search: StatementFilter
    periods: Sequence[Days]
    complaints: Sequence[str]

    @property
    def unknown(self) -> list[str]:
        """The names that are no speaker's."""
        known = self.search.meaning.chosen["speaker"]
        names = [name for name in self.search.given("speaker") if name not in known]
        return names[:MOST_SIDES]

    @property
    def state(self) -> dict[str, Any]:
        """The parameters of the same comparison."""
        periods = [canonical(days).removeprefix("on:") for days in self.periods]
        return {**self.search.state_of(self.search.tree), "period": periods, "sort": [], "by": []}


def meant(wish: Wish, name: str) -> list[tuple[str, str]]:
    """Return the speakers with names most like one that is not known: name, comparison with it."""
    others = [*wish.search.picked("speaker"), *(each for each in wish.unknown if each != name)]
    return [
        (near, address(reverse("compare"), {**wish.state, "speaker": [*others, near]}))
        for near in near_speakers(name, "name")
    ]


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show the numbers over time in one chart, and the newest statements side by side."""
    wish = wished(request.GET)
    context = {
        "names": [wish.search.label("speaker", slug) for slug in wish.search.picked("speaker")],
        "words": canonical(without_filter(wish.search.tree, "speaker")),
        "periods": wish.state["period"],
        "complaints": wish.complaints,
        "canonical": absolute(request, address(reverse("compare"), wish.state)),
    }
    typed = [*context["names"], *wish.unknown]
    context["boxes"] = typed + [""] * max(1, 2 - len(typed))
    context["meant"] = [link for name in wish.unknown for link in meant(wish, name)]
    context["period_boxes"] = [*context["periods"], "", ""][:2]
    if not any(request.GET.values()):
        wish = example()
        context["is_bare"] = not wish.search.picked("speaker")
        context["example"] = "" if context["is_bare"] else address(reverse("compare"), wish.state)
    return render(request, "archive/compare.html", {**context, **side_by_side(wish)})


def example() -> Wish:
    """Return the comparison of the two speakers quoted most; of nobody where there are not two."""
    known = [speaker.slug for speaker in kept("most-quoted", most_quoted_speakers)[:2]]
    chosen = QueryDict(mutable=True)
    chosen.setlist("speaker", known if len(known) > 1 else [])
    return wished(chosen)


def side_by_side(wish: Wish) -> dict[str, Any]:
    """Return what the page shows of a comparison: chart, statements, table."""
    found, is_too_long = compared(wish, NEWEST)
    shown = with_statements(wish, found)
    labels, series = chart(shown)
    return {
        "search": wish.search,
        "compared": shown,
        "labels": labels,
        "series": series,
        "is_too_long": is_too_long,
        "csv": address(reverse("compare-csv"), wish.state),
    }


@for_programs
@require_safe
def numbers_csv(request: HttpRequest) -> HttpResponse:
    """Give the numbers of the chart as a table: a row for each time, a column for each side."""
    found, _is_too_long = compared(wished(request.GET), 0)
    labels, series = chart(found)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="comparison.csv"'
    table = csv.writer(response)
    table.writerow(["when", *(each.name for each in series)])
    for place, when in enumerate(labels):
        table.writerow([when, *(each.numbers[place] for each in series)])
    return response


def wished(parameters: QueryDict) -> Wish:
    """Return what is to be compared; what is not understood is named and left out."""
    search = StatementFilter(parameters, queryset=Statement.objects.shown())
    periods, complaints = [], list(search.complaints)
    for given in filter(None, map(speakable, parameters.getlist("period"))):
        days = Days(moment(given), moment(given)) if moment(given) else parse(given).tree
        if isinstance(days, Days):
            periods.append(days)
        else:
            complaints.append(complaint("period", given))
    return Wish(search, list(dict.fromkeys(periods))[:MOST_PERIODS], complaints)


def compared(wish: Wish, newest: int) -> tuple[list[Compared], bool]:
    """Return each speaker in each period, and whether counting them took too long."""
    search = wish.search
    rest = without_filter(search.tree, "speaker")
    periods: list[Node] = [*wish.periods] or [EVERYTHING]
    asked = [
        (name_of(search, slug, days), all_of([rest, Field("speaker", slug), days]))
        for slug in search.picked("speaker")
        for days in periods
    ][:MOST_SIDES]
    links = Links(search)
    questions = [search.question.on(tree) for _, tree in asked]
    try:
        found, is_too_long = sides(search.queryset, questions, newest), False
    except TookTooLong:
        found, is_too_long = [Side() for _ in asked], True
    return [
        Compared(name, tree, links.to(tree), side)
        for (name, tree), side in zip(asked, found, strict=True)
    ], is_too_long


def name_of(search: StatementFilter, slug: str, days: Node) -> str:
    """Return what a side is called: the speaker, and the period if there is one."""
    name = search.label("speaker", slug)
    return name if days == EVERYTHING else f"{name}, {search.said(days)}"


def with_statements(wish: Wish, found: Sequence[Compared]) -> list[Compared]:
    """Return the sides with their newest statements, hits marked; all of them in one query."""
    ids = list(dict.fromkeys(pk for side in found for pk in side.found.ids))
    rows = {row.pk: row for row in cards(wish.search.queryset, wish.search.question, ids)}
    return [
        side._replace(statements=[rows[pk] for pk in side.found.ids if pk in rows])
        for side in found
    ]


def chart(found: Sequence[Compared]) -> tuple[list[str], list[Series]]:
    """Return the times that the sides cover together, and a series for each of them."""
    months: list[Period] = sorted(period for side in found for period in side.found.months)
    unit = unit_of(months)
    days = steps(months[0].first, months[-1].first, unit) if months else []
    series = []
    for side in found:
        counted = numbers(side.found.months, unit)
        series.append(Series(side.name, [counted.get(day, 0) for day in days], side.url))
    return [label(day, unit) for day in days], series
