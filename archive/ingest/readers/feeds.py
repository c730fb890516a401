"""RSS and Atom: each entry that carries its text is an article.

What an entry calls its content (`content:encoded`, Atom's `content`) is the article. An entry
that has a description only is read as such: it may be the whole text or a teaser, which only the
page behind the link can tell, so that it never replaces a text that came from elsewhere.
"""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

import feedparser

from archive.ingest.page import Page, Refused
from archive.ingest.readers.limits import LARGEST_FEED, MEGABYTE
from archive.ingest.readers.offered import Offered, shown
from archive.ingest.readers.records import MEDIA_TYPE, body_of

_ROOT = re.compile(rb"<(?:\w{1,20}:)?(rss|feed|rdf)[\s>]", re.IGNORECASE)
_OTHER_ROOT = re.compile(rb"<(?:html|body)[\s>]", re.IGNORECASE)
_END = re.compile(rb"</(?:\w{1,20}:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DEEPEST = 200  # elements inside elements
_TAG = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<(/?)([a-zA-Z][\w:.-]{0,60})[^<>]{0,4000}?(/?)>", re.DOTALL
)
_VOID = frozenset((b"br", b"hr", b"img", b"input", b"meta", b"wbr"))  # HTML in broken feeds


def read_feed(file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]:
    """Give the entries of a feed in a file."""
    body = file.read(LARGEST_FEED + 1)
    yield from pages_of_feed(body, offered)


def pages_of_feed(
    body: bytes, offered: Offered, charset: str | None = None
) -> Iterator[Page | Refused]:
    """Give the entries of a feed as pages; `charset` is what a server said of the bytes."""
    return (page for _, page in entries_of_feed(body, offered, charset))


def entries_of_feed(
    body: bytes, offered: Offered, charset: str | None = None
) -> Iterator[tuple[str, Page | Refused]]:
    """Give each entry with the address that it links to, "" for none.

    Nothing is fetched. Feeds that define entities are refused: they can grow a thousandfold, or
    name files. Where a feed is cut, its last entry is refused and those before it are kept.
    """
    reason = _obstacle(body)
    if reason:
        yield "", offered.refused(reason)
        return
    try:
        # Never the bytes themselves: feedparser would take a short feed for the name of a file.
        feed = feedparser.parse(io.BytesIO(body), response_headers=_headers(offered, charset))
    except Exception as error:  # the library promises nothing about broken feeds
        yield "", offered.refused(f"a feed that cannot be read: {type(error).__name__}")
        return
    entries = list(feed.entries)
    cut = _END.search(body[-4096:]) is None and b"\0" not in body[:200]
    if cut and entries:
        entries.pop()
    for number, entry in enumerate(entries, 1):
        yield entry.get("link", ""), _entry_page(entry, feed.feed, offered, f"#{number}")
    if cut:
        yield "", offered.refused("a feed that is cut off; its last entry is left out")
    elif not entries:
        yield "", offered.refused("a feed without entries")


def looks_like_feed(start: bytes) -> bool:
    """Tell whether a file begins as RSS or Atom."""
    root = _ROOT.search(start.replace(b"\0", b""))
    other = _OTHER_ROOT.search(start)
    return root is not None and (other is None or root.start() < other.start())


def _obstacle(body: bytes) -> str | None:
    if len(body) > LARGEST_FEED:
        return f"a feed of more than {LARGEST_FEED // MEGABYTE} MB"
    if _ENTITY.search(body):
        return "a feed that defines entities, which none needs and attacks use"
    if _is_too_deep(body):
        return f"a feed with more than {_DEEPEST} elements inside each other"
    return None


def _is_too_deep(body: bytes) -> bool:
    """Tell whether elements stand in each other without end, which takes the parser minutes."""
    deep = 0
    for tag in _TAG.finditer(body):
        closes, name, is_empty = tag.groups()
        if name is None or is_empty or name.lower() in _VOID:
            continue
        if closes and name.lower() in (b"item", b"entry"):
            deep = 2
        deep += -1 if closes else 1
        if deep > _DEEPEST:
            return True
    return False


def _headers(offered: Offered, charset: str | None) -> dict[str, str]:
    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    if offered.origin.startswith(("http://", "https://")):
        headers["content-location"] = offered.origin
    return headers


def _entry_page(entry: Any, feed: Any, offered: Offered, part: str) -> Page | Refused:
    content = next((c for c in entry.get("content") or [] if c.get("value", "").strip()), None)
    text = content.get("value") if content else entry.get("summary", "")
    if not text.strip():
        return offered.refused("an entry without a text, only title and link", part)
    link = entry.get("link", "")
    facts = {
        "html": text,
        "title": _plain(entry.get("title", "")),
        "url": link,
        "outlet": _plain(_source_of(entry) or feed.get("title", "")),
        "byline": _plain(entry.get("author", "")),
        "published_at": _published(entry),
        "language": (content or {}).get("language") or feed.get("language") or "",
        "part": "" if content else "summary",
    }
    body = body_of({name: value for name, value in facts.items() if value})
    key = entry.get("id") or link or text
    return Page(
        _name(link, offered, part), offered.keyed(shown(key)), body, MEDIA_TYPE, link or None
    )


def _name(link: str, offered: Offered, part: str) -> str:
    return shown(f"{offered.source}#{link}") if link else offered.source + part


def _source_of(entry: Any) -> str:
    """Give the feed that an aggregated entry was taken from."""
    return (entry.get("source") or {}).get("title") or ""


def _published(entry: Any) -> str:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC).isoformat() if moment else ""
    except (ValueError, OverflowError, OSError):
        return ""


def _plain(markup: str) -> str:
    """Take the tags out of a title, which feeds may write as HTML."""
    return " ".join(re.sub(r"<[^<>]{0,2000}>", " ", markup).split())
