"""The one writer of a run: what was read goes into the archive, batch by batch, in input order."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.db.models import F
from psycopg.errors import DeadlockDetected, SerializationFailure

from archive.ingest import problems
from archive.ingest.metadata import Given
from archive.ingest.page import Page
from archive.ingest.reading import Reading, Task, fault, read_pages
from archive.ingest.report import Outcome
from archive.ingest.seen import place_of, seen
from archive.ingest.store import Arrival, Incoming, State, Stored, store_all
from archive.models import ImportBatch, Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from archive.ingest.page import Refused
    from archive.ingest.reading import Ground

logger = logging.getLogger(__name__)

ATTEMPTS = 3  # at a page whose transaction PostgreSQL broke off
# Beginnings of SQLSTATE that are no page's fault: connection, resources (a full disk), operator,
# system, and a server that takes no writing.
NO_DATABASE = ("08", "53", "57P", "58", "25006")


@dataclass(slots=True)
class Offer:
    """One thing that a reader gave, on its way through the run."""

    page: Page | Refused
    given: Given = field(default_factory=Given)
    digest: UUID | None = None  # of all that the reading depends on; None for what is no page
    reading: Reading | None = None  # None: not read, being stored just so

    @property
    def task(self) -> Task | None:
        """Return what an engine gets to read; None for what is no page."""
        return Task(self.page, self.given) if isinstance(self.page, Page) else None

    @property
    def place(self) -> tuple[UUID, UUID] | None:
        """Return the key of its place and the digest, by which it is known again."""
        return (place_of(self.page.origin), self.digest) if self.digest else None


class Writer:
    """Stores the offers of one run."""

    def __init__(self, batch: ImportBatch, ground: Ground) -> None:
        self.batch = batch
        self.ground = ground
        self._had_problems = problems.are_open()

    def write(self, offers: Sequence[Offer]) -> list[Outcome]:
        """Store a batch in one transaction; where that fails, each of it in one of its own.

        Raises django.db.Error when the database is gone, full or read-only; whatever else goes
        wrong with a page refuses that page.
        """
        try:
            return self._write(offers)
        except Exception as error:
            if is_end_of_database(error):
                raise
            logger.debug("Cannot store a batch at once", exc_info=True)
            return [self._write_alone(offer) for offer in offers]

    def _write_alone(self, offer: Offer) -> Outcome:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._write([offer])[0]
            except Exception as error:
                if is_end_of_database(error):
                    raise
                logger.debug("Cannot store %s", offer.page.origin, exc_info=True)
                broken_off = isinstance(error.__cause__, DeadlockDetected | SerializationFailure)
                if not broken_off or attempt == ATTEMPTS:
                    offer.reading = Reading(refusal=fault(error))
        return self._write([offer])[0]

    def _write(self, offers: Sequence[Offer]) -> list[Outcome]:
        with transaction.atomic():
            self._read_what_changed_meanwhile(offers)
            stored = self._store(offers)
            outcomes = [
                _outcome(offer, result) for offer, result in zip(offers, stored, strict=True)
            ]
            self._keep_work_list(offers, outcomes)
            self._count(outcomes)
        return outcomes

    def _read_what_changed_meanwhile(self, offers: Sequence[Offer]) -> None:
        """Read pages that were stored just so when they were asked for, and are not any more:
        another page from the same place went before them in this run."""
        known = [offer for offer in offers if offer.reading is None]
        there = seen(offer.place for offer in known if offer.place)
        for offer in known:
            if offer.task and offer.place not in there:
                (offer.reading,) = read_pages([offer.task], self.ground)

    def _store(self, offers: Sequence[Offer]) -> list[Stored | None]:
        """Store what was read; None stands for an offer without a document."""
        prints = {number: one for number, offer in enumerate(offers) if (one := self._print(offer))}
        stored = dict(zip(prints, store_all(list(prints.values())), strict=True))
        places = [(offers[number].place, one.article) for number, one in stored.items()]
        Place.objects.remember({key[0]: (key[1], article.pk) for key, article in places if key})
        return [stored.get(number) for number in range(len(offers))]

    def _print(self, offer: Offer) -> Incoming | None:
        page, reading = offer.page, offer.reading
        if reading is None or reading.document is None or not isinstance(page, Page):
            return None
        return Incoming(reading.document, reading.quotations, Arrival.of(page, self.batch))

    def _keep_work_list(self, offers: Sequence[Offer], outcomes: Sequence[Outcome]) -> None:
        good = []
        for offer, outcome in zip(offers, outcomes, strict=True):
            if outcome.reason:
                problems.put_on_list(outcome, offer.page.origin, self.batch)
            else:
                # An address that redirects was refused as what it was asked for: the source.
                good += [offer.page.origin, offer.page.source]
        if good and self._had_problems:
            problems.take_off_list(good, self.batch)

    def _count(self, outcomes: Sequence[Outcome]) -> None:
        """Add the counts to the run's row, so that a killed run, too, says what it did."""
        counts = Counter({"statements": sum(outcome.statements for outcome in outcomes)})
        counts.update(outcome.state for outcome in outcomes)
        added = {field: F(field) + n for field, n in counts.items()}
        ImportBatch.objects.filter(pk=self.batch.pk).update(**added)


def _outcome(offer: Offer, stored: Stored | None) -> Outcome:
    page = offer.page
    size = len(page.body) if isinstance(page, Page) else 0
    if offer.reading and offer.reading.refusal:
        return Outcome(page.source, "refused", reason=offer.reading.refusal, size=size)
    if stored is None:
        return Outcome(page.source, State.UNCHANGED, size=size)
    return Outcome(page.source, stored.state, stored.statements, size=size, changes=stored.changes)


def is_end_of_database(error: Exception) -> bool:
    """Say whether the run cannot go on: no page is to blame, and none can be stored."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    if state is None:
        return isinstance(error, OperationalError | InterfaceError)
    return str(state).startswith(NO_DATABASE)
