"""Addresses to pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from archive.ingest.fetching.address import parse_address
from archive.ingest.fetching.client import Answer, Client
from archive.ingest.fetching.feed import articles_of
from archive.ingest.fetching.media import JSON, begins_as_object, is_feed, no_article
from archive.ingest.fetching.order import InOrder
from archive.ingest.fetching.terms import Terms
from archive.ingest.fetching.unfetchable import Unfetchable, one_line
from archive.ingest.page import Page, Refused

Found = tuple[str, Answer] | Refused


def read(
    addresses: Sequence[str], terms: Terms, *, follow: bool = False
) -> Iterator[Page | Refused]:
    """Give the pages at `addresses`, and with `follow` the articles that feeds among them name.

    In the order of the addresses and of the feeds, whatever arrives first. What cannot be had
    comes as Refused with the reason and the address as its origin, so that it can be tried again.
    """
    stopped = threading.Event()
    client = Client(terms, stopped)
    try:
        for found in _fetched(addresses, client):
            yield from _pages(found, client, follow=follow)
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


def _pages(found: Found, client: Client, *, follow: bool) -> Iterator[Page | Refused]:
    if isinstance(found, Refused):
        yield found
        return
    source, answer = found
    if not is_feed(answer.body):
        yield _page(source, answer)
    elif follow:
        yield from _articles(source, answer, client)
    else:
        reason = "a feed: --follow reads the articles that it names"
        yield Refused(source, reason, str(answer.address))


def _articles(source: str, feed: Answer, client: Client) -> Iterator[Page | Refused]:
    """Fetch what a feed names. A feed named by a feed is not followed again."""
    named = articles_of(feed)
    origin = str(feed.address)
    if not named:
        yield Refused(source, "a feed without entries", origin)
    if None in named:
        yield Refused(source, "an entry of the feed names no article to fetch", origin)
    for found in _fetched([link for link in named if link], client):
        if not isinstance(found, Refused) and is_feed(found[1].body):
            reason = "a feed where an article was promised"
            yield Refused(found[0], reason, str(found[1].address))
        else:
            yield from _pages(found, client, follow=False)


def _page(source: str, answer: Answer) -> Page | Refused:
    address = str(answer.address)
    is_record = begins_as_object(answer.body)
    if not is_record and (reason := no_article(answer.media_type, answer.body)):
        return Refused(source, reason, address)
    return Page(
        source=source,
        origin=address,
        body=answer.body,
        media_type=JSON if is_record else None,
        address=address,
        charset=answer.charset,
    )
