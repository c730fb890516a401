"""Media types: what may be an article or a feed, and what the body shows it to be."""

from __future__ import annotations

import re
from email.message import Message

from urllib3 import HTTPResponse

from archive.ingest.fetching.unfetchable import one_line

JSON = "application/json"
_JSON = {JSON, "application/feed+json", "application/ld+json"}
_XML = {
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml",
    "text/xml",
}  # fmt: skip
_READ = {"", "text/html", "application/xhtml+xml", "text/plain", *_JSON, *_XML}
_CHARSET = re.compile(r"[\w.:-]{1,40}", re.ASCII)
_SAMPLE = 4096  # bytes, in which a feed has shown itself
_MARK = b"\xef\xbb\xbf"
_PAGE = re.compile(rb"<(?:html|body|!DOCTYPE html)\b", re.IGNORECASE)
_FEED = re.compile(
    rb"(?:\s|<\?[^>]{0,500}>|<!--.{0,1000}?-->|<!DOCTYPE[^>]{0,500}>){0,50}"
    rb"<(?:[a-z]\w{0,20}:)?(?:rss|feed|RDF)[\s>]",
    re.DOTALL | re.IGNORECASE,
)


def type_of(response: HTTPResponse) -> tuple[str, str | None]:
    """Give the media type, lower case, "" when the server names none, and the charset."""
    header = response.headers.get("content-type")
    if not header:
        return "", None
    message = Message()
    message["Content-Type"] = "".join(char for char in header if char.isprintable())
    charset = message.get_content_charset() or ""
    return message.get_content_type(), charset if _CHARSET.fullmatch(charset) else None


def why_not(media_type: str) -> str | None:
    """Give the reason why a body of this type is not read, or None."""
    if media_type in _READ:
        return None
    return f"of the type {one_line(media_type, 60)}: pages, plain text, feeds and JSON are read"


def begins_as_object(body: bytes) -> bool:
    """Say whether a body is a JSON object as far as its first character tells."""
    return body[:_SAMPLE].removeprefix(_MARK).lstrip()[:1] == b"{"


def no_article(media_type: str, body: bytes) -> str | None:
    """Give the reason why a body that is neither feed nor object is no page, or None."""
    if media_type in _JSON:
        return "JSON without an article: an object with the field “text” is read"
    if media_type in _XML and _PAGE.search(body[:_SAMPLE]) is None:
        return "XML that is neither a page nor a feed"
    return None


def is_feed(body: bytes) -> bool:
    """Say whether a body is RSS or Atom, whatever its server calls it."""
    start = body[:_SAMPLE]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start.decode("utf-16", "replace").encode()
    return _FEED.match(start.removeprefix(_MARK)) is not None
