"""A feed to the articles it names."""

from __future__ import annotations

import io

import feedparser

from archive.ingest.fetching.address import is_address
from archive.ingest.fetching.client import Answer


def articles_of(feed: Answer) -> list[str | None]:
    """Give the address of each entry's article, in the feed's order; None: it names none.

    Relative addresses are made whole by feedparser, with `xml:base` or the feed's own address.
    """
    kind = f"{feed.media_type or 'application/xml'}"
    headers = {"content-location": str(feed.address), "content-type": kind}
    if feed.charset:
        headers["content-type"] += f"; charset={feed.charset}"
    # Never the bytes themselves: feedparser would take a short feed for the name of a file.
    found = feedparser.parse(io.BytesIO(feed.body), response_headers=headers)
    links = (str(entry.get("link", "")).strip() for entry in found.entries)
    return list(dict.fromkeys(link if is_address(link) else None for link in links))
