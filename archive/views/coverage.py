"""What the archive holds, by outlet and year, with the years that are missing in between."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Years(NamedTuple):
    """A column: one year, or a run of years of which the archive holds nothing at all."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


class Cell(NamedTuple):
    """What an outlet has of the years of a column."""

    n: int
    is_gap: bool  # nothing, though there are earlier and later articles of the outlet


class Row(NamedTuple):
    """An outlet ("" where it is not known)."""

    slug: str
    label: str
    cells: Sequence[Cell]
    undated: int
    n: int


class Coverage(NamedTuple):
    """The table, or some rows of it: the columns and the last row are those of all."""

    years: Sequence[Years]
    rows: Sequence[Row]
    total: Row
    has_undated: bool
    outlets: int  # how many the whole table has

    @property
    def has_gaps(self) -> bool:
        """Say whether a row of these has a gap."""
        return any(cell.is_gap for row in self.rows for cell in row.cells)

    def largest(self, most: int) -> Coverage:
        """Return the table when it is no longer than so, else its rows with most articles."""
        if self.outlets <= most:
            return self
        return self._replace(rows=sorted(self.rows, key=lambda row: -row.n)[:most])

    def only(self, rows: Sequence[Row]) -> Coverage:
        """Return these rows of the table."""
        return self._replace(rows=rows)


def coverage(counted: Iterable[Mapping[str, Any]]) -> Coverage:
    """Return the counts of `Article.objects.by_outlet_and_year()` as a table."""
    outlets: dict[tuple[str, str], dict[int | None, int]] = {}
    for row in counted:
        outlets.setdefault((row["slug"] or "", row["label"] or ""), {})[row["year"]] = row["n"]
    years = columns({year for counts in outlets.values() for year in counts if year})
    rows = [
        Row(
            slug, label, cells(years, counts, bool(slug)), counts.get(None, 0), sum(counts.values())
        )
        for (slug, label), counts in outlets.items()
    ]
    total = sum_of(years, rows)
    return Coverage(years, rows, total, bool(total.undated), len(rows))


def sum_of(years: Sequence[Years], rows: Iterable[Row]) -> Row:
    """Return what all rows hold together, without gaps."""
    rows = list(rows)
    counts = [sum(row.cells[place].n for row in rows) for place in range(len(years))]
    undated, n = sum(row.undated for row in rows), sum(row.n for row in rows)
    return Row("", "", [Cell(n, is_gap=False) for n in counts], undated, n)


def columns(years: Iterable[int]) -> list[Years]:
    """Return a column for each year, and one for each run of years between two of them."""
    ordered = sorted(years)
    found = [Years(year, year) for year in ordered[:1]]
    for before, year in pairwise(ordered):
        found += [Years(before + 1, year - 1)] if year > before + 1 else []
        found.append(Years(year, year))
    return found


def cells(years: Iterable[Years], counts: Mapping[int | None, int], is_outlet: bool) -> list[Cell]:
    """Return the cells of a row; articles of nobody known have no gaps."""
    own = [year for year in counts if year]
    found = []
    for column in years:
        n = counts.get(column.first, 0)
        inside = is_outlet and bool(own) and min(own) < column.first < max(own)
        found.append(Cell(n, inside and not n))
    return found
