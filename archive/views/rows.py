"""A search as rows for programs: feed, export and API take the same ones in the same order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.filters import StatementFilter
from archive.models import Statement
from archive.search import first
from archive.templatetags.archive import in_context
from archive.views.absolute import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

A_BATCH = 500  # rows that are fetched at once


class Key(NamedTuple):
    """The place of a row in the order: where the next page begins."""

    day: date | None
    pk: int

    def __str__(self) -> str:
        return f"{self.day.isoformat() if self.day else 'undated'}.{self.pk}"


def key_of(text: str) -> Key:
    """Return the place that is written so; raises ValueError for anything else."""
    day, _dot, pk = text.partition(".")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        raise ValueError(f"“{text}” is no place in this list")
    return Key(None if day == "undated" else date.fromisoformat(day), int(pk))


class Rows(NamedTuple):
    """What the address of a search asks for, newest or oldest first."""

    search: StatementFilter
    order: str

    def page(self, key: Key | None, size: int) -> list[Statement]:
        """Return so many rows behind the place."""
        behind = self.search.queryset.after(key, self.order)
        return first(behind, self.search.question, size, self.order)

    def all(self) -> Iterator[Statement]:
        """Yield every row, fetched in batches, each once however many are added meanwhile."""
        key = None
        while batch := self.page(key, A_BATCH):
            yield from batch
            key = Key(batch[-1].said_on, batch[-1].pk)


def rows_of(request: HttpRequest) -> Rows:
    """Return the rows that the parameters ask for; by relevance they are the newest first."""
    search = StatementFilter(request.GET, queryset=Statement.objects.shown())
    return Rows(search, "oldest" if search.order == "oldest" else "newest")


def as_json(request: HttpRequest, row: Statement) -> dict[str, Any]:
    """Return a statement as programs read it."""
    speaker, outlet, article = row.speaker, row.outlet, row.article
    return {
        "id": row.pk,
        "url": absolute(request, row.get_absolute_url()),
        "text": row.text,
        "kind": row.kind,
        "language": row.language,
        "speaker": _named(request, speaker),
        "mention": row.mention,
        "cue": row.cue,
        "said_on": row.said_on.isoformat() if row.said_on else None,
        "said_precision": row.said_precision,
        "outlet": _named(request, outlet),
        "article": {
            "title": article.title,
            "url": absolute(request, in_context(row)),
            "source": article.canonical_url,
        },
        "attribution": row.attribution,
        "rule": row.rule,
        "resolution": row.resolution,
        "confidence": row.confidence,
        "status": row.status,
    }


def _named(request: HttpRequest, one: Any) -> dict[str, str] | None:
    if one is None:
        return None
    return {"name": one.name, "slug": one.slug, "url": absolute(request, one.get_absolute_url())}


def as_cells(request: HttpRequest, row: Statement) -> dict[str, Any]:
    """Return a statement as one line of a table: what is nested gets a name of two parts."""
    cells: dict[str, Any] = {}
    for name, value in as_json(request, row).items():
        if name in ("speaker", "outlet"):
            value = value or {"name": "", "slug": "", "url": ""}
        if isinstance(value, dict):
            cells |= {f"{name}_{part}": inner or "" for part, inner in value.items()}
        else:
            cells[name] = "" if value is None else value
    return cells
