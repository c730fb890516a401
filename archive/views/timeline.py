"""Roles on a line of years."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.models import Role
    from archive.search import Tally

WIDTH = 1000  # units across the whole line
LEAST = 8  # units of the shortest bar


class Stretch(NamedTuple):
    """A role, and where its bar lies on the line."""

    role: Role
    x: int
    width: int


class Timeline(NamedTuple):
    """Roles on one scale, from the first to the last year."""

    first: int
    last: int
    stretches: Sequence[Stretch]


def timeline(roles: Iterable[Role], said: Tally) -> Timeline:
    """Return the roles, the latest first, on the years that they and the statements cover.

    An open beginning or end reaches to the end of the line.
    """
    ordered = sorted(roles, key=lambda role: str(role.since or ""), reverse=True)
    days = [day for role in ordered for day in (role.since, role.until) if day]
    days += [day for day in (said.first, said.last) if day]
    if any(role.until is None for role in ordered) and days:
        days.append(max(timezone.now().date(), *days))
    if not days:
        return Timeline(0, 0, [Stretch(role, 0, WIDTH) for role in ordered])
    begin, end = date(min(days).year, 1, 1), date(max(days).year, 12, 31)

    def place(day: date) -> int:
        return round(WIDTH * (day - begin).days / (end - begin).days)

    stretches = []
    for role in ordered:
        x, stop = place(role.since or begin), place(role.until or end)
        width = max(LEAST, stop - x)
        stretches.append(Stretch(role, min(x, WIDTH - width), width))
    return Timeline(begin.year, end.year, stretches)
