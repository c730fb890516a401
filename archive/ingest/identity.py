"""By what an article is known again, and how two ingests of it wait for each other."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import connection

from archive.models import Article
from archive.models.article import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.ingest.article import CleanArticle

# A btree entry holds at most 2,704 bytes; a longer place is kept by its hash.
LONGEST_KEY = 2000


def indexable(key: str) -> str:
    """Return `key`, or its beginning and SHA-256 where it is too long for an index."""
    if len(key.encode()) <= LONGEST_KEY:
        return key
    return key[:200] + "#sha256:" + hashlib.sha256(key.encode()).hexdigest()


def fingerprint_of(document: CleanArticle) -> str:
    """Return the digest of outlet, title and text by which the same print is known again."""
    return fingerprint(document.outlet or "", document.title, document.text)


def keys_of(document: CleanArticle, origin: str) -> set[str]:
    """Return what the article can be known by: its place, its address, its words."""
    return {origin, indexable(document.url) if document.url else origin, fingerprint_of(document)}


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
    return articles.filter(versions__fingerprint=fingerprint_of(document)).first()


def known_keys(keys: Iterable[str]) -> set[str]:
    """Return those keys that some stored article is known by."""
    wanted = list(keys)
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT canonical_url FROM archive_article WHERE canonical_url = ANY(%s)
               UNION ALL SELECT origin FROM archive_article WHERE origin = ANY(%s)
               UNION ALL
               SELECT fingerprint FROM archive_articleversion WHERE fingerprint = ANY(%s)""",
            [wanted] * 3,
        )
        return {key for (key,) in cursor.fetchall()}


def wait_for_turn(keys: Iterable[str]) -> None:
    """Let no two transactions store the same article at once, here or on another machine.

    Locks of PostgreSQL on a hash of each key, freed with the transaction; taken in order, so that
    two stores cannot wait for each other.
    """
    numbers = {
        int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big", signed=True)
        for key in keys
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_advisory_xact_lock(number)) FROM unnest(%s::bigint[]) AS number",
            [sorted(numbers)],
        )
