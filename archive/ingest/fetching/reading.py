"""Addresses to pages."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.ingest.fetching.address import is_address, parse_address
from archive.ingest.fetching.client import Answer, Client
from archive.ingest.fetching.media import is_json, is_mere_data
from archive.ingest.fetching.order import InOrder
from archive.ingest.fetching.terms import Terms
from archive.ingest.fetching.unfetchable import Unfetchable, one_line
from archive.ingest.page import Page, Refused
from archive.ingest.readers.feeds import entries_of_feed, looks_like_feed
from archive.ingest.readers.kinds import read_any
from archive.ingest.readers.limits import PEEK
from archive.ingest.readers.offered import Offered, Reading

Found = tuple[str, Answer] | Refused


@dataclass(frozen=True, slots=True)
class _Run:
    """What stays the same for all addresses."""

    client: Client
    reading: Reading
    follow: bool


def read(
    addresses: Sequence[str],
    terms: Terms,
    reading: Reading | None = None,
    *,
    follow: bool = False,
) -> Iterator[Page | Refused]:
    """Give the pages at `addresses`: articles, records, entries of feeds; with `follow` the
    articles that a feed links to instead of its entries.

    In the order of the addresses and of the feeds, whatever arrives first. What cannot be had
    comes as Refused with the reason and the address as its origin, so that it can be tried again.
    """
    stopped = threading.Event()
    run = _Run(Client(terms, stopped), reading or Reading(), follow)
    try:
        for found in _fetched(addresses, run.client):
            yield from _pages(found, run)
    finally:
        stopped.set()


def _fetched(addresses: Sequence[str], client: Client) -> Iterator[Found]:
    limits = client.terms.limits
    size = limits.hosts, limits.ahead
    return iter(InOrder(addresses, lambda source: _fetch(source, client), _host, size))


def _host(source: str) -> str:
    try:
        return parse_address(source).host
    except Unfetchable:
        return ""


def _fetch(source: str, client: Client) -> Found:
    shown = one_line(source.strip(), 2000)
    try:
        address = parse_address(source)
    except Unfetchable as why:
        return Refused(shown, why.reason, shown.partition("#")[0])
    try:
        return shown, client.fetch(address)
    except Unfetchable as why:
        return Refused(shown, why.reason, str(address))


def _pages(found: Found, run: _Run) -> Iterator[Page | Refused]:
    """Make pages of what was fetched: its content decides what it is, then its type."""
    if isinstance(found, Refused):
        yield found
        return
    source, answer = found
    offered = Offered(source, str(answer.address), reading=run.reading)
    if looks_like_feed(answer.body[:PEEK]):
        entries = entries_of_feed(answer.body, offered, answer.charset)
        yield from _articles(entries, run) if run.follow else (page for _, page in entries)
    elif is_json(answer.media_type, answer.body):
        yield from read_any(io.BytesIO(answer.body), replace(offered, name="page.json"))
    elif is_mere_data(answer.media_type, answer.body):
        yield offered.refused("XML that is neither a page nor a feed")
    else:
        yield _page(source, answer)


def _articles(entries: Iterable[tuple[str, Page | Refused]], run: _Run) -> Iterator[Page | Refused]:
    """Fetch what the entries of a feed link to; one without a link stands for itself.

    A feed behind such a link is refused: feeds that name feeds would have no end.
    """
    kept = [(link.strip() if is_address(link) else "", entry) for link, entry in entries]
    links = dict.fromkeys(link for link, _ in kept if link)
    fetched = _fetched(list(links), run.client)
    for link, entry in kept:
        if not link:
            yield entry
        elif link in links:
            del links[link]  # the same link again names the same article
            yield from _article(next(fetched), run)


def _article(found: Found, run: _Run) -> Iterator[Page | Refused]:
    if not isinstance(found, Refused) and looks_like_feed(found[1].body[:PEEK]):
        reason = "a feed where an article was promised"
        found = Refused(found[0], reason, str(found[1].address))
    return _pages(found, run)


def _page(source: str, answer: Answer) -> Page:
    address = str(answer.address)
    return Page(source, address, answer.body, answer.media_type or None, address, answer.charset)
