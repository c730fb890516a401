"""What a print says of its article beside the text, and what of that is news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.ingest.identity import indexable
from archive.models import Article, Outlet

if TYPE_CHECKING:
    from archive.ingest.article import CleanArticle


def facts_of(document: CleanArticle) -> dict[str, Any]:
    """Return the fields of an article as the document has them, but for its outlet."""
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


def update(article: Article, document: CleanArticle, *, old_copy: bool) -> bool:
    """Let the article learn what this print knows otherwise; say whether that was anything."""
    changes = _changes(article, document, old_copy)
    if "outlet" in changes:
        changes["outlet"] = Outlet.objects.named(changes["outlet"])
    if changes:
        article.learn(changes)
    return bool(changes)


def _changes(article: Article, document: CleanArticle, old_copy: bool) -> dict[str, Any]:
    """Return the facts that this print knows otherwise.

    What it does not say stays, and so does what an operator has given before or a curator has
    decided. An old copy knows nothing but what the operator gives with it.
    """
    facts = {field: value for field, value in facts_of(document).items() if value not in ("", None)}
    if document.outlet:
        facts["outlet"] = document.outlet
    dates = set(_date_facts(document))
    given = document.given | (dates if "published_at" in document.given else set())
    kept = (set(article.given) - document.given) | set(article.decided)
    kept |= {field for field in document.assumed if getattr(article, field)}
    if old_copy:
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
