"""The current extractor over the texts that are stored: article after article, once each."""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

from archive.extraction import VERSION, Document
from archive.ingest.grouping import group_prints
from archive.ingest.last_names import settle_last_names
from archive.ingest.reading import Ground, Here, StoredText, fault
from archive.ingest.renewal import Planner, Renewal, store_renewal
from archive.ingest.speakers import follow_merges, known_speakers, speakers_named, speakers_of
from archive.ingest.writing import is_end_of_database
from archive.models import Article, ArticleVersion
from archive.models.locking import locked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import QuerySet

    from archive.extraction import Quotation
    from archive.ingest.reading import Engine, Reading

logger = logging.getLogger(__name__)

CHUNK = 32  # articles that a worker gets at once
ATTEMPTS = 3  # at an article whose transaction PostgreSQL broke off


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read or stored anew, and why, in one line."""

    article: int
    reason: str


@dataclass(slots=True)
class Counts:
    """What a run did: how many articles, and what became of their statements."""

    articles: int = 0
    changed_articles: int = 0
    failed: int = 0
    statements: Counter[str] = field(default_factory=Counter)

    def add(self, result: Renewal | Failure) -> None:
        """Count one article."""
        self.articles += 1
        if isinstance(result, Failure):
            self.failed += 1
        else:
            self.statements.update(result.counts())
            self.changed_articles += result.changes_anything


@dataclass(frozen=True, slots=True)
class Reextraction:
    """A run: whether it only looks, who hears of each article, who reads."""

    dry_run: bool
    notice: Callable[[Renewal | Failure], None]
    engine: Callable[[Ground], Engine] = Here

    def run(self, articles: QuerySet[Article]) -> Counts:
        """Read the current texts of `articles` anew, each article in a transaction of its own.

        They are read wherever the engine reads, and stored here. What is stored when the run is
        interrupted stays, and its version is marked as read by this extractor. An article that
        cannot be read or stored is reported and stops no other. Raises django.db.Error when the
        database is gone, EngineFailure when nothing reads.
        """
        counts = Counts()
        for is_sample in (False, True):
            ground = Ground(known_speakers(is_sample=is_sample))
            with self.engine(ground) as engine:
                some = articles.filter(withdrawn_at__isnull=True, batch__is_sample=is_sample)
                for text, reading in _read(some, engine):
                    if result := self._result(text, reading):
                        counts.add(result)
                        self.notice(result)
        if not self.dry_run:
            with transaction.atomic():
                follow_merges()
                settle_last_names()
            group_prints()
        return counts

    def _result(self, text: StoredText, reading: Reading) -> Renewal | Failure | None:
        """Renew one article; once more when another transaction went before."""
        if reading.refusal:
            return Failure(text.article, reading.refusal)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return _renew(text, reading.quotations, dry_run=self.dry_run)
            except Exception as error:
                broken_off = isinstance(error.__cause__, DeadlockDetected | SerializationFailure)
                if broken_off and attempt < ATTEMPTS:
                    continue
                if is_end_of_database(error):
                    raise
                logger.exception("Cannot renew article %s", text.article)
                return Failure(text.article, fault(error))
        raise AssertionError("the last attempt returns or raises")


def unread(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Keep the articles whose current version another extractor read last, or none."""
    return articles.exclude(current_version__extractor=VERSION)


def forget_reading(articles: QuerySet[Article]) -> int:
    """Mark the current versions of `articles` as not read; returns how many were."""
    versions = ArticleVersion.objects.filter(current_of__in=articles, extractor=VERSION)
    return versions.update(extractor="")


def _read(articles: QuerySet[Article], engine: Engine) -> Iterator[tuple[StoredText, Reading]]:
    under_way: deque[list[StoredText]] = deque()

    def chunks() -> Iterator[list[StoredText]]:
        for chunk in _chunks(articles):
            under_way.append(chunk)
            yield chunk

    for readings in engine.map(chunks()):
        yield from zip(under_way.popleft(), readings, strict=True)


def _chunks(articles: QuerySet[Article]) -> Iterator[list[StoredText]]:
    """Yield the texts by article id, a few at a time: a run may take hours."""
    rows = articles.filter(current_version__isnull=False).select_related("current_version")
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield [text_of(article) for article in chunk]
        last = chunk[-1].pk


def text_of(article: Article) -> StoredText:
    """Return what ingest gives the extractor, with what is known of the article by now."""
    version = article.current_version
    assert version is not None, article
    published = article.published_at.date() if article.published_at else None
    paper = Document(version.text, version.heading, published, article.language, article.source)
    return StoredText(article.pk, version.pk, paper)


def _renew(text: StoredText, quotations: Sequence[Quotation], *, dry_run: bool) -> Renewal | None:
    """Plan, and store unless it is a dry run; None when the article went on meanwhile.

    Article and statements are locked as an ingest locks them: decisions wait, and are seen.
    """
    with transaction.atomic():
        own = Article.objects.filter(pk=text.article)
        rows = own if dry_run else locked(own)
        article = rows.select_related("current_version", "batch", "outlet").get()
        now = text_of(article)
        if now.version != text.version or article.withdrawn_at:
            return None  # a new version came in, read by the ingest that brought it; or no version
        if now.paper != text.paper:  # a curator corrected date or language
            ground = Ground(known_speakers(is_sample=article.batch.is_sample))
            quotations = now.read(ground).quotations
        renewal = _plan(article, quotations, dry_run=dry_run)
        if not dry_run:
            store_renewal(renewal)
        return renewal


def _plan(article: Article, quotations: Sequence[Quotation], *, dry_run: bool) -> Renewal:
    version = article.current_version
    assert version is not None, article
    version.article = article
    own = article.statements.order_by("pk")
    old = own if dry_run else locked(own)
    old = old.select_related("speaker", "outlet", "dropped_in", "version")
    statements = list(
        old.defer("search_vector", "exact_vector", "dropped_in__text", "version__text")
    )
    for statement in statements:
        statement.article = article
    named = partial(speakers_named if dry_run else speakers_of, is_sample=article.batch.is_sample)
    return Planner(version, statements, quotations).plan(named)
