"""Documents and quotations → rows, again and again without harm."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from archive.extraction import VERSION
from archive.ingest.article import SUMMARY_READER
from archive.ingest.changes import Changes, changes, standing
from archive.ingest.copying import copy_rows, next_ids
from archive.ingest.facts import facts_of, update
from archive.ingest.identity import (
    fingerprint_of,
    indexable,
    keys_of,
    known_article,
    known_keys,
    wait_for_turn,
)
from archive.ingest.statements import replace_statements, store_new_statements
from archive.models import Article, ArticleVersion, ImportBatch, Outlet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.extraction import Quotation
    from archive.ingest.article import CleanArticle
    from archive.ingest.page import Page


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
class Incoming:
    """An article as it was printed at one place, ready to be stored."""

    document: CleanArticle
    quotations: Sequence[Quotation]
    arrival: Arrival

    @property
    def keys(self) -> set[str]:
        """What the article can be known by."""
        return keys_of(self.document, self.arrival.origin)


@dataclass(frozen=True, slots=True)
class Stored:
    """The article's state, and how many statements this run stored or re-anchored."""

    article: Article
    state: State
    statements: int = 0
    changes: Changes | None = None  # what a new version did to the statements


def store(document: CleanArticle, quotations: Sequence[Quotation], arrival: Arrival) -> Stored:
    """Store one document with its quotations, all or nothing."""
    return store_all([Incoming(document, quotations, arrival)])[0]


def store_all(prints: Sequence[Incoming]) -> list[Stored]:
    """Store prints in their order, all of them or none; what each did comes back in that order.

    A known article with a new text gets a new version, and its statements are re-anchored. A
    text that an earlier version has is an old copy and changes nothing, unless it comes from the
    place of the current version: then the article went back to it. Articles that nothing stored
    and nothing before them in `prints` can be are made many at once.
    """
    with transaction.atomic():
        keys = [one.keys for one in prints]
        wait_for_turn({key for some in keys for key in some})
        taken = known_keys({key for some in keys for key in some})
        stored: list[Stored] = []
        new: list[Incoming] = []
        for one, its_keys in zip(prints, keys, strict=True):
            if taken.isdisjoint(its_keys):
                new.append(one)
            else:
                stored += _store_new(new)
                stored.append(_store_known(one))
                new = []
            taken |= its_keys
        return stored + _store_new(new)


def _store_new(prints: Sequence[Incoming]) -> list[Stored]:
    if not prints:
        return []
    outlets = Outlet.objects.named_each({one.document.outlet or "" for one in prints} - {""})
    ids = zip(next_ids(Article, len(prints)), next_ids(ArticleVersion, len(prints)), strict=True)
    articles, versions = [], []
    for one, (article_id, version_id) in zip(prints, ids, strict=True):
        article = _article(one, outlets.get(one.document.outlet or ""))
        article.pk = article_id
        version = _version(article, one, number=1)
        version.pk, article.current_version_id = version_id, version_id
        articles.append(article)
        versions.append(version)
    copy_rows(articles)
    copy_rows(versions)
    quotations = [one.quotations for one in prints]
    counts = store_new_statements(list(zip(versions, quotations, strict=True)))
    return [
        Stored(article, State.NEW, count) for article, count in zip(articles, counts, strict=True)
    ]


def _store_known(one: Incoming) -> Stored:
    document, origin = one.document, one.arrival.origin
    article = known_article(document, origin)
    if article is None:  # known by a key that told of another article
        return _store_new([one])[0]
    article.refresh_from_db(from_queryset=Article.objects.select_for_update())
    if article.withdrawn_at:  # a person's decision: nothing comes in by another door
        return Stored(article, State.UNCHANGED)
    new_text = _is_new_text(article, document, origin)
    current = article.current_version
    same_text = current is not None and current.text == document.text
    changed = update(article, document, old_copy=not new_text and not same_text)
    if not new_text:
        return Stored(article, State.CHANGED if changed else State.UNCHANGED)
    version = _version(article, one, number=article.versions.count() + 1)
    version.save(force_insert=True)
    article.current_version = version
    article.save(update_fields=["current_version"])
    before = standing(article)
    count = replace_statements(version, one.quotations)
    made = changes(before, standing(article), version)
    version.changes = str(made)
    version.save(update_fields=["changes"])
    return Stored(article, State.CHANGED, count, made)


def _is_new_text(article: Article, document: CleanArticle, origin: str) -> bool:
    current = article.current_version
    if current and current.text == document.text:
        return False
    if current and document.is_summary and current.reader != SUMMARY_READER:
        return False
    if current and current.origin == origin:
        return True
    return not article.versions.filter(text=document.text).exists()


def _article(one: Incoming, outlet: Outlet | None) -> Article:
    arrival = one.arrival
    return Article(
        source=arrival.source,
        origin=arrival.origin,
        batch=arrival.batch,
        outlet=outlet,
        **facts_of(one.document),
    )


def _version(article: Article, one: Incoming, number: int) -> ArticleVersion:
    return ArticleVersion(
        article=article,
        number=number,
        text=one.document.text,
        fingerprint=fingerprint_of(one.document),
        origin=one.arrival.origin,
        raw_sha256=one.arrival.raw_sha256,
        fetched_at=timezone.now(),
        reader=one.document.reader,
        heading=one.document.heading,
        extractor=VERSION,
    )
