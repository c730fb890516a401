"""One look at all that matches: how many, by what, and the rows of a page, in one statement.

The work is bounded: at most COUNTED matches are looked at, the first of them in the order asked
for. Up to COUNTED everything is exact. Above it the number is "more than", the facets are counted
on those first ones, and pages go no deeper than they do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections

from archive.search.rank import relevance
from archive.search.sql import FACETS, combined_sql, counted_sql, period_sql
from archive.search.window import is_cheaper, may_need_one, plan, window

if TYPE_CHECKING:
    from archive.search.queryset import StatementQuerySet
    from archive.search.question import Question

COUNTED = 10_000  # matches
MOST_WHOLE = 500  # values of a facet that is shown in full
COLUMNS = ("id", "said_on", "speaker_id", "outlet_id", "kind", "status", "language")
# What the ORM will not ask, because it can tell that nothing matches.
NO_MATCHES = """
    SELECT 0::bigint id, NULL::date said_on, 0::bigint speaker_id, 0::bigint outlet_id,
           '' kind, '' status, '' AS language, 0.0 rank WHERE false"""
NOTHING = (NO_MATCHES, ())
ORDERS = {
    "newest": "said_on DESC NULLS LAST, id DESC",
    "oldest": "said_on ASC NULLS LAST, id ASC",
    "relevance": "rank DESC, said_on DESC NULLS LAST, id DESC",
}

Row = tuple[str, str, str, int, date | None]  # (sort, key, label, number, day)
Table = tuple[str, tuple[Any, ...]]  # (SQL, its values)


class Count(NamedTuple):
    """One value of a facet."""

    key: str  # a slug, or the value itself
    label: str
    n: int


class Period(NamedTuple):
    """A year, month or day of the histogram, by its first day."""

    first: date
    n: int


@dataclass(frozen=True, slots=True)
class Found:
    """What matches."""

    total: int = 0  # at most COUNTED
    is_exact: bool = True
    ids: tuple[int, ...] = ()  # of the page asked for, in order
    facets: Mapping[str, Sequence[Count]] = field(default_factory=dict)
    periods: Sequence[Period] = ()
    unit: str = "year"
    within: Sequence[Period] = ()  # the histogram of the days asked for; () when none are
    within_unit: str = "year"
    is_cut_short: bool = False  # only the newest statements could be looked at
    totals: Mapping[str, int] = field(default_factory=dict)  # of each table, at most COUNTED + 1


@dataclass(frozen=True, slots=True)
class Wish:
    """Which matches are wanted besides the numbers."""

    order: str = "newest"
    offset: int = 0
    size: int = 20
    most: int = 12  # values of a facet
    whole: str = ""  # the facet of which MOST_WHOLE values are wanted
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)  # facet → values shown anyway


def survey(
    rows: StatementQuerySet, question: Question, wish: Wish, others: Mapping[str, Question]
) -> Found:
    """Return what matches among `rows`.

    `others` has, for each facet with a filter of its own, the question without that filter; the
    histogram is the facet "days".
    """
    asked = {"matched": (question, wish.order)}
    asked |= {f"without_{name}": (other, "newest") for name, other in others.items()}
    tables = {name: _matches(rows, *each) for name, each in asked.items()}
    narrowed = _narrowed(rows, asked, tables)
    found = _found(_ask(rows, tables | narrowed, wish), wish)
    if narrowed and any(found.totals[name] <= COUNTED for name in narrowed):
        found = _found(_ask(rows, tables, wish), wish)
    return found


def _ask(rows: StatementQuerySet, tables: Mapping[str, Table], wish: Wish) -> list[Row]:
    sources = {name.removeprefix("without_"): name for name in tables if name != "matched"}
    statement, values = _assembled(tables, sources, wish)
    with connections[rows.db].cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _narrowed(
    rows: StatementQuerySet, asked: Mapping[str, tuple[Question, str]], tables: Mapping[str, Table]
) -> dict[str, Table]:
    """Return the tables of questions with too many matches, within days that should do."""
    narrowed = {}
    for name, (question, order) in asked.items():
        if not may_need_one(question) or tables[name] == NOTHING:
            continue
        planned = plan(rows.db, tables[name])
        if within := window(rows.db, planned, order, COUNTED):
            table = _matches(rows.filter(within), question, order, are_few=True)
            if is_cheaper(plan(rows.db, table), planned):
                narrowed[name] = table
    return narrowed


def _matches(
    rows: StatementQuerySet, question: Question, order: str, *, are_few: bool = False
) -> Table:
    """Return the SQL of the first COUNTED + 1 matches, in order, with what they are counted by.

    Where hardly more than those match, `are_few`, all are ranked before they are sorted: sorting
    them with the vectors that rank them takes longer.
    """
    asked = rows.asked(question)
    columns = list(COLUMNS)
    if order == "relevance":
        # The newest are ranked: what bounds the work also keeps the order of pages stable.
        asked = asked.annotate(rank=relevance(question))
        columns.append("rank")
    in_order = "newest" if order == "relevance" else order
    is_ranked_first = order == "relevance" and are_few
    ordered = asked.order_by() if is_ranked_first else asked.in_order(in_order, question)
    wanted = ordered.values_list(*columns)
    try:
        sql, values = (wanted if is_ranked_first else wanted[: COUNTED + 1]).query.sql_with_params()
    except EmptyResultSet:
        return NOTHING
    if is_ranked_first:  # OFFSET 0: the planner leaves it as it stands
        by = ORDERS[in_order]
        sql = f"SELECT * FROM ({sql} OFFSET 0) ranked ORDER BY {by} LIMIT {COUNTED + 1}"
    return sql, tuple(values)


def _assembled(
    tables: Mapping[str, Table], sources: Mapping[str, str], wish: Wish
) -> tuple[str, list[Any]]:
    values: list[Any] = []
    named = []
    for name, (sql, parameters) in tables.items():
        named.append(f"{name}_all AS MATERIALIZED ({sql})")
        named.append(f"{name} AS NOT MATERIALIZED (SELECT * FROM {name}_all LIMIT {COUNTED})")
        named.append(f"{name}_combined AS ({combined_sql(name)})")
        values += parameters
    asked = [
        f"SELECT 'total', '{name}', '', count(*), NULL::date FROM {name}_all" for name in tables
    ]
    for facet in FACETS:
        asked.append(counted_sql(facet, sources.get(facet, "matched")))
        most = MOST_WHOLE if facet == wish.whole else wish.most
        values += [list(wish.chosen.get(facet, ())), most]
    asked.append(period_sql(sources.get("days", "matched")))
    if "days" in sources:
        asked.append(period_sql("matched", "within"))
    by = ORDERS[wish.order]
    asked.append(
        f"SELECT * FROM (SELECT 'page', '', '', id, NULL::date FROM matched ORDER BY {by}"
        " OFFSET %s LIMIT %s) page"
    )
    values += [wish.offset, wish.size]
    return f"WITH {', '.join(named)} {' UNION ALL '.join(asked)}", values


def _found(rows: Sequence[Row], wish: Wish) -> Found:
    totals = {name: n for sort, name, _, n, _ in rows if sort == "total"}
    total = totals["matched"]
    periods, unit = _periods(rows, "period ")
    within, within_unit = _periods(rows, "within ")
    return Found(
        total=min(total, COUNTED),
        is_exact=total <= COUNTED,
        ids=tuple(n for sort, _, _, n, _ in rows if sort == "page"),
        facets={
            facet: _counts([row for row in rows if row[0] == facet], wish.chosen.get(facet, ()))
            for facet in FACETS
        },
        periods=periods,
        unit=unit,
        within=within,
        within_unit=within_unit,
        totals=totals,
    )


def _counts(rows: Sequence[Row], chosen: Sequence[str]) -> list[Count]:
    """Return the values of a facet: those chosen, then the most frequent, then by name."""
    found = [Count(key, label, n) for _, key, label, n, _ in rows]
    return sorted(
        found, key=lambda count: (count.key not in chosen, -count.n, count.label, count.key)
    )


def _periods(
    rows: Sequence[tuple[str, str, str, int, date | None]], sort_is: str
) -> tuple[list[Period], str]:
    """Return the periods of one histogram, the earliest first, and their unit."""
    own = [(sort.removeprefix(sort_is), day, n) for sort, _, _, n, day in rows
           if sort.startswith(sort_is)]  # fmt: skip
    periods = sorted(Period(day, n) for _, day, n in own if day)
    return periods, own[0][0] if own else "year"


def counts(rows: StatementQuerySet, questions: Sequence[Question], most: int) -> list[int]:
    """Return how many match each question, in one statement; at most `most` of each."""
    parts: list[str] = []
    values: list[Any] = []
    for place, question in enumerate(questions):
        try:
            asked = rows.asked(question).order_by().values_list("id")[:most]
            sql, parameters = asked.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {place}, count(*) FROM ({sql}) matched")
        values += parameters
    if not parts:
        return [0] * len(questions)
    with connections[rows.db].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        found = dict(cursor.fetchall())
    return [found.get(place, 0) for place in range(len(questions))]
