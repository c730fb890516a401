"""Facets, chips and sort links of a search: everything that changes its address by one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.filters import SORTS
from archive.models.statement import Kind
from archive.views.paging import address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from archive.filters import StatementFilter

MOST = 12


class Entry(NamedTuple):
    """One value that can be added or taken away."""

    label: str
    n: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one parameter, counted over what all other parameters keep."""

    name: str
    label: str
    entries: list[Entry]


class Chip(NamedTuple):
    """A part of the search that can be taken away."""

    label: str
    value: str
    url: str


class Sort(NamedTuple):
    """An order, by its link."""

    label: str
    url: str
    is_current: bool


def search_address(state: dict[str, list[str]], **changes: list[str]) -> str:
    """Return the address of the search with some parameters changed, from its first page."""
    return address(reverse("statements"), {**state, **changes})


def facets(search: StatementFilter) -> list[Facet]:
    """Count the values of each facet: one query each."""
    kinds = {kind.value: str(kind.label) for kind in Kind}
    by_kind = [
        {"slug": row["kind"], "label": kinds[row["kind"]], "n": row["n"]}
        for row in search.narrowed("kind").by_kind()
    ]
    return [
        Facet(
            "speaker",
            _("Speaker"),
            entries(search, "speaker", search.narrowed("speaker").by_speaker(MOST)),
        ),
        Facet(
            "outlet",
            _("Outlet"),
            entries(search, "outlet", search.narrowed("outlet").by_outlet(MOST)),
        ),
        Facet("kind", _("Kind"), entries(search, "kind", by_kind)),
        Facet("year", _("Year"), years(search)),
    ]


def entries(search: StatementFilter, name: str, rows: list[dict[str, object]]) -> list[Entry]:
    """Return the values of a repeatable parameter as links that add it or take it away."""
    state = search.state
    chosen = state.get(name, [])
    found = []
    for row in rows:
        key = str(row["slug"])
        rest = [value for value in chosen if value != key]
        url = search_address(state, **{name: rest if key in chosen else [*chosen, key]})
        found.append(Entry(str(row["label"]), int(str(row["n"])), url, key in chosen))
    return found


def years(search: StatementFilter) -> list[Entry]:
    """Return the years as links that set the first and last day, the latest year first."""
    state = search.state
    found = []
    for row in reversed(search.narrowed("after", "before").by_year()):
        days = [f"{row['year']:04}-01-01"], [f"{row['year']:04}-12-31"]
        chosen = (state.get("after"), state.get("before")) == days
        after, before = ([], []) if chosen else days
        url = search_address(state, after=after, before=before)
        found.append(Entry(str(row["year"]), row["n"], url, chosen))
    return found


def chips(search: StatementFilter) -> Iterator[Chip]:
    """Yield every part of the search with the address of the search without it."""
    state = search.state
    if search.words:
        yield Chip(_("Words"), search.words, search_address(state, q=[]))
    labels = {"speaker": _("Speaker"), "outlet": _("Outlet"), "kind": _("Kind")}
    for name, label in labels.items():
        for choice in search.picked(name):
            rest = [value for value in state[name] if value != choice.key]
            yield Chip(label, choice.label, search_address(state, **{name: rest}))
    for name, label in (("after", _("Since")), ("before", _("Until"))):
        day: date | None = search.value(name)
        if day:
            yield Chip(label, date_format(day, "j F Y"), search_address(state, **{name: []}))


def sorts(search: StatementFilter) -> list[Sort]:
    """Return the orders that make sense: by relevance only when there are words."""
    return [
        Sort(str(label), search_address(search.state, sort=[key]), key == search.order)
        for key, label in SORTS.items()
        if key != "relevance" or search.words
    ]
