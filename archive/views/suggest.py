"""Speakers and outlets for what has been typed so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from archive.models import Outlet, Speaker
from archive.models.few import FEW
from archive.search import speakable

if TYPE_CHECKING:
    from django.http import HttpRequest

LONGEST, MOST = 100, 8


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Return the speakers and outlets whose names hold words that begin so, the most quoted first.

    `filter` is what to type or to add to a query; `n` is a number of statements, and `more` says
    that there are more than it.
    """
    words = speakable(request.GET.get("q", ""))[:LONGEST]
    speakers = Speaker.objects.listed().named_like(words).with_few_counts(words, MOST)
    outlets = Outlet.objects.named_like(words).with_few_counts(MOST)
    return JsonResponse(
        {
            "speakers": [entry("speaker", row) for row in speakers] if words else [],
            "outlets": [entry("outlet", row) for row in outlets] if words else [],
        }
    )


def entry(field: str, row: Any) -> dict[str, Any]:
    """Return a speaker or an outlet as a suggestion."""
    return {
        "name": row.name,
        "filter": f"{field}:{row.slug}",
        "url": row.get_absolute_url(),
        "n": min(row.statement_count, FEW),
        "more": row.statement_count > FEW,
    }
