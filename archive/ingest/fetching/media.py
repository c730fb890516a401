"""Media types: what may be an article or a feed, and what the body shows it to be."""

from __future__ import annotations

import re
from email.message import Message

from urllib3 import HTTPResponse

from archive.ingest.fetching.unfetchable import one_line

_JSON = {"application/json", "application/feed+json", "application/ld+json"}
_XML = {
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml",
    "text/xml",
}  # fmt: skip
_READ = {"", "text/html", "application/xhtml+xml", "text/plain", *_JSON, *_XML}
_CHARSET = re.compile(r"[\w.:-]{1,40}", re.ASCII)
_SAMPLE = 4096  # bytes, in which a feed has shown itself
_PAGE = re.compile(rb"<(?:html|body|!DOCTYPE html)\b", re.IGNORECASE)


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


def is_json(media_type: str, body: bytes) -> bool:
    """Say whether a body is JSON: its server says so, or it begins as an object does."""
    start = body[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip()
    return media_type in _JSON or start.startswith(b"{")


def is_mere_data(media_type: str, body: bytes) -> bool:
    """Say whether a body that is no feed is XML without a page in it."""
    return media_type in _XML and _PAGE.search(body[:_SAMPLE]) is None
