"""What a file is: its beginning decides, then its name. What is packed is looked into."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from shutil import copyfileobj
from typing import BinaryIO

from archive.ingest.page import Page, Refused
from archive.ingest.readers.feeds import looks_like_feed, read_feed
from archive.ingest.readers.fields import Fields
from archive.ingest.readers.json_documents import read_json
from archive.ingest.readers.json_lines import read_json_lines
from archive.ingest.readers.limits import DEEPEST_PACKING, PEEK
from archive.ingest.readers.mime import looks_like_mime, read_mime
from archive.ingest.readers.offered import Offered, Reader, shown
from archive.ingest.readers.packed import (
    NOT_ENDING_WELL,
    Unpackable,
    beginning,
    open_gzip,
    open_member,
    zip_members,
)
from archive.ingest.readers.single import read_single
from archive.ingest.readers.tables import is_header, read_table
from archive.ingest.readers.warc import read_warc

_BY_NAME: dict[str, Reader] = {
    **dict.fromkeys((".txt", ".text", ".html", ".htm", ".xhtml"), read_single),
    **dict.fromkeys((".jsonl", ".ndjson"), read_json_lines),
    ".json": read_json,
    **dict.fromkeys((".csv", ".tsv"), read_table),
    **dict.fromkeys((".mht", ".mhtml"), read_mime),
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf"), read_feed),
}
_PACKED_NAMES = {".gz": "gzip", ".zip": "zip", ".warc": "a web archive"}
UNKNOWN = (
    "of no known kind: .txt, .html, .mht, .json, .jsonl, .csv, .tsv, RSS, Atom, .warc, "
    "and .gz and .zip of these are read"
)
_GZIP, _ZIP, _WARC = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06"), b"WARC/"
_MARK = b"\xef\xbb\xbf"
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
_ARRAY_OF_OBJECTS = re.compile(rb"\s*\[\s*\{\s*[\"}]")
_OBJECT = re.compile(rb"\s*\{\s*[\"}]")
_LEAST_WORDS = 10


def read_any(file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]:
    """Give the pages of a file of any kind; what cannot be read is refused, nothing is raised."""
    try:
        yield from _read(file, offered)
    except Unpackable as error:
        yield offered.refused(str(error))
    except NOT_ENDING_WELL:
        yield offered.refused("cut off or damaged: what could be unpacked was read")
    except OSError as error:
        yield offered.refused(f"cannot be read: {error.strerror or error}")


def _read(file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]:
    start = file.read(PEEK)
    file.seek(0)
    if start.startswith(_GZIP):
        yield from _read_gzip(file, offered)
    elif start.startswith(_ZIP):
        yield from _read_zip(file, offered)
    elif start.startswith(_WARC):
        yield from read_warc(file, offered)
    elif (suffix := _suffix(offered.name)) in _PACKED_NAMES:
        wanted = _PACKED_NAMES[suffix]
        reason = f"named {suffix}, but {'' if start else 'empty and '}not {wanted}"
        yield offered.refused(reason)
    else:
        reader = _reader(start, offered.name, offered.reading.fields)
        yield from reader(file, offered) if reader else [offered.refused(UNKNOWN)]


def _read_gzip(file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]:
    """Read what is in a .gz; a web archive is read member by member."""
    if offered.packed >= DEEPEST_PACKING:
        raise Unpackable(f"packed more than {DEEPEST_PACKING} times over")
    if beginning(file).startswith(_WARC):
        with tempfile.TemporaryFile() as copy:
            yield from read_warc(_seekable(file, offered, copy), offered)
        return
    name = offered.name[:-3] if offered.name.lower().endswith(".gz") else offered.name
    yield from _read(open_gzip(file), offered.unpacked(name))


def _seekable(file: BinaryIO, offered: Offered, copy: BinaryIO) -> BinaryIO:
    """Give a file in which going back is cheap: a packed one is unpacked to disk."""
    file.seek(0)
    if not offered.packed:
        return file
    copyfileobj(file, copy)
    copy.seek(0)
    return copy


def _read_zip(file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]:
    if offered.packed >= DEEPEST_PACKING:
        raise Unpackable(f"packed more than {DEEPEST_PACKING} times over")
    found = False
    for name, archive, member in zip_members(file):
        found = True
        inside = offered.within(shown(name))
        try:
            stream = open_member(archive, member)
        except Unpackable as error:
            yield inside.refused(str(error))
            continue
        with stream:
            yield from read_any(stream, inside)
    if not found:
        yield offered.refused("a .zip without files")


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _reader(start: bytes, name: str, fields: Fields) -> Reader | None:
    """Choose by content where it is plain, else by name, else by what a table or text shows."""
    named = _BY_NAME.get(_suffix(name))
    text = start.removeprefix(_MARK)
    if named is not read_table and (found := _by_content(text, named)):
        return found
    if named is None and is_header(_first_line(text), fields):
        return read_table
    if named is None and not _suffix(name) and _is_text(text):
        return read_single
    return named


def _by_content(text: bytes, named: Reader | None) -> Reader | None:
    if looks_like_feed(text):
        return read_feed
    if _HTML.match(text):
        return read_single
    if looks_like_mime(text):
        return read_mime
    if _ARRAY_OF_OBJECTS.match(text):
        return read_json
    if _OBJECT.match(text):
        return _of_objects(text, named)
    return None


def _of_objects(text: bytes, named: Reader | None) -> Reader:
    """Tell records in lines from one object: a whole object in the first line, more below it."""
    line, _, rest = text.lstrip().partition(b"\n")
    if rest.strip() and _is_object(line):
        return read_json_lines
    return read_json_lines if named is read_json_lines and line.strip() != b"{" else read_json


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_text(text: bytes) -> bool:
    """Tell whether a file whose name says nothing holds words of a text, and nothing else."""
    words = text.decode("utf-8", "replace")[:-1].split()  # the last character may be cut
    letters = "".join(words)
    return len(words) >= _LEAST_WORDS and letters.isprintable() and "\ufffd" not in letters


def _first_line(text: bytes) -> str:
    return text.decode("utf-8", "replace").lstrip().partition("\n")[0].strip()
