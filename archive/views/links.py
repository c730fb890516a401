"""The addresses one click away from a search, of which a page has nearly a hundred.

Each is what `state_of` the changed query gives; a value that is added changes one parameter only,
so that the others need not be worked out again.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from archive.filters import PICKED
from archive.query import canonical
from archive.query.clicks import excluded, excluding, toggled, values, with_days, without_filter
from archive.query.tree import Field, Not
from archive.views.paging import address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archive.filters import StatementFilter
    from archive.query import Node

PARAMETERS = ("q", *PICKED, "after", "before", "sort", "by")  # in the order of `state_of`


class Links:
    """The addresses of searches that differ in one step from this one."""

    def __init__(self, search: StatementFilter) -> None:
        self.search = search
        self._path = reverse("statements")

    def to(self, tree: Node, **changes: str) -> str:
        """Return the address of another query, from its first page.

        `changes` are an order (`sort`), or the facet to show in full (`all`).
        """
        whole = {"all": changes.pop("all")} if "all" in changes else {}
        return address(self._path, {**self.search.state_of(tree, **changes), **whole})

    def toggling(self, name: str, value: str) -> str:
        """Return the address with the value added to the filter on a field, or taken away."""
        tree = self.search.tree
        chosen = values(tree, name)
        if name not in PICKED or value in chosen:
            return self.to(toggled(tree, name, value))
        return self._with(self._here, {name: [*chosen, value]})

    def excluding(self, name: str, value: str) -> str:
        """Return the address without what has the value, or again with it."""
        tree = self.search.tree
        if value in values(tree, name) or value in excluded(tree, name):
            return self.to(excluding(tree, name, value))
        words = " ".join([*self._state.get("q", ()), canonical(Not(Field(name, value)))])
        return self._with(self._here, {"q": [words]})

    def on_days(self, first: str, last: str) -> str:
        """Return the address with other days; "" is open."""
        if not (first or last):
            return self.to(with_days(self.search.tree, first, last))
        return self._with(self._undated, {"after": [first], "before": [last]})

    @cached_property
    def _state(self) -> dict[str, list[str]]:
        return self.search.state

    @cached_property
    def _here(self) -> dict[str, str]:
        return _encoded(self._state)

    @cached_property
    def _undated(self) -> dict[str, str]:
        return _encoded(self.search.state_of(without_filter(self.search.tree, "days")))

    def _with(self, pieces: Mapping[str, str], changes: Mapping[str, Sequence[str]]) -> str:
        changed = {**pieces, **_encoded(changes)}
        return f"{self._path}?{'&'.join(changed[name] for name in PARAMETERS if name in changed)}"


def _encoded(state: Mapping[str, Sequence[str]]) -> dict[str, str]:
    kept = {name: [value for value in given if value] for name, given in state.items()}
    return {name: urlencode({name: given}, doseq=True) for name, given in kept.items() if given}
