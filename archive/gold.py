"""Articles that people checked from end to end, as annotated texts for `evaluate` and the scorer.

The form of archive/sample/gold.jsonl: a text with every statement a reader finds in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef

from archive.models import Article, Change, Statement
from archive.models.statement import Attribution
from archive.models.status import CURATED, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

CHUNK = 200  # articles read at once


def checked_articles() -> QuerySet[Article]:
    """Return the articles in whose current text somebody decided about every statement."""
    own = Statement.objects.filter(article=OuterRef("pk"), version=OuterRef("current_version"))
    return Article.objects.filter(
        Exists(own.filter(status__in=(Status.CHECKED, Status.EDITED))),
        ~Exists(own.filter(status=Status.MACHINE)),
    )


def gold() -> Iterator[dict[str, Any]]:
    """Yield each checked article with what people let stand, in the order of the articles."""
    rows = checked_articles().select_related("current_version").order_by("pk")
    batch: list[Article] = []
    for article in rows.iterator(CHUNK):
        batch.append(article)
        if len(batch) == CHUNK:
            yield from _annotated(batch)
            batch = []
    yield from _annotated(batch)


def _annotated(articles: list[Article]) -> Iterator[dict[str, Any]]:
    ids = [article.pk for article in articles]
    kept = Statement.objects.filter(
        article__in=ids, version=F("article__current_version"), status__in=CURATED
    ).exclude(status=Status.HIDDEN)
    found: dict[int, list[Statement]] = {pk: [] for pk in ids}
    for statement in kept.select_related("speaker").order_by("start", "-end", "pk"):
        found[statement.article_id].append(statement)
    given = _given_another_speaker([s.pk for own in found.values() for s in own])
    for article in articles:
        assert article.current_version, "chosen by a statement in it"
        quotes = [
            _quote(one, article.current_version.text, is_fixed=one.pk in given)
            for one in found[article.pk]
        ]
        yield {
            "id": article.source,
            "title": article.title,
            "date": article.said_on.isoformat() if article.said_on else None,
            "language": article.language,
            "text": article.current_version.text,
            "quotes": quotes,
        }


def _given_another_speaker(ids: list[int]) -> set[int]:
    """Return those whose speaker a person corrected: the machine's mention is not theirs."""
    rows = Change.objects.filter(model="statement", row__in=ids, after__contains='"speaker_id"')
    return set(rows.values_list("row", flat=True))


def _quote(statement: Statement, text: str, *, is_fixed: bool) -> dict[str, Any]:
    is_by_hand = statement.attribution == Attribution.CURATED
    mention = None if is_fixed else _span(statement.mention, statement.mention_start, text)
    return {
        "start": statement.start,
        "end": statement.end,
        "kind": statement.kind,
        "speaker": mention,
        "speaker_canonical": statement.speaker.name if statement.speaker else None,
        "cue": _span(statement.cue, statement.cue_start, text),
        "attribution": None if is_by_hand else statement.attribution,
    }


def _span(words: str, start: int | None, text: str) -> dict[str, Any] | None:
    """Return where the words stand; None where a corrected text has others there."""
    if start is None or text[start : start + len(words)] != words:
        return None
    return {"start": start, "end": start + len(words), "text": words}
