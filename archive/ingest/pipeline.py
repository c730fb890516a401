"""The run: pages → what is known already → an engine that reads → the writer, in input order."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from django.db import transaction

from archive.ingest.copying import clean_pending_lists
from archive.ingest.grouping import waiting
from archive.ingest.last_names import settle_last_names
from archive.ingest.meanwhile import Meanwhile
from archive.ingest.page import Page, Refusal, Refused
from archive.ingest.reading import Ground, Here, Reading
from archive.ingest.report import Outcome, Report
from archive.ingest.seen import reading_of, seen
from archive.ingest.speakers import follow_merges, known_speakers
from archive.ingest.writing import Offer, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from archive.ingest.metadata import Metadata
    from archive.ingest.reading import Engine, Task
    from archive.models import ImportBatch

__all__ = ["Ingest", "Outcome", "Report", "ingest"]

# A batch is one transaction, and what a worker gets at once.
MOST_PAGES = 32
MOST_BYTES = 1024 * 1024  # after which no page is added
LONGEST_WAIT = 2  # seconds after which a batch goes as it is: pages from the web come slowly


@dataclass(frozen=True, slots=True)
class Ingest:
    """A run: where its counts go, what the operator knows, who hears of it, who reads.

    `finishing` hears how many statements and articles still wait to be grouped when all is
    stored, and gives who hears of them as they are done, from any thread.
    """

    batch: ImportBatch
    metadata: Metadata
    notice: Callable[[Outcome], None]
    engine: Callable[[Ground], Engine] = Here
    finishing: Callable[[int], Callable[[int], None]] = lambda waiting: lambda done: None

    def run(self, pages: Iterable[Page | Refused]) -> Report:
        """Bring `pages` into the archive; `notice` hears of each when it is stored.

        The pages are read wherever the engine reads, and stored here, in their order: the
        archive does not depend on timing. What is stored when the run is interrupted stays.
        Raises django.db.Error when the database is gone, EngineFailure when nothing reads;
        anything else that goes wrong with a page refuses that page.
        """
        with self.batch.running():
            return self._run(pages)

    def _run(self, pages: Iterable[Page | Refused]) -> Report:
        report = Report()
        ground = Ground(known_speakers(is_sample=self.batch.is_sample), self.metadata.of_all)
        writer = Writer(self.batch, ground)
        engine = self.engine(ground)
        with Meanwhile(beside=engine.reads_apart) as meanwhile:
            with engine:
                for offers in self._read(pages, engine):
                    outcomes = writer.write(offers)
                    for outcome in outcomes:
                        report.add(outcome)
                        self.notice(outcome)
                    meanwhile.stored(sum(outcome.statements for outcome in outcomes))
            meanwhile.pause_grouping()
            with transaction.atomic():
                follow_merges()
                settle_last_names()
            meanwhile.finish(self.finishing(waiting()))
        self.batch.finish()
        clean_pending_lists()
        return report

    def _read(self, pages: Iterable[Page | Refused], engine: Engine) -> Iterator[list[Offer]]:
        """Give the batches, with a reading for all that is not stored just so already."""
        under_way: deque[tuple[list[Offer], list[Offer]]] = deque()

        def tasks() -> Iterator[list[Task]]:
            for batch in batches(pages):
                offers = [self._offer(page) for page in batch]
                new = _new(offers)
                under_way.append((offers, new))
                yield [task for offer in new if (task := offer.task)]

        for readings in engine.map(tasks()):
            offers, new = under_way.popleft()
            for offer, reading in zip(new, readings, strict=True):
                offer.reading = reading
            yield offers

    def _offer(self, page: Page | Refused) -> Offer:
        if isinstance(page, Refused):
            return Offer(page, reading=Reading(refusal=page.reason))
        try:
            given = self.metadata.given(page.source)
        except Refusal as refusal:
            return Offer(page, reading=Reading(refusal=str(refusal)))
        return Offer(page, given, reading_of(page, given, self.metadata.of_all))


def ingest(
    pages: Iterable[Page | Refused],
    batch: ImportBatch,
    metadata: Metadata,
    notice: Callable[[Outcome], None],
) -> Report:
    """Bring `pages` into the archive, reading them in this process: see `Ingest.run`."""
    return Ingest(batch, metadata, notice).run(pages)


def _new(offers: Sequence[Offer]) -> list[Offer]:
    """Return those that are to be read: not refused, and not stored just so."""
    unread = [offer for offer in offers if offer.reading is None]
    there = seen(offer.place for offer in unread if offer.place)
    return [offer for offer in unread if offer.place not in there]


def batches(pages: Iterable[Page | Refused]) -> Iterator[list[Page | Refused]]:
    """Cut the stream: by number, by bytes, and by time when pages come slowly."""
    batch: list[Page | Refused] = []
    size, begun = 0, monotonic()
    for page in pages:
        batch.append(page)
        size += len(page.body) if isinstance(page, Page) else 0
        late = monotonic() - begun > LONGEST_WAIT
        if len(batch) >= MOST_PAGES or size >= MOST_BYTES or late:
            yield batch
            batch, size, begun = [], 0, monotonic()
    if batch:
        yield batch
