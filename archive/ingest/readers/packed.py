"""What is packed: the one file in a .gz, the files in a .zip, and bombs kept from growing."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from archive.ingest.readers.limits import LARGEST_GROWTH, LEAST_BOMB, PEEK

_ENCRYPTED = 0x1
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
NOT_ENDING_WELL = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)


class Unpackable(Exception):
    """Something packed that is not unpacked; `str(error)` says why."""


class _Growing(io.RawIOBase):
    """An unpacking stream that stops when it grows as only a bomb does."""

    def __init__(self, stream: BinaryIO, packed: int) -> None:
        self._stream = stream
        self._most = max(packed * LARGEST_GROWTH, LEAST_BOMB)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read again."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place of the unpacked bytes."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Give the place in the unpacked bytes."""
        return self._stream.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer. Raises Unpackable for a bomb."""
        data = self._stream.read(len(buffer))
        if self._stream.tell() > self._most:
            raise Unpackable(
                f"a decompression bomb: it grows to more than {LARGEST_GROWTH} times its size"
            )
        buffer[: len(data)] = data
        return len(data)


def open_gzip(file: BinaryIO) -> BinaryIO:
    """Unpack a gzip file while it is read."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return io.BufferedReader(_Growing(gzip.GzipFile(fileobj=file), size))  # type: ignore[arg-type]


def beginning(file: BinaryIO) -> bytes:
    """Unpack the first bytes of a gzip file, as many as a damage leaves."""
    file.seek(0)
    start = file.read(PEEK)
    file.seek(0)
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(start, PEEK)
    except zlib.error:
        return b""


def zip_members(file: BinaryIO) -> Iterator[tuple[str, zipfile.ZipFile, zipfile.ZipInfo]]:
    """Give the files in a .zip with their names, hidden and backup files left out.

    Raises Unpackable for what is no archive of files, BadZipFile for a damaged one.
    """
    with zipfile.ZipFile(file) as archive:
        if any(name in _OFFICE for name in archive.namelist()[:50]):
            raise Unpackable("an office document or program, not an archive of articles")
        for member in archive.infolist():
            if not member.is_dir() and not _is_hidden(member.filename):
                yield member.filename, archive, member


def open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    """Unpack one file of a .zip while it is read.

    Raises Unpackable for names that lead out of the archive, encrypted files and bombs.
    """
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        raise Unpackable("its name leads out of the archive")
    if member.flag_bits & _ENCRYPTED:
        raise Unpackable("encrypted: unpack it with its password first")
    if member.file_size > max(member.compress_size * LARGEST_GROWTH, LEAST_BOMB):
        raise Unpackable(
            f"a decompression bomb: it grows to more than {LARGEST_GROWTH} times its size"
        )
    try:
        stream = archive.open(member)
    except NotImplementedError:
        raise Unpackable("packed in a way that is not read: pack it with deflate") from None
    return io.BufferedReader(_Growing(stream, member.compress_size))  # type: ignore[arg-type]


def _is_hidden(name: str) -> bool:
    parts = [part for part in name.split("/") if part not in (".", "..")]
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return hidden or name.endswith("~")
