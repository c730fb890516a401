"""Speakers and outlets for what has been typed so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from archive.models import Outlet, Speaker
from archive.models.few import FEW
from archive.search import LONGEST_LOOK, TookTooLong, bounded, speakable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

LONGEST, MOST = 100, 8
MOST_ENDINGS = 3  # how many words of a query may be the beginning of a name
FIELDS = ("speaker", "outlet")


class Typed(NamedTuple):
    """The end of a query, which may be the beginning of a name."""

    before: str  # the query in front of it
    name: str
    fields: tuple[str, ...] = FIELDS


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Return the speakers and outlets whose names hold words that begin so, the most quoted first.

    What fits is the longest end of the query that is part of a name. `query` is the query with the
    filter in its place; `n` is a number of statements, and `more` says that there are more than it.
    Without an answer in time, and for a query that ends in no name, both lists are empty.
    """
    found: dict[str, list[Any]] = {"speakers": [], "outlets": []}
    try:
        with bounded("default", LONGEST_LOOK):
            for typed in endings(speakable(request.GET.get("q", ""))[-LONGEST:]):
                found = offers(typed)
                if any(found.values()):
                    break
    except TookTooLong:
        pass
    return JsonResponse(found)


def endings(text: str) -> Iterator[Typed]:
    """Yield the ends of a query, the longest first; only the name itself behind `speaker:`."""
    for field in FIELDS:
        before, mark, name = text.rpartition(f"{field}:")
        if mark and len(name.split()) <= MOST_ENDINGS:
            yield Typed(before.strip(), name.strip(' "“”'), (field,))
            return
    words = text.split()
    for first in range(max(0, len(words) - MOST_ENDINGS), len(words)):
        yield Typed(" ".join(words[:first]), " ".join(words[first:]))


def offers(typed: Typed) -> dict[str, list[Any]]:
    """Return the speakers and the outlets that fit, ready to be shown."""
    if not typed.name:
        return {"speakers": [], "outlets": []}
    speakers: list[Speaker] = []
    outlets: list[Outlet] = []
    if "speaker" in typed.fields:
        named = Speaker.objects.listed().named_like(typed.name)
        speakers = named.with_few_counts(typed.name, MOST)
    if "outlet" in typed.fields:
        outlets = Outlet.objects.named_like(typed.name).with_few_counts(MOST)
    return {
        "speakers": [entry("speaker", row, typed.before) for row in speakers],
        "outlets": [entry("outlet", row, typed.before) for row in outlets],
    }


def entry(field: str, row: Any, before: str) -> dict[str, Any]:
    """Return a speaker or an outlet as a suggestion to put behind the query `before`."""
    added = f"{field}:{row.slug}"
    return {
        "name": row.name,
        "filter": added,
        "query": f"{before} {added}".strip(),
        "note": _note(field, row.statement_count),
        "url": row.get_absolute_url(),
        "n": min(row.statement_count, FEW),
        "more": row.statement_count > FEW,
    }


def _note(field: str, n: int) -> str:
    kind = _("speaker") if field == "speaker" else _("outlet")
    if n > FEW:
        return _("%(kind)s, more than %(n)d statements") % {"kind": kind, "n": FEW}
    shape = ngettext("%(kind)s, %(n)d statement", "%(kind)s, %(n)d statements", n)
    return shape % {"kind": kind, "n": n}
