"""Canonical rows: two archives with the same content dump the same bytes.

Natural keys in place of ids, nothing that tells when a machine did its work, sorted by code point.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.db.models.functions import Collate

from archive.models import Article, NearCopy, QuotationGroup, Speaker, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.db.models import QuerySet

PLACE = ("source", "origin", "canonical_url", "title")  # tells any two articles apart
CHUNK = 2000  # rows a server-side cursor hands over at once


def dump_lines() -> Iterator[str]:
    """Yield one JSON object a line: articles, speakers, statements, quotations, near copies."""
    for rows in (_articles(), _speakers(), _statements(), _quotations(), _copies()):
        for row in rows:
            yield json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _c(field: str) -> Collate:
    """Sort by code point: the order must not depend on the server's locale."""
    return Collate(F(field), "C")


def _articles() -> Iterator[dict[str, Any]]:
    articles = Article.objects.select_related("outlet").prefetch_related("versions")
    for article in articles.order_by(*map(_c, PLACE)).iterator(CHUNK):
        yield {
            "type": "article",
            "source": article.source,
            "url": article.canonical_url,
            "title": article.title,
            "outlet": article.outlet.name if article.outlet else None,
            "byline": article.byline,
            "dateline": article.dateline,
            "published_at": _moment(article.published_at),
            "date_precision": article.date_precision,
            "date_basis": article.date_basis,
            "date_printed": article.date_printed,
            "date_evidence": article.date_evidence,
            "updated_at": _moment(article.updated_at),
            "language": article.language,
            "given": article.given,
            "decided": article.decided,
            **({"withdrawn": article.withdrawn_because} if article.withdrawn_at else {}),
            "versions": [
                hashlib.sha256(version.text.encode()).hexdigest()
                for version in sorted(article.versions.all(), key=lambda version: version.number)
            ],
        }


def _speakers() -> Iterator[dict[str, Any]]:
    """Only speakers with statements or with something a person entered: a name that a withdrawn
    reading left behind is no content."""
    known = Q(statements__isnull=False) | Q(aliases__isnull=False) | Q(roles__isnull=False)
    entered = Q(merged__isnull=False) | ~Q(description="") | ~Q(wikidata_id="")
    speakers = Speaker.objects.filter(known | entered | Q(merged_into__isnull=False)).distinct()
    speakers = speakers.select_related("merged_into").prefetch_related("aliases", "roles")
    for speaker in speakers.order_by(_c("normalised_name"), "is_sample"):
        yield {
            "type": "speaker",
            "name": speaker.name,
            "kind": speaker.kind,
            "is_sample": speaker.is_sample,
            "description": speaker.description,
            "wikidata_id": speaker.wikidata_id,
            "merged_into": speaker.merged_into.name if speaker.merged_into else None,
            "aliases": sorted(
                [alias.text, alias.ambiguous, _day(alias.valid_from), _day(alias.valid_to)]
                for alias in speaker.aliases.all()
            ),
            "roles": sorted(
                [role.title, _day(role.since) or "", _day(role.until) or ""]
                for role in speaker.roles.all()
            ),
        }


def _ordered_statements() -> QuerySet[Statement]:
    rows = Statement.objects.prefetch_related("taggings__topic")
    joined = rows.select_related(
        "article", "version", "speaker", "outlet", "decided_by", "dropped_in"
    ).select_related("nested_in__version", "continues__version")
    place = (_c(f"article__{field}") for field in PLACE)
    words = (_c(field) for field in ("name", "status", "text", "rule"))
    return joined.defer("search_vector", "exact_vector", "version__text").order_by(
        *place, "version__number", "start", "-end", *words
    )


def _statements() -> Iterator[dict[str, Any]]:
    for statement in _ordered_statements().iterator(CHUNK):
        topics = sorted(tagging.topic.name for tagging in statement.taggings.all())
        yield {
            "type": "statement",
            "article": statement.article.source,
            "version": statement.version.number,
            "start": statement.start,
            "end": statement.end,
            "text": statement.text,
            "kind": statement.kind,
            "quoted": statement.quoted,
            "section": statement.section,
            "speaker": statement.speaker.name if statement.speaker else None,
            "name": statement.name,
            "mention": statement.mention,
            "mention_start": statement.mention_start,
            "cue": statement.cue,
            "cue_start": statement.cue_start,
            "attribution": statement.attribution,
            "rule": statement.rule,
            "resolution": statement.resolution,
            "confidence": round(statement.confidence, 6),
            "extractor": statement.extractor,
            "outlet": statement.outlet.name if statement.outlet else None,
            "said_on": _day(statement.said_on),
            "said_precision": statement.said_precision,
            "language": statement.language,
            "status": statement.status,
            "nested_in": _place(statement.nested_in),
            "continues": _place(statement.continues),
            "dropped_in": statement.dropped_in.number if statement.dropped_in else None,
            "dropped_by": statement.dropped_by,
            "decided_by": statement.decided_by.get_username() if statement.decided_by else None,
            "reason": statement.reason,
            **({"topics": topics} if topics else {}),
        }


def _quotations() -> Iterator[dict[str, Any]]:
    """Only what several articles print: a group of one is an address, no content."""
    place = (_c(f"representative__article__{field}") for field in PLACE)
    groups = QuotationGroup.objects.filter(articles__gt=1).order_by(*place, "representative__start")
    for group in groups.iterator(CHUNK):
        prints = group.statements().select_related("article", "version").defer("version__text")
        yield {
            "type": "quotation",
            "articles": group.articles,
            "first_said": _day(group.first_said),
            "prints": [[row.article.source, *(_place(row) or ())] for row in prints],
        }


def _copies() -> Iterator[dict[str, Any]]:
    pairs = NearCopy.objects.select_related("one", "other").order_by("pk")
    found = (
        {
            "type": "copies",
            "articles": sorted([pair.one.source, pair.other.source]),
            "likeness": round(pair.likeness, 6),
        }
        for pair in pairs.iterator(CHUNK)
    )
    yield from sorted(found, key=lambda row: (row["articles"], row["likeness"]))


def _place(statement: Statement | None) -> list[int] | None:
    return [statement.version.number, statement.start, statement.end] if statement else None


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
