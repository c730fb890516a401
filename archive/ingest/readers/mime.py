"""Pages as browsers save them with their pictures (.mht, .mhtml): MIME, one part is the page."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from typing import BinaryIO

from archive.ingest.page import Page, Refused
from archive.ingest.readers.limits import (
    LARGEST_ENVELOPE,
    LARGEST_FILE,
    LARGEST_HEADER,
    MEGABYTE,
    TOO_LARGE,
)
from archive.ingest.readers.offered import Offered

_WANTED = ("text/html", "application/xhtml+xml", "text/plain")
_ADDRESSES = ("Snapshot-Content-Location", "Content-Location")
_MOST_PARTS = 5000


def read_mime(file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]:
    """Give the page in the file: its root part, else its first HTML, else its first text."""
    body = file.read(LARGEST_ENVELOPE + 1)
    if len(body) > LARGEST_ENVELOPE:
        yield offered.refused(f"larger than {LARGEST_ENVELOPE // MEGABYTE} MB")
        return
    if body.count(b"\nContent-Type:") > _MOST_PARTS:
        yield offered.refused(f"more than {_MOST_PARTS} parts in one saved page")
        return
    try:
        yield _page(BytesParser().parsebytes(body), offered)
    except (RecursionError, ValueError, LookupError, AssertionError):
        yield offered.refused("a saved page whose parts cannot be told apart")


def looks_like_mime(start: bytes) -> bool:
    """Tell whether a file begins with the headers of a MIME message."""
    head = start.replace(b"\r\n", b"\n").partition(b"\n\n")[0][:LARGEST_HEADER].lower()
    lines = head.split(b"\n")
    named = all(b":" in line or line[:1] in (b" ", b"\t") for line in lines)
    return named and b"\nmime-version:" in b"\n" + head and b"\ncontent-type:" in b"\n" + head


def _page(message: Message, offered: Offered) -> Page | Refused:
    parts = [part for part in message.walk() if part.get_content_type() in _WANTED]
    part = _root(message, parts)
    if part is None:
        return offered.refused("a saved page without HTML or text in it")
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return offered.refused("a saved page whose HTML cannot be decoded")
    if len(body) > LARGEST_FILE:
        return offered.refused(TOO_LARGE)
    kind = part.get_content_type()
    charset = part.get_content_charset()
    address = _address(message, part)
    return Page(offered.source, offered.origin, body, kind, address, charset)


def _root(message: Message, parts: list[Message]) -> Message | None:
    start = message.get_param("start")
    named = [part for part in parts if start and part.get("Content-ID") == start]
    for kind in _WANTED:
        named += [part for part in parts if part.get_content_type() == kind]
    return named[0] if named else None


def _address(message: Message, part: Message) -> str | None:
    found = [str(one.get(name) or "") for one in (message, part) for name in _ADDRESSES]
    return next((one.strip() for one in found if one.strip().lower().startswith("http")), None)
