"""The members of a gzip file one by one, so that a damaged one spoils no other.

A .warc.gz packs each record as a member of its own. Libraries read them as one stream, which ends
at the first damage; here the next member is looked for behind it.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from archive.ingest.readers.limits import MEGABYTE

MAGIC = b"\x1f\x8b\x08"
_BLOCK = 64 * 1024  # bytes
_GZIP = 16 + zlib.MAX_WBITS


class GzipMember(io.RawIOBase):
    """What one member unpacks to, in small pieces; at a damage it ends and says so."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        file.seek(offset)
        self._file = file
        self._unpack = zlib.decompressobj(_GZIP)
        self.offset = offset
        self.damage = ""
        self.end: int | None = None  # where the next member may begin, once this one is read

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; 0 at the end and at a damage."""
        while self.end is None and not self.damage:
            packed = self._unpack.unconsumed_tail or self._file.read(_BLOCK)
            if not packed:
                self.damage = "it is cut off"
                break
            try:
                data = self._unpack.decompress(packed, len(buffer))
            except zlib.error:
                self.damage = "its packed data is spoilt"
                break
            if self._unpack.eof:
                self.end = self._file.tell() - len(self._unpack.unused_data)
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0


def gzip_members(file: BinaryIO) -> Iterator[GzipMember]:
    """Give each member; who has it reads it before asking for the next one.

    One that is damaged, or not read to its end, is followed by the next one that holds a record.
    """
    offset: int | None = 0
    while offset is not None:
        file.seek(offset)
        start = file.read(len(MAGIC))
        if not start.strip(b"\0"):
            return
        if start == MAGIC:
            member = GzipMember(file, offset)
            yield member
            offset = member.end if member.end is not None else _next_record(file, offset + 1)
        else:
            lost = GzipMember(file, offset)
            lost.damage = "what stands here is not packed data"
            yield lost
            offset = _next_record(file, offset + 1)


def _next_record(file: BinaryIO, offset: int) -> int | None:
    """Find the next member whose content begins as a WARC record."""
    kept = b""
    file.seek(offset)
    while data := file.read(MEGABYTE):
        start = file.tell() - len(data) - len(kept)
        window = kept + data
        at = window.find(MAGIC)
        while at >= 0:
            if _is_record(file, start + at):
                return start + at
            at = window.find(MAGIC, at + 1)
        file.seek(start + len(window))
        kept = window[-len(MAGIC) + 1 :]
    return None


def _is_record(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    try:
        return zlib.decompressobj(_GZIP).decompress(file.read(1024), 5) == b"WARC/"
    except zlib.error:
        return False
