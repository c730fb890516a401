"""A file of JSON records, one a line, each an article (.jsonl, .ndjson)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from archive.ingest.page import Page, Refused
from archive.ingest.readers.limits import LARGEST_RECORD, MEGABYTE
from archive.ingest.readers.offered import Offered
from archive.ingest.readers.records import Names, record_page

_BLANK = b" \t\r\n\xef\xbb\xbf"


def read_json_lines(file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]:
    """Give each record as a page; a line that is no record is refused by its number.

    The file is read twice: the first time to see which names are shared.
    """
    names = _names(file, offered)
    file.seek(0)
    for number, line in _lines(file):
        part = f":{number}"
        if line is None:
            yield offered.refused(f"a line of more than {LARGEST_RECORD // MEGABYTE} MB", part)
        elif line.strip(_BLANK):
            record = _record(line)
            if isinstance(record, str):
                yield offered.refused(record, part)
            else:
                yield record_page(record, offered, part, names)


def _names(file: BinaryIO, offered: Offered) -> Names:
    names = Names()
    try:
        for _, line in _lines(file):
            if line and isinstance(record := _record(line), dict):
                names.learn(offered.reading.fields.of(record))
    except (OSError, EOFError, zlib.error):
        pass  # the second reading will come here, too, and say so
    return names


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Number the lines; one that is too long is None and passed over without being kept."""
    number = 0
    while line := file.readline(LARGEST_RECORD + 1):
        number += 1
        if len(line) <= LARGEST_RECORD or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MEGABYTE)
        yield number, None


def _record(line: bytes) -> dict[str, Any] | str:
    """Read a line; a text says why it is none."""
    try:
        record = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return "not a JSON record"
    if not isinstance(record, dict):
        return "not a JSON record: a line has to be an object with fields"
    return record
