"""Web archive files (.warc, .warc.gz): every successful answer with HTML or text is a page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from archive.ingest.page import Page, Refused
from archive.ingest.readers.http_bodies import UnreadableBody, unpacked_body
from archive.ingest.readers.limits import KILOBYTE, LARGEST_FILE, LARGEST_HEADER, TOO_LARGE
from archive.ingest.readers.offered import Offered, shown
from archive.ingest.readers.warc_records import Damage, Record, warc_records

_KINDS = ("text/html", "application/xhtml+xml", "text/plain")
_PARSER = StatusAndHeadersParser(["HTTP/"], verify=False)
_MARKUP = (b"<!doctype", b"<html", b"<?xml")


def read_warc(file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]:
    """Give the pages of a web archive; what is no page is counted, what is damaged refused.

    A damaged record is named by where it begins in the file: "crawl.warc.gz@4711".
    """
    found = False
    for record in warc_records(file):
        found = True
        part = f"@{record.offset}"
        if isinstance(record, Damage):
            yield offered.refused(f"a damaged record: {record.reason}", part)
        elif record.too_large:
            yield offered.refused(TOO_LARGE, part)
        else:
            page = _page(record, offered)
            if page is not None:
                yield page
    if not found:
        yield offered.refused("a web archive without records")


class _Passed(Exception):
    """The record holds no page, and need not: `str(error)` is what it is counted under."""


def _page(record: Record, offered: Offered) -> Page | Refused | None:
    try:
        if record.block is None:
            raise _Passed(f"{record.header('WARC-Type') or 'untyped'} records"[:60])
        if record.header("WARC-Type").lower() == "response":
            http, body = _answer(record.block)
        else:
            http, body = None, record.block
        kind, charset = _kind(http.get_header("content-type") if http else _told(record), body)
        if http:
            body = _decoded(body, http)
    except _Passed as passed:
        offered.reading.passed[str(passed)] += 1
        return None
    except UnreadableBody as error:
        return offered.refused(f"{error}", f"@{record.offset}")
    return _made(record, offered, body, (kind, charset))


def _made(record: Record, offered: Offered, body: bytes, told: tuple[str, str | None]) -> Page:
    address = record.header("WARC-Target-URI").strip("<>")
    key = shown(record.header("WARC-Record-ID") or address or str(record.offset))
    name = shown(f"{offered.source}#{address}") if address else f"{offered.source}@{record.offset}"
    kind, charset = told
    return Page(name, offered.keyed(key), body, kind, address or None, charset)


def _answer(block: bytes) -> tuple[StatusAndHeaders, bytes]:
    """Part an answer of HTTP into headers and body; pass over what is no success."""
    if not block.startswith(b"HTTP/"):
        raise _Passed("answers of other protocols")
    head = block[:LARGEST_HEADER]
    if len(block) > LARGEST_HEADER and b"\r\n\r\n" not in head and b"\n\n" not in head:
        raise UnreadableBody(f"HTTP headers of more than {LARGEST_HEADER // KILOBYTE} kB")
    stream = io.BytesIO(block)
    headers = _PARSER.parse(stream)
    status = headers.get_statuscode()
    if status not in ("200", "203"):
        raise _Passed(f"answers with status {status}"[:40])
    if (headers.get_header("transfer-encoding") or "").lower() == "chunked":
        return headers, ChunkedDataReader(stream).read()
    return headers, stream.read()


def _told(record: Record) -> str:
    return record.header("Content-Type")


def _kind(content_type: str | None, body: bytes) -> tuple[str, str | None]:
    """Read a Content-Type; without one, a body that begins as HTML is a page."""
    kind, _, parameters = (content_type or "").partition(";")
    kind = kind.strip().lower()
    if not kind and body.lstrip()[:9].lower().startswith(_MARKUP):
        kind = "text/html"
    if kind not in _KINDS:
        raise _Passed(f"answers of the kind {shown(kind) or 'unknown'}"[:60])
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip(" \"'"):
            return kind, value.strip(" \"'")[:40]
    return kind, None


def _decoded(body: bytes, http: StatusAndHeaders) -> bytes:
    """Undo the Content-Encoding; archives may have undone it and left the header."""
    encoding = (http.get_header("content-encoding") or "").strip().lower()
    if encoding and encoding != "identity" and not body.lstrip()[:9].lower().startswith(_MARKUP):
        return unpacked_body(body, encoding)
    if len(body) > LARGEST_FILE:
        raise UnreadableBody(TOO_LARGE)
    return body
