"""Pages as browsers save them with their pictures (.mht, .mhtml): MIME, one part is the page."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from typing import BinaryIO

from archive.ingest.page import Page, Refused
from archive.ingest.readers.limits import LARGEST_FILE, LARGEST_HEADER, MEGABYTE, TOO_LARGE
from archive.ingest.readers.offered import Offered

_WANTED = ("text/html", "application/xhtml+xml", "text/plain")
_ADDRESSES = ("Snapshot-Content-Location", "Content-Location")
_MOST_PARTS = 5000


def read_mime(file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]:
    """Give the page in the file: its root part, else its first HTML, else its first text.

    Its pictures are passed over while reading: a saved page may be much larger than the page.
    """
    body = _without_pictures(file)
    if body is None:
        yield offered.refused(TOO_LARGE)
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


def _without_pictures(file: BinaryIO) -> bytes | None:
    """Read the headers of all parts and the bodies of those with text; None: too much of it."""
    kept, size = [], 0
    in_headers, wanted = True, True
    while line := file.readline(MEGABYTE):
        if line.startswith(b"--"):
            in_headers, wanted = True, True
        elif in_headers and not line.strip():
            in_headers = False
        elif in_headers and line[:13].lower() == b"content-type:":
            kind = line[13:].strip().lower()
            wanted = kind.startswith((b"text/", b"multipart/", b"application/xhtml"))
        if in_headers or wanted:
            kept.append(line)
            size += len(line)
            if size > LARGEST_FILE:
                return None
    return b"".join(kept)


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
