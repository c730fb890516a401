"""Numbers by day → months as people hang them on walls."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil, sqrt
from typing import NamedTuple

from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, get_format
from django.utils.translation import ngettext

LEVELS = 4  # shades, by the square root of the number, so that one big day leaves the others theirs


class Cell(NamedTuple):
    """A day of a month."""

    day: date
    n: int
    level: int  # 0 for nothing, up to LEVELS
    url: str = ""  # of its page, and its number in words: "" where there is nothing
    said: str = ""


class Month(NamedTuple):
    """A month: weeks of seven cells, None where a day belongs to another month."""

    first: date
    name: str
    n: int
    weeks: Sequence[Sequence[Cell | None]]


def weekdays() -> list[tuple[str, str]]:
    """Return the days of the week as short and as full names, in the order of the locale."""
    order = Calendar(_first_weekday()).iterweekdays()
    return [(str(WEEKDAYS_ABBR[day]), str(WEEKDAYS[day])) for day in order]


def months(firsts: Sequence[date], counted: Mapping[date, int]) -> list[Month]:
    """Return the months that begin on these days, all on one scale of shades."""
    most = max(counted.values(), default=0)
    return [_month(first, counted, most) for first in firsts]


def _month(first: date, counted: Mapping[date, int], most: int) -> Month:
    weeks = Calendar(_first_weekday()).monthdayscalendar(first.year, first.month)

    def cell(number: int) -> Cell | None:
        if not number:
            return None
        day = first.replace(day=number)
        n = counted.get(day, 0)
        if not n:
            return Cell(day, 0, 0)
        url = reverse("day", args=f"{day:%Y %m %d}".split())
        said = ngettext("%(n)s statement", "%(n)s statements", n) % {"n": n}
        return Cell(day, n, ceil(LEVELS * sqrt(n / most)), url, said)

    grid = [[cell(number) for number in week] for week in weeks]
    n = sum(one.n for week in grid for one in week if one)
    return Month(first, date_format(first, "F"), n, grid)


def _first_weekday() -> int:
    """Return the locale's first day of the week, Monday being 0."""
    return (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7
