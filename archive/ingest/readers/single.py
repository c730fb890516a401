"""A file that is one page: .txt, .html, .htm, .xhtml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive.ingest.page import Page, Refused
from archive.ingest.readers.limits import LARGEST_FILE, TOO_LARGE

NAMES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml"})


def read_single(path: Path, source: str) -> Iterator[Page | Refused]:
    """Give the file as one page. What it holds, cleaning decides. Raises OSError."""
    with path.open("rb") as file:
        body = file.read(LARGEST_FILE + 1)
    if len(body) > LARGEST_FILE:
        yield Refused(source, TOO_LARGE, path.absolute().as_uri())
    else:
        yield Page(source, path.absolute().as_uri(), body)
