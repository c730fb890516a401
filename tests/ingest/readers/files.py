"""Files of every format for tests, made of invented articles."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from archive.ingest.clean import clean
from archive.ingest.page import Page, Refused
from archive.ingest.readers import Reading, read

QUOTE = "“The {name} will sail again in May,” said Ana Tull, the mayor of Port Elda."
MORE = "The council met for three hours before the vote and will meet again in June."


def found(path: Path, reading: Reading | None = None) -> tuple[list[Page], list[Refused]]:
    """Read a path; part its pages from what was refused."""
    all_ = list(read(path, reading))
    pages = [one for one in all_ if isinstance(one, Page)]
    return pages, [one for one in all_ if isinstance(one, Refused)]


def texts(pages: list[Page]) -> list[str]:
    """Clean pages and give their texts."""
    return [clean(page).text for page in pages]


def record(name: str, **facts: object) -> dict[str, object]:
    """Make a record of an article by its name."""
    return {"title": f"The {name} sails", "text": f"{QUOTE.format(name=name)}\n\n{MORE}", **facts}


def as_lines(*records: object) -> str:
    """Write records one a line."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records)


def html(name: str, head: str = "", charset: str = "utf-8") -> str:
    """Write a page about a ship."""
    return (
        f"<!doctype html><html lang='en'><head><meta charset='{charset}'><title>The {name} sails"
        f"</title>{head}</head><body><article><h1>The {name} sails</h1><p>{QUOTE.format(name=name)}"
        f"</p><p>{MORE}</p></article></body></html>"
    )


def answer(body: bytes, status: str = "200 OK", headers: str = "Content-Type: text/html") -> bytes:
    """Write an answer of HTTP."""
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body


def warc(name: str, block: bytes | None = None, **headers: object) -> bytes:
    """Write a record of a web archive; `length` and `kind` may be wrong ones."""
    block = answer(html(name).encode()) if block is None else block
    told = {
        "WARC-Type": headers.get("kind", "response"),
        "WARC-Record-ID": f"<urn:x:{name}>",
        "WARC-Target-URI": headers.get("uri", f"https://quay.example/{name}"),
        "Content-Length": headers.get("length", len(block)),
        **({"Content-Type": headers["content_type"]} if "content_type" in headers else {}),
    }
    lines = "".join(f"{key}: {value}\r\n" for key, value in told.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """Pack each record as a member of its own, as archives do."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def rss(*items: str, title: str = "The Quay Post", close: str = "</channel></rss>") -> str:
    """Write a feed."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{title}</title>'
        f"<link>https://quay.example/</link><language>en</language>{''.join(items)}{close}"
    )


def item(name: str, tag: str = "content:encoded", more: str = "") -> str:
    """Write an entry of a feed whose text stands in an element."""
    return (
        f"<item><title>The {name} sails</title><link>https://quay.example/{name}?utm_source=rss</link>"
        f"<guid isPermaLink='false'>{name}</guid><pubDate>Wed, 03 May 2023 10:00:00 GMT</pubDate>"
        f"<{tag}><![CDATA[<p>{QUOTE.format(name=name)}</p><p>{MORE}</p>]]></{tag}>{more}</item>"
    )
