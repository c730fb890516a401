"""The results over time, each bar a click that narrows the search to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.query.clicks import days
from archive.templatetags.archive import WORD_FORMATS
from archive.templatetags.plot import Point
from archive.views.facets import covered
from archive.views.links import Links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archive.filters import StatementFilter
    from archive.search import Found, Period

MOST_BARS = 120


def histogram(search: StatementFilter, found: Found) -> list[Point]:
    """Return the matches by year, month or day, gaps as zeros.

    When days are asked for, those days are shown, more finely: a click narrows, a chip widens.
    """
    counted, unit = (
        (found.within, found.within_unit) if found.within else (found.periods, found.unit)
    )
    return points(search, counted, unit)


def points(search: StatementFilter, counted: Sequence[Period], unit: str) -> list[Point]:
    """Return a bar for each period between the first and the last."""
    if not counted:
        return []
    step = step_of(counted[0].first, counted[-1].first, unit)
    numbers: dict[date, int] = {}
    for period in counted:
        begin = beginning(period.first, step)
        numbers[begin] = numbers.get(begin, 0) + period.n
    chosen, links = days(search.tree), Links(search)
    found = []
    for begin in every(beginning(counted[0].first, step), counted[-1].first, unit, step):
        span = covered(begin, unit, step)
        is_chosen = chosen == (span,)
        first, last = ("", "") if is_chosen else (span.first, span.last)
        url = links.on_days(first, last)
        found.append(Point(label_of(begin, unit, step), numbers.get(begin, 0), url, is_chosen))
    return found


def step_of(first: date, last: date, unit: str) -> int:
    """Return how many years a bar covers, so that there are at most MOST_BARS; else 1."""
    if unit != "year":
        return 1
    return next(step for step in (1, 10, 100, 1000) if (last.year - first.year) // step < MOST_BARS)


def beginning(day: date, step: int) -> date:
    """Return the first day of the bar's years."""
    return day if step == 1 else date(max(1, day.year - day.year % step), 1, 1)


def every(first: date, last: date, unit: str, step: int) -> Iterable[date]:
    """Return the first day of each bar."""
    if unit == "year":
        return (date(year, 1, 1) for year in range(first.year, last.year + 1, step))
    return months(first, last) if unit == "month" else each_day(first, last)


def months(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month."""
    while first <= last:
        yield first
        first = (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def each_day(first: date, last: date) -> Iterator[date]:
    """Yield each day."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def label_of(begin: date, unit: str, step: int) -> str:
    """Return how a bar is called: 2021, May 2021, 4 May 2021, 1900–1909."""
    # Django reads a format anew for each date: a year needs none.
    label = f"{begin.year:04}" if unit == "year" else date_format(begin, WORD_FORMATS[unit])
    if step == 1:
        return label
    last = begin.year - begin.year % step + step - 1
    return _("%(first)s–%(last)s") % {"first": label, "last": last}
