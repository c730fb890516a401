"""Exact numbers of however many rows, by month and by columns, in one pass over an index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connections

from archive.search.survey import Count, Period

if TYPE_CHECKING:
    from archive.search.queryset import StatementQuerySet

# What is counted by → the columns that hold its key and its label.
GROUPS: Mapping[str, tuple[str, str]] = {
    "kind": ("kind", "kind"),
    "speaker": ("speaker__slug", "speaker__name"),
    "outlet": ("outlet__slug", "outlet__name"),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows there are, from when to when, and how they are spread."""

    n: int = 0
    first: date | None = None
    last: date | None = None
    months: Sequence[Period] = ()  # the earliest first; what is known to the year is in January
    groups: Mapping[str, Sequence[Count]] = field(default_factory=dict)  # the largest first


def tally(rows: StatementQuerySet, *by: str) -> Tally:
    """Count the rows, by month and by each of the GROUPS named in `by`; one query.

    Rows without a value are in no count of that group.
    """
    asked = list(dict.fromkeys(column for name in by for column in GROUPS[name]))
    try:
        inner = rows.order_by().values_list("said_on", *asked).query.sql_with_params()
    except EmptyResultSet:
        return Tally()
    names = [f"c{place}" for place in range(len(asked))]
    place_of = dict(zip(asked, names, strict=True))
    sets = [", ".join(dict.fromkeys(place_of[column] for column in GROUPS[name])) for name in by]
    sql = f"""
        SELECT GROUPING({", ".join(["month", *names])}), count(*), min(said_on), max(said_on),
               month, {", ".join(names) or "NULL"}
        FROM (
            SELECT *, date_trunc('month', said_on::timestamp)::date AS month
            FROM ({inner[0]}) matched ({", ".join(["said_on", *names])})
        ) dated
        GROUP BY GROUPING SETS ((), (month){"".join(f", ({one})" for one in sets)})"""
    with connections[rows.db].cursor() as cursor:
        cursor.execute(sql, inner[1])
        return _read(cursor.fetchall(), asked, by)


def _read(rows: Sequence[tuple[Any, ...]], asked: Sequence[str], by: Sequence[str]) -> Tally:
    """Sort the rows by the bits of GROUPING: a column that is grouped by has none."""
    width = len(asked) + 1
    whole = 2**width - 1
    everything = next(row for row in rows if row[0] == whole)
    month = whole - 2 ** (width - 1)
    months = sorted(Period(row[4], row[1]) for row in rows if row[0] == month and row[4])
    groups = {}
    for name in by:
        places = [asked.index(column) for column in GROUPS[name]]
        mask = whole - sum(2 ** (width - 2 - place) for place in set(places))
        key, label = (5 + place for place in places)
        found = [Count(r[key], r[label], r[1]) for r in rows if r[0] == mask and r[key]]
        groups[name] = sorted(found, key=lambda count: (-count.n, count.label))
    return Tally(everything[1], everything[2], everything[3], months, groups)
