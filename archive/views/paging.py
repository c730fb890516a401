"""Long lists, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator

from archive.filters import complaint
from archive.search import speakable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest

PAGE_SIZE = 20


def address(path: str, parameters: Mapping[str, Sequence[str] | str]) -> str:
    """Return the path with the parameters that have a value."""
    kept = {name: value for name, value in parameters.items() if value}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of rows, and the addresses of its neighbours."""

    page: Page
    path: str
    parameters: Mapping[str, Sequence[str] | str] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()

    def _address(self, number: int) -> str:
        return address(self.path, {**self.parameters, "page": str(number) if number > 1 else ""})

    @property
    def here(self) -> str:
        """The one address of this page."""
        return self._address(self.page.number)

    @property
    def previous(self) -> str:
        """The address of the page before, "" on the first."""
        return self._address(self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next(self) -> str:
        """The address of the page after, "" on the last."""
        return self._address(self.page.number + 1) if self.page.has_next() else ""

    @property
    def numbered(self) -> list[tuple[int | None, str]]:
        """Page numbers with addresses, None where some are left out."""
        pages = self.page.paginator.get_elided_page_range(
            self.page.number, on_each_side=1, on_ends=1
        )
        return [(n, self._address(n)) if isinstance(n, int) else (None, "") for n in pages]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Rows whose number is known already: all of them, or (`are_page`) those of the page alone."""

    count_of_all: int
    rows: Sequence[Any] | QuerySet[Any]
    are_page: bool = False

    def __len__(self) -> int:
        return self.count_of_all

    def __getitem__(self, place: slice) -> Sequence[Any] | QuerySet[Any]:
        return self.rows if self.are_page else self.rows[place]


def page_asked_for(request: HttpRequest) -> int:
    """Return the number of the page that `?page=` asks for; 1 for what is no number."""
    return _number(speakable(request.GET.get("page", "")) or "1")


def listing(
    request: HttpRequest,
    rows: QuerySet[Any] | Sequence[Any] | Numbered,
    parameters: Mapping[str, Sequence[str] | str] | None = None,
    size: int = PAGE_SIZE,
) -> Listing:
    """Return the page that `?page=` asks for; a wrong number leads to the nearest and is named."""
    paginator: Paginator[Any] = Paginator(rows, size)  # type: ignore[arg-type]
    asked = speakable(request.GET.get("page", "")) or "1"
    try:
        return Listing(paginator.page(asked), request.path, parameters or {})
    except InvalidPage:
        nearest = paginator.get_page(_number(asked))
        return Listing(nearest, request.path, parameters or {}, (complaint("page", asked),))


def listing_of(request: HttpRequest, rows: QuerySet[Any], count: int) -> Listing:
    """Return the page that `?page=` asks for, of rows whose number is known already."""
    last = max(1, -(-count // PAGE_SIZE))
    start = (min(page_asked_for(request), last) - 1) * PAGE_SIZE
    return listing(request, Numbered(count, rows[start : start + PAGE_SIZE], are_page=True))


def _number(asked: str) -> int:
    """Return 1 for what is no number or below one, and past every last page for what is above."""
    if not asked.isdecimal() or not int(asked[:6]):
        return 1
    return int(asked[:9])
