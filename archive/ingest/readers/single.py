"""A file that is one page: .txt, .html, .htm, .xhtml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from archive.ingest.page import Page, Refused
from archive.ingest.readers.limits import LARGEST_FILE, TOO_LARGE
from archive.ingest.readers.offered import Offered


def read_single(file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]:
    """Give the file as one page. What it holds, cleaning decides."""
    body = file.read(LARGEST_FILE + 1)
    yield offered.refused(TOO_LARGE) if len(body) > LARGEST_FILE else offered.page(body)
