"""What is known of an article before its text is read: metadata of a page or record."""

from __future__ import annotations

from dataclasses import dataclass

from archive.ingest.article import PublicationDate


@dataclass(frozen=True, slots=True)
class Known:
    """Metadata, each None where the page or record does not have it; it goes before the text."""

    reader: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    date: PublicationDate | None = None
