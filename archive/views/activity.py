"""Numbers by month → the points of a chart, in months or years, each a search."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format

from archive.models import Statement
from archive.query.dates import last_day
from archive.templatetags.archive import WORD_FORMATS
from archive.templatetags.plot import Point
from archive.views.paging import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archive.search import Period

MOST_MONTHS = 60  # a longer time is shown in years


def unit_of(months: Sequence[Period]) -> str:
    """Return "month" or "year", by the time from the first to the last; `months` are in order."""
    if not months:
        return "year"
    return "month" if _number(months[-1].first) - _number(months[0].first) < MOST_MONTHS else "year"


def numbers(months: Iterable[Period], unit: str) -> dict[date, int]:
    """Return first day → number, by month or year."""
    found: Counter[date] = Counter()
    for period in months:
        found[_begin(period.first, unit)] += period.n
    return found


def steps(first: date, last: date, unit: str) -> list[date]:
    """Return the first day of every month or year from the one to the other, gaps too."""
    if unit == "year":
        return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    return [date(n // 12, n % 12 + 1, 1) for n in range(_number(first), _number(last) + 1)]


def label(day: date, unit: str) -> str:
    """Return a month or a year as people read it."""
    return date_format(day, WORD_FORMATS[unit])


def covered(day: date, unit: str) -> dict[str, str]:
    """Return the parameters of a search that ask for a month or a year."""
    last = last_day(f"{day:%Y-%m}" if unit == "month" else f"{day:%Y}")
    return {"after": day.isoformat(), "before": last.isoformat()}


def activity(months: Sequence[Period], parameters: Mapping[str, str]) -> list[Point]:
    """Return a point for each month or year, leading to the search for it with the parameters."""
    if not months:
        return []
    unit = unit_of(months)
    counted = numbers(months, unit)

    def point(day: date) -> Point:
        n = counted.get(day, 0)
        search = address(reverse("statements"), {**parameters, **covered(day, unit)})
        return Point(label(day, unit), n, search if n else "")

    return [point(day) for day in steps(months[0].first, months[-1].first, unit)]


def with_sparks(rows: Iterable[Any], owner: str) -> list[Any]:
    """Return the rows, speakers or outlets, each with its numbers by year as `spark`; one query.

    All of them are over the same years, from the first to the last of any.
    """
    found = list(rows)
    counted = Statement.objects.shown().by_year_of(owner, [row.pk for row in found])
    years = [year for numbers in counted.values() for year in numbers]
    span = range(min(years), max(years) + 1) if years else range(0)
    for row in found:
        row.spark = [counted.get(row.pk, {}).get(year, 0) for year in span]
    return found


def _begin(day: date, unit: str) -> date:
    return day.replace(day=1) if unit == "month" else date(day.year, 1, 1)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1
