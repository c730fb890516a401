"""What was said in a year, a month, on a day: `/on/2021/05/12/` is the search `on:2021-05-12`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from archive.models import Statement
from archive.models.article import DatePrecision
from archive.query.dates import first_day, last_day
from archive.query.tree import Days
from archive.search import Question, tally
from archive.templatetags.archive import WORD_FORMATS
from archive.views.absolute import absolute
from archive.views.calendar import months, weekdays
from archive.views.paging import address, listing_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

EXACT = (DatePrecision.DAY, DatePrecision.MINUTE)
UNITS = {4: "year", 7: "month", 10: "day"}  # by the length of the text
MOST = 10


class Moment(NamedTuple):
    """A year, a month or a day, with its page."""

    text: str  # 2021, 2021-05 or 2021-05-12
    label: str
    url: str


def moment(text: str) -> Moment:
    """Return the moment that is written so."""
    unit = UNITS[len(text)]
    label = date_format(first_day(text), WORD_FORMATS[unit])
    return Moment(text, label, reverse(unit, args=text.split("-")))


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the latest year in which anything was said."""
    dated = Statement.objects.shown().filter(said_on__isnull=False)
    newest = dated.newest().values_list("said_on", flat=True).first()
    if newest is None:
        return redirect("statements")
    return redirect("year", f"{newest:%Y}")


@require_safe
def on(request: HttpRequest, year: str, month: str = "", day: str = "") -> HttpResponse:
    """Show a year, a month or a day; 404 for a day that no calendar has."""
    text = "-".join(filter(None, (year, month, day)))
    try:
        first, last = first_day(text), last_day(text)
    except ValueError as error:
        raise Http404 from error
    unit = UNITS[len(text)]
    shown = Statement.objects.shown()
    asked = shown.asked(Question(Days(text, text)))
    said = tally(asked, "speaker", "outlet")
    counted = by_day(date(first.year, first.month, 1), last_day(text[:7]))
    context = {
        "unit": unit,
        "moment": moment(text),
        "above": [moment(text[:length]) for length in (4, 7) if length < len(text)],
        "said": said,
        "speakers": said.groups["speaker"][:MOST],
        "outlets": said.groups["outlet"][:MOST],
        "months": months(firsts(text), counted),
        "weekdays": weekdays(),
        "less_exact": said.n - sum(counted.values()) if unit != "day" else 0,
        "around": around(text, first, last),
        "search": address(reverse("statements"), {"after": text, "before": text}),
        "chosen": first if unit == "day" else None,
    }
    if unit != "year":
        context["listing"] = listing = listing_of(request, asked.for_display().oldest(), said.n)
        context["complaints"] = listing.complaints
    here = listing.here if unit != "year" else request.path
    context["canonical"] = absolute(request, here)
    return render(request, "archive/on.html", context)


def firsts(text: str) -> list[date]:
    """Return the first days of the months to draw: all of a year, or the one of a month or day."""
    year = int(text[:4])
    return [date(year, n, 1) for n in ([int(text[5:7])] if len(text) > 4 else range(1, 13))]


def by_day(first: date, last: date) -> dict[date, int]:
    """Count what was said from the one day to the other, as far as its day is known."""
    exact = Statement.objects.shown().filter(said_on__range=(first, last), said_precision__in=EXACT)
    rows = exact.order_by().values_list("said_on").annotate(n=Count("pk"))
    return dict(rows)


def around(text: str, first: date, last: date) -> dict[str, Moment]:
    """Return the nearest year, month or day before and after with anything said."""
    rows = Statement.objects.shown().filter(said_on__isnull=False)
    rows = rows.filter(said_precision__in=EXACT) if len(text) == 10 else rows
    days = {
        "earlier": rows.filter(said_on__lt=first).newest(),
        "later": rows.filter(said_on__gt=last).oldest(),
    }
    found = {name: way.values_list("said_on", flat=True).first() for name, way in days.items()}
    return {name: moment(day.isoformat()[: len(text)]) for name, day in found.items() if day}
