"""How people decided about what the machine found: by rule, by outlet, by stated confidence.

They decide about the most doubtful first, so these shares are no estimate of the archive; that is
what random samples are for (draw.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection

from archive.measures import Share, wilson
from archive.models.outlet import Outlet

LATEST = 20_000  # decisions that are looked at
MOST_ROWS = 30  # rules, outlets

# One reading of the latest decisions by the index over their time, however large the archive.
COUNTS = """
    WITH decided AS MATERIALIZED (
        SELECT rule, outlet_id, least(9, floor(confidence * 10))::int AS tenth, status
        FROM archive_statement
        WHERE decided_at IS NOT NULL AND status IN ('checked', 'edited', 'hidden')
            AND attribution <> 'curated'
        ORDER BY decided_at DESC LIMIT %s
    )
    SELECT GROUPING(rule, outlet_id, tenth), rule, outlet_id, tenth,
        count(*) FILTER (WHERE status = 'checked'), count(*) FILTER (WHERE status = 'edited'),
        count(*) FILTER (WHERE status = 'hidden')
    FROM decided GROUP BY GROUPING SETS ((), (rule), (outlet_id), (tenth))
"""
BY_RULE, BY_OUTLET, BY_TENTH = 0b011, 0b101, 0b110  # as GROUPING says which are left out


class Counted(NamedTuple):
    """How many were accepted as they were, corrected, hidden."""

    label: str
    accepted: int
    corrected: int
    hidden: int

    @property
    def right(self) -> Share:
        """The share that was accepted."""
        return wilson(self.accepted, self.accepted + self.corrected + self.hidden)


@dataclass(slots=True)
class Precision:
    """The latest decisions, as a whole and by what the machine said of itself."""

    all: Counted = field(default_factory=lambda: Counted("all", 0, 0, 0))
    rules: list[Counted] = field(default_factory=list)
    outlets: list[Counted] = field(default_factory=list)
    tenths: list[Counted] = field(default_factory=list)


def precision() -> Precision:
    """Count the latest decisions, in two queries."""
    found = Precision()
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [LATEST])
        rows = cursor.fetchall()
    names = dict(
        Outlet.objects.filter(pk__in=[row[2] for row in rows if row[2]]).values_list("pk", "name")
    )
    for grouping, rule, outlet, tenth, *counts in rows:
        if grouping == BY_RULE:
            found.rules.append(Counted(rule, *counts))
        elif grouping == BY_OUTLET:
            found.outlets.append(Counted(names.get(outlet, "no outlet"), *counts))
        elif grouping == BY_TENTH:
            found.tenths.append(Counted(f"{tenth / 10:.1f}", *counts))
        else:
            found.all = Counted("all", *counts)
    found.rules = _most(found.rules)
    found.outlets = _most(found.outlets)
    found.tenths.sort()
    return found


def _most(rows: list[Counted]) -> list[Counted]:
    return sorted(rows, key=lambda row: (-row.right.n, row.label))[:MOST_ROWS]
