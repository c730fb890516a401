"""A file of JSON records, one a line, each an article.

The fields `text` (needed), `title`, `url`, `outlet`, `byline`, `published_at`, `language` and
`source` are read, all others are left alone. `source` names the record; without it the name is
that of the file with the number of the line behind it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from archive.ingest.page import Page, Refused
from archive.ingest.readers.limits import LARGEST_RECORD

NAMES = frozenset({".jsonl", ".ndjson"})
MEDIA_TYPE = "application/json"
_LONGEST_SOURCE = 500  # characters


def read_json_lines(path: Path, source: str) -> Iterator[Page | Refused]:
    """Give each record as a page; a line that is no record is refused by its number.

    Raises OSError.
    """
    origin = path.absolute().as_uri()
    with path.open("rb") as file:
        for number, line in _lines(file):
            place = f"{source}:{number}"
            if line is None:
                yield Refused(place, f"a line of more than {LARGEST_RECORD // 2**20} MB", origin)
            elif line.strip(b" \t\r\n\xef\xbb\xbf"):
                yield _page(line, place, origin)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Number the lines; one that is too long is None and passed over without being kept."""
    number = 0
    while line := file.readline(LARGEST_RECORD + 1):
        number += 1
        if len(line) <= LARGEST_RECORD or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LARGEST_RECORD)
        yield number, None


def _page(line: bytes, place: str, origin: str) -> Page | Refused:
    try:
        record = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return Refused(place, "not a JSON record", origin)
    if not isinstance(record, dict):
        return Refused(place, "not a JSON record: a line has to be an object with fields", origin)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        reason = "a record without a text: the field “text” is missing or empty"
        return Refused(place, reason, origin)
    name = record.get("source")
    named = isinstance(name, str) and name.strip() and name.isprintable()
    shown = str(name).strip()[:_LONGEST_SOURCE] if named else place
    # Not the line's number: a record put on top must not turn every other into its neighbour.
    key = shown if named else "sha256:" + hashlib.sha256(line).hexdigest()
    return Page(shown, f"{origin}#{key}", line, MEDIA_TYPE)
