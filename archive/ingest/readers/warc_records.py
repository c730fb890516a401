"""The records of a web archive file, each whole or named as damaged.

Libraries give a cut record as if it were whole, take any text for records, and stop at the first
wrong length. Here a record counts when all the bytes it announces are there and a blank line
follows; behind a damage the next record is looked for.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from archive.ingest.readers.gzip_members import MAGIC, GzipMember, gzip_members
from archive.ingest.readers.limits import (
    LARGEST_HEADER,
    LARGEST_RECORD,
    LARGEST_SKIP,
    MEGABYTE,
)

_BEGIN = (b"WARC/1.", b"WARC/0.")
_PAGES = ("response", "resource")  # types of records that may hold a page
_PARSER = StatusAndHeadersParser(["WARC/"], verify=False)
_LONGEST_LENGTH = 15  # digits


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record; `block` is None where its type or size makes it nobody's page."""

    offset: int
    headers: StatusAndHeaders
    block: bytes | None
    too_large: bool = False

    def header(self, name: str) -> str:
        """Give a header by its name in any case, "" where it is not there."""
        return str(self.headers.get_header(name) or "").strip()


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that are no whole record: where they begin in the file, and what is wrong."""

    offset: int
    reason: str


def warc_records(file: BinaryIO) -> Iterator[Record | Damage]:
    """Give the records of a .warc or .warc.gz in order, one in memory at a time."""
    file.seek(0)
    packed = file.read(len(MAGIC)) == MAGIC
    file.seek(0)
    if not packed:
        yield from _Stretch(file, None).records()
        return
    for member in gzip_members(file):
        stream = io.BufferedReader(member, 64 * 1024)
        stretch = _Stretch(stream, member)
        yield from stretch.records()
        if not member.damage and member.end is None and stretch.unfinished is None:
            stream.read(1)  # the checksum
        if member.damage and not stretch.told:
            yield Damage(member.offset, member.damage)


class _Broken(Exception):
    """The record being read is none; `str(error)` says why."""


class _Stretch:
    """Records in a row: those of a plain file, or of one member of a packed one."""

    def __init__(self, stream: BinaryIO, member: GzipMember | None) -> None:
        self._stream = stream
        self._member = member
        self._size = 0 if member else _size(stream)
        self._begin = b""  # the first line of the next record, when it was met already
        self.told = False  # a damage was reported
        self.unfinished: int | None = None  # the offset of a record too large to unpack to its end

    def records(self) -> Iterator[Record | Damage]:
        """Give the records; at a damage go on behind the headers of the broken one."""
        while line := self._first_line():
            offset = self._offset(line)
            behind = None
            try:
                headers = self._headers(line)
                behind = self._position()
                yield self._record(headers, offset)
            except _Broken as error:
                self.told = True
                yield Damage(offset, self._damage() or str(error))
                self._go_on(behind)
            if self.unfinished is not None:
                return

    def _damage(self) -> str:
        return self._member.damage if self._member else ""

    def _first_line(self) -> bytes:
        line, self._begin = self._begin, b""
        while not line.strip():
            line = self._stream.readline(LARGEST_HEADER)
            if not line:
                return b""
        return line

    def _offset(self, line: bytes) -> int:
        return self._member.offset if self._member else self._stream.tell() - len(line)

    def _position(self) -> int | None:
        return None if self._member else self._stream.tell()

    def _headers(self, line: bytes) -> StatusAndHeaders:
        if not line.startswith(_BEGIN):
            raise _Broken("what stands here begins no record")
        lines, size = [line], len(line)
        while lines[-1].strip():
            lines.append(self._stream.readline(LARGEST_HEADER))
            size += len(lines[-1])
            if size > LARGEST_HEADER:
                raise _Broken(f"it has headers of more than {LARGEST_HEADER // 1024} kB")
            if not lines[-1]:
                raise _Broken("it ends in its headers")
        return _PARSER.parse(io.BytesIO(b"".join(lines)))

    def _record(self, headers: StatusAndHeaders, offset: int) -> Record:
        length = _length(headers)
        self._check_end(length)
        kind = str(headers.get_header("WARC-Type") or "").lower()
        if kind not in _PAGES or length > LARGEST_RECORD:
            self._skip(length, offset)
            return Record(offset, headers, None, too_large=kind in _PAGES)
        block = self._stream.read(length)
        if len(block) < length:
            raise _Broken("it ends before the length it states")
        self._check_behind()
        return Record(offset, headers, block)

    def _check_end(self, length: int) -> None:
        """See at once that a plain file ends before the record does."""
        if self._member is None and self._stream.tell() + length > self._size:
            raise _Broken("it ends before the length it states")

    def _skip(self, length: int, offset: int) -> None:
        if self._member is None:
            self._stream.seek(length, os.SEEK_CUR)
        elif length > LARGEST_SKIP:
            self.unfinished = offset
            return
        else:
            while length > 0:
                data = self._stream.read(min(length, MEGABYTE))
                if not data:
                    raise _Broken("it ends before the length it states")
                length -= len(data)
        self._check_behind()

    def _check_behind(self) -> None:
        """See that a blank line, or nothing more, follows; at a member's end its checksum, too."""
        line = self._stream.readline(LARGEST_HEADER)
        while line and not line.strip():
            line = self._stream.readline(LARGEST_HEADER)
        if self._damage():
            raise _Broken(self._damage())
        self._begin = line
        if line and not line.startswith(_BEGIN):
            self._begin = b""
            raise _Broken("its Content-Length is wrong")

    def _go_on(self, behind: int | None) -> None:
        """Look for the line that begins the next record, from behind the broken one's headers."""
        if behind is not None:
            self._stream.seek(behind)
        taken = 0
        while line := self._stream.readline(LARGEST_HEADER):
            taken += len(line)
            if line.startswith(_BEGIN):
                self._begin = line
                return
            if self._member is not None and taken > LARGEST_SKIP:
                self.unfinished = self._member.offset
                return


def _size(stream: BinaryIO) -> int:
    here = stream.tell()
    size = stream.seek(0, os.SEEK_END)
    stream.seek(here)
    return size


def _length(headers: StatusAndHeaders) -> int:
    value = str(headers.get_header("Content-Length") or "").strip()
    if not (value.isascii() and value.isdigit()):
        raise _Broken(f"it has no usable Content-Length ({value[:20]!r})")
    if len(value) > _LONGEST_LENGTH:
        raise _Broken("it ends before the length it states")
    return int(value)
