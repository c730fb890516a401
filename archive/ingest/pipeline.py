"""The loop: page → document → quotations → store, one bad page stopping nobody."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils import timezone
from psycopg.errors import DeadlockDetected, SerializationFailure

from archive.extraction import Document, find_quotations
from archive.ingest.clean import clean
from archive.ingest.grouping import group_prints
from archive.ingest.page import Refusal, Refused
from archive.ingest.speakers import known_speakers, settle_last_names
from archive.ingest.store import Arrival, State, Stored, is_stored, store
from archive.models import Article, ImportProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archive.extraction import KnownSpeakers
    from archive.ingest.article import CleanArticle
    from archive.ingest.metadata import Metadata
    from archive.ingest.page import Page
    from archive.models import ImportBatch

logger = logging.getLogger(__name__)

LONGEST_TITLE = 150
ATTEMPTS = 3  # at a page whose transaction PostgreSQL broke off


@dataclass(slots=True)
class Outcome:
    """What became of one page."""

    source: str
    state: str  # new, changed, unchanged or refused
    statements: int = 0
    reason: str = ""

    def __str__(self) -> str:
        detail = self.reason or f"{self.statements} statements"
        return f"{self.state:9} {self.source}" + (
            "" if self.state == "unchanged" else f": {detail}"
        )


@dataclass(slots=True)
class Report:
    """The counts of one run; `refused` keeps what was refused and why."""

    states: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    refused: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one page."""
        self.states[outcome.state] += 1
        self.statements += outcome.statements
        if outcome.state == "refused":
            self.refused.append(outcome)

    def as_dict(self) -> dict[str, object]:
        """Return the counts by name, for programs."""
        counts = {state: self.states[state] for state in ("new", "changed", "unchanged")}
        return {
            "articles": sum(counts.values()),
            **counts,
            "statements": self.statements,
            "refused": [{"source": one.source, "reason": one.reason} for one in self.refused],
        }

    def __str__(self) -> str:
        known = sum(self.states[state] for state in State)
        return (
            f"ingested {known} article{'s' if known != 1 else ''}: {self.states['new']} new, "
            f"{self.states['changed']} changed, {self.states['unchanged']} unchanged; "
            f"{self.statements} statements; {len(self.refused)} refused"
        )


@dataclass(frozen=True, slots=True)
class Run:
    """What stays the same for all pages of one run."""

    batch: ImportBatch
    metadata: Metadata
    known: KnownSpeakers


def ingest(
    pages: Iterable[Page | Refused],
    batch: ImportBatch,
    metadata: Metadata,
    notice: Callable[[Outcome], None],
) -> Report:
    """Bring `pages` into the archive, each in a transaction of its own; `notice` hears of each.

    Raises django.db.OperationalError when the database is gone; anything else that goes wrong
    with a page refuses that page. What is stored when the run is interrupted stays.
    """
    report = Report()
    run = Run(batch, metadata, known_speakers(is_sample=batch.is_sample))
    ended = False
    try:
        for page in pages:
            outcome = _ingest_page(page, run)
            report.add(outcome)
            notice(outcome)
        settle_last_names()
        group_prints()
        ended = True
    finally:
        _close(batch, report, ended=ended)
    return report


def _close(batch: ImportBatch, report: Report, *, ended: bool) -> None:
    batch.new, batch.changed = report.states["new"], report.states["changed"]
    batch.unchanged, batch.refused = report.states["unchanged"], report.states["refused"]
    batch.statements = report.statements
    try:
        batch.finish(ended=ended)
    except DatabaseError:
        logger.exception("Cannot note the counts of batch %s", batch.pk)


def _ingest_page(page: Page | Refused, run: Run) -> Outcome:
    batch = run.batch
    if isinstance(page, Refused):
        return _refuse(page, page.reason, batch)
    try:
        stored = _persistently(lambda: _store_page(page, run))
    except Refusal as refusal:
        return _refuse(page, str(refusal), batch)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.exception("Cannot ingest %s", page.origin)
        return _refuse(page, f"a fault of the archive, not of the file: {error!r}"[:500], batch)
    _settle_problems(page, batch)
    return Outcome(page.source, stored.state, stored.statements)


def _persistently(work: Callable[[], Stored]) -> Stored:
    """Do it again when PostgreSQL broke it off in favour of another transaction."""
    for _ in range(ATTEMPTS - 1):
        try:
            return work()
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected | SerializationFailure):
                raise
    return work()


def _store_page(page: Page, run: Run) -> Stored:
    found = clean(page)
    document = run.metadata.apply(page.source, found)
    if not document.title:
        document = _titled(document)
    arrival = Arrival.of(page, run.batch)
    if is_stored(document, arrival.origin):
        return Stored(Article(), State.UNCHANGED)
    published = document.date.at.date() if document.date.at else None
    quotations = find_quotations(
        Document(
            text=document.text,
            # The heading as printed: an operator's title need not be in the text.
            title=found.title,
            published=published,
            language=document.language,
            id=page.source,
        ),
        run.known,
    )
    return store(document, quotations, arrival)


def _titled(document: CleanArticle) -> CleanArticle:
    """Give an article without a heading its first words as a title."""
    first = document.text.strip().splitlines()[0]
    if len(first) > LONGEST_TITLE:
        first = first[:LONGEST_TITLE].rpartition(" ")[0] + " …"
    return replace(document, title=first)


def _refuse(page: Page | Refused, reason: str, batch: ImportBatch) -> Outcome:
    """Put the refusal on the work list, once however often it is met."""
    problem = {"source": page.source, "origin": _file_of(page), "reason": reason}
    known = ImportProblem.objects.filter(**problem, settled_at__isnull=True)
    if not known.update(batch=batch):
        ImportProblem.objects.create(batch=batch, **problem)
    return Outcome(page.source, "refused", reason=reason)


def _settle_problems(page: Page, batch: ImportBatch) -> None:
    """Take what earlier runs refused of this file off the work list.

    What this run refuses of it again, a record further down, goes back on. An address that now
    redirects was refused as what it is called here, the page's source.
    """
    places = {_file_of(page), page.source.partition("#")[0]}
    earlier = ImportProblem.objects.filter(origin__in=places, settled_at__isnull=True)
    earlier.exclude(batch=batch).update(settled_at=timezone.now())


def _file_of(page: Page | Refused) -> str:
    return page.origin.partition("#")[0]
