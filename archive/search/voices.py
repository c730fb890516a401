"""Who says it most: the matches by their speakers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, F, Max, Min

from archive.search.bound import TookTooLong, bounded
from archive.search.survey import COUNTED

if TYPE_CHECKING:
    from archive.search.queryset import StatementQuerySet
    from archive.search.question import Question

MOST_VOICES = 100


class Voice(NamedTuple):
    """A speaker, how often they said it, and the first and the last day, None if undated."""

    slug: str
    name: str
    n: int
    first: date | None
    last: date | None


def voices(rows: StatementQuerySet, question: Question, most: int = MOST_VOICES) -> list[Voice]:
    """Return who is on record with it, the most often quoted first; () of a search too slow.

    Counted on the newest COUNTED matches, as the facets are.
    """
    newest = rows.asked(question).newest().values("pk")[:COUNTED]
    named = rows.filter(pk__in=newest, speaker__isnull=False).order_by()
    counted = named.values("speaker").annotate(
        slug=F("speaker__slug"), name=F("speaker__name"),
        n=Count("id"), first=Min("said_on"), last=Max("said_on"),
    )  # fmt: skip
    ranked = counted.order_by("-n", "name", "speaker").values_list(*Voice._fields)
    try:
        with bounded(rows.db):
            return [Voice(*row) for row in ranked[:most]]
    except TookTooLong:
        return []
