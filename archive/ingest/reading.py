"""Page → document and quotations: the work that needs no database, in whatever process."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar, Protocol

from archive.extraction import Document, KnownSpeakers, find_quotations
from archive.ingest.clean import clean
from archive.ingest.metadata import Given, applied
from archive.ingest.page import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType
    from typing import Self

    from archive.extraction import Quotation
    from archive.ingest.article import CleanArticle
    from archive.ingest.page import Page

logger = logging.getLogger(__name__)

LONGEST_TITLE = 150
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Ground:
    """What is the same for all pages of a run: handed to each worker once."""

    known: KnownSpeakers = field(default_factory=KnownSpeakers)
    of_all: Given = field(default_factory=Given)  # facts that fill what an article leaves open


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: a document with its quotations, or the reason why there is none."""

    document: CleanArticle | None = None
    quotations: Sequence[Quotation] = ()
    refusal: str = ""


class Readable(Protocol):
    """What an engine takes; `read` may raise anything, Refusal among it."""

    def read(self, ground: Ground) -> Reading:
        """Read it; called in whatever process."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """A page to read, with what the operator knows of it."""

    page: Page
    given: Given = field(default_factory=Given)

    def read(self, ground: Ground) -> Reading:
        """Clean the page and find its quotations. Raises Refusal for what is no article."""
        found = clean(self.page)
        document = replace(applied(found, self.given, ground.of_all), printed_title=found.title)
        if not document.title:
            document = _titled(document)
        paper = Document(
            text=document.text,
            title=document.heading,
            published=document.date.at.date() if document.date.at else None,
            language=document.language,
            id=self.page.source,
        )
        return Reading(document, find_quotations(paper, ground.known))


@dataclass(frozen=True, slots=True)
class StoredText:
    """The current text of a stored article, to be read anew."""

    article: int  # their ids in the archive
    version: int
    paper: Document

    def read(self, ground: Ground) -> Reading:
        """Find the quotations."""
        return Reading(quotations=find_quotations(self.paper, ground.known))


class EngineFailure(Exception):
    """An engine that cannot go on, or cannot be had; `str(error)` is one line for a person."""


class Engine(Protocol):
    """Something that reads: this process, several processes, a cluster."""

    reads_apart: ClassVar[bool]  # in other processes: this one has time for something else

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def map(self, chunks: Iterable[Sequence[Readable]]) -> Iterator[Sequence[Reading]]:
        """Give the readings of each chunk, in the order of the chunks.

        Takes only so many chunks in advance as keep it busy, so that memory stays flat.
        """
        ...


class Here:
    """The engine that is this process."""

    reads_apart: ClassVar[bool] = False

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to put away."""

    def map(self, chunks: Iterable[Sequence[Readable]]) -> Iterator[Sequence[Reading]]:
        """Read one chunk after the other."""
        return (read_pages(chunk, self.ground) for chunk in chunks)


def read_pages(tasks: Sequence[Readable], ground: Ground) -> list[Reading]:
    """Read each; never raises: what cannot be read comes back with the reason."""
    return [_reading(task, ground) for task in tasks]


def _reading(task: Readable, ground: Ground) -> Reading:
    try:
        return task.read(ground)
    except Refusal as refusal:
        return Reading(refusal=str(refusal))
    except MemoryError:
        return Reading(refusal="needs more memory than there is")
    except Exception as error:
        logger.debug("Cannot read what was offered", exc_info=True)
        return Reading(refusal=fault(error))


def fault(error: Exception) -> str:
    """Say in one line that not the file is to blame."""
    said = " ".join(repr(error).split())
    return f"a fault of the archive, not of the file: {said}"[:LONGEST_REASON]


def _titled(document: CleanArticle) -> CleanArticle:
    """Give an article without a heading its first words as a title."""
    first = document.text.strip().splitlines()[0]
    if len(first) > LONGEST_TITLE:
        first = first[:LONGEST_TITLE].rpartition(" ")[0] + " …"
    return replace(document, title=first)
