"""Document and quotations → rows, again and again without harm: one article, one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from archive.ingest.article import SUMMARY_READER
from archive.ingest.statements import replace_statements, store_statements
from archive.models import Article, ArticleVersion, ImportBatch, Outlet
from archive.models.article import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.extraction import Quotation
    from archive.ingest.article import CleanArticle
    from archive.ingest.page import Page

# A btree entry holds at most 2,704 bytes; a longer place is kept by its hash.
LONGEST_KEY = 2000


class State(StrEnum):
    """What storing an article did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a document came from, and in which run."""

    source: str
    origin: str
    raw_sha256: str
    batch: ImportBatch

    @classmethod
    def of(cls, page: Page, batch: ImportBatch) -> Arrival:
        """Describe a page that was read in `batch`."""
        return cls(
            page.source, indexable(page.origin), hashlib.sha256(page.body).hexdigest(), batch
        )


@dataclass(frozen=True, slots=True)
class Stored:
    """The article's state, and how many statements this run stored or re-anchored."""

    article: Article
    state: State
    statements: int = 0


def indexable(key: str) -> str:
    """Return `key`, or its beginning and SHA-256 where it is too long for an index."""
    if len(key.encode()) <= LONGEST_KEY:
        return key
    return key[:200] + "#sha256:" + hashlib.sha256(key.encode()).hexdigest()


def known_article(document: CleanArticle, origin: str) -> Article | None:
    """Return the stored article that this document is a print of, or None.

    In this order: the same canonical URL; the same place, unless both say another URL; the same
    outlet, title and text as any version.
    """
    articles = Article.objects.select_related("outlet", "current_version", "batch")
    url = indexable(document.url) if document.url else None
    if url and (same := articles.filter(canonical_url=url).first()):
        return same
    for article in articles.filter(origin=origin).order_by("-pk"):
        if not url or not article.canonical_url:
            return article
    return articles.filter(versions__fingerprint=_fingerprint(document)).first()


def is_stored(document: CleanArticle, origin: str) -> bool:
    """Say whether storing this document would change nothing, so that it need not be extracted."""
    article = known_article(document, origin)
    return (
        article is not None
        and not _is_new_text(article, document, origin)
        and not _changes(article, document, origin)
    )


def store(document: CleanArticle, quotations: Sequence[Quotation], arrival: Arrival) -> Stored:
    """Store one document with its quotations, all or nothing.

    A known article with a new text gets a new version, and its statements are re-anchored. A
    text that an earlier version has is an old copy and changes nothing, unless it comes from the
    place of the current version: then the article went back to it.
    """
    with transaction.atomic():
        _wait_for_turn(document, arrival.origin)
        article = known_article(document, arrival.origin)
        if article is None:
            article = _new_article(document, arrival)
            version = _new_version(article, document, arrival)
            count = store_statements(version, quotations)
            return Stored(article, State.NEW, count)
        article.refresh_from_db(from_queryset=Article.objects.select_for_update())
        new_text = _is_new_text(article, document, arrival.origin)
        changed = _update(article, document, arrival.origin)
        if not new_text:
            return Stored(article, State.CHANGED if changed else State.UNCHANGED)
        version = _new_version(article, document, arrival)
        return Stored(article, State.CHANGED, replace_statements(version, quotations))


def _is_new_text(article: Article, document: CleanArticle, origin: str) -> bool:
    current = article.current_version
    if current and current.text == document.text:
        return False
    if current and document.is_summary and current.reader != SUMMARY_READER:
        return False
    if current and current.origin == origin:
        return True
    return not article.versions.filter(text=document.text).exists()


def _wait_for_turn(document: CleanArticle, origin: str) -> None:
    """Let no two transactions store the same article at once, here or on another machine.

    Locks of PostgreSQL on a hash of each key, freed with the transaction; taken in order, so that
    two stores cannot wait for each other.
    """
    keys = {origin, document.url or origin, _fingerprint(document)}
    numbers = {
        int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big", signed=True)
        for key in keys
    }
    with connection.cursor() as cursor:
        for number in sorted(numbers):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _fingerprint(document: CleanArticle) -> str:
    return fingerprint(document.outlet or "", document.title, document.text)


def _new_article(document: CleanArticle, arrival: Arrival) -> Article:
    return Article.objects.create(
        source=arrival.source,
        origin=arrival.origin,
        batch=arrival.batch,
        outlet=Outlet.objects.named(document.outlet) if document.outlet else None,
        **_facts(document),
    )


def _facts(document: CleanArticle) -> dict[str, Any]:
    return {
        "canonical_url": indexable(document.url) if document.url else None,
        "title": document.title,
        "byline": document.byline or "",
        "dateline": (document.dateline or "")[:200],
        "language": document.language,
        "given": sorted(document.given),
        **_date_facts(document),
    }


def _date_facts(document: CleanArticle) -> dict[str, Any]:
    return {
        "published_at": document.date.at,
        "date_precision": document.date.precision,
        "date_basis": document.date.basis,
        "date_printed": document.date.printed[:200],
        "date_evidence": document.date.evidence,
        "updated_at": document.date.updated_at,
    }


def _changes(article: Article, document: CleanArticle, origin: str) -> dict[str, Any]:
    """Return the facts that this print knows otherwise.

    What it does not say stays, and so does what an operator has given before or a curator has
    decided. An old copy knows nothing but what the operator gives with it.
    """
    facts = {field: value for field, value in _facts(document).items() if value not in ("", None)}
    if document.outlet:
        facts["outlet"] = document.outlet
    dates = set(_date_facts(document))
    given = document.given | (dates if "published_at" in document.given else set())
    kept = (set(article.given) - document.given) | set(article.decided)
    kept |= {field for field in document.assumed if getattr(article, field)}
    if _is_old_copy(article, document, origin):
        kept |= set(facts) - given
    if document.date.at is None or "published_at" in kept:
        kept |= dates
    facts = {field: value for field, value in facts.items() if field not in kept}
    facts["given"] = sorted({*article.given, *document.given})
    return {
        field: value
        for field, value in facts.items()
        if not _same(article, field, value) and not _taken(article, field, value)
    }


def _is_old_copy(article: Article, document: CleanArticle, origin: str) -> bool:
    current = article.current_version
    same = current is not None and current.text == document.text
    return not same and not _is_new_text(article, document, origin)


def _same(article: Article, field: str, value: Any) -> bool:
    if field == "outlet":
        known = article.outlet.name if article.outlet else ""
        return bool(known.casefold() == value.casefold())
    return bool(getattr(article, field) == value)


def _taken(article: Article, field: str, value: Any) -> bool:
    """Say whether the address belongs to another article: two prints met under one origin."""
    if field != "canonical_url":
        return False
    return Article.objects.exclude(pk=article.pk).filter(canonical_url=value).exists()


def _update(article: Article, document: CleanArticle, origin: str) -> bool:
    changes = _changes(article, document, origin)
    if "outlet" in changes:
        changes["outlet"] = Outlet.objects.named(changes["outlet"])
    if changes:
        article.learn(changes)
    return bool(changes)


def _new_version(article: Article, document: CleanArticle, arrival: Arrival) -> ArticleVersion:
    version = ArticleVersion.objects.create(
        article=article,
        number=article.versions.count() + 1,
        text=document.text,
        fingerprint=_fingerprint(document),
        origin=arrival.origin,
        raw_sha256=arrival.raw_sha256,
        fetched_at=timezone.now(),
        reader=document.reader,
    )
    article.current_version = version
    article.save(update_fields=["current_version"])
    return version
