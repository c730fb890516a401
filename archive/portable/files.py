"""The file of an export: plain or gzip, a place on disk or a pipe; never half a file."""

from __future__ import annotations

import gzip
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator
    from typing import BinaryIO

PIPE = "-"
GZIP = b"\x1f\x8b"
LEVEL = 6  # of gzip: nine takes twice the time for two percent


@contextmanager
def writing(name: str) -> Iterator[BinaryIO]:
    """Open `name` to write; "-" is standard output, a name that ends in .gz is compressed.

    A file stands under its name only when the block has ended well: until then it is `name.part`,
    which goes when the block fails. Raises OSError.
    """
    if name == PIPE:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif Path(name).exists() and not Path(name).is_file():
        with Path(name).open("wb") as pipe:  # or a device
            yield pipe
    else:
        with _whole(Path(name)) as file, _compressed(file, name) as out:
            yield out


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _compressed(file: BinaryIO, name: str) -> Iterator[BinaryIO]:
    if not name.endswith(".gz"):
        yield file
        return
    # Without name and time the same rows give the same bytes.
    with gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as packed:
        yield cast("BinaryIO", packed)


@contextmanager
def reading(name: str) -> Iterator[BinaryIO]:
    """Open `name` to read; "-" is standard input. Gzip is known by its content. Raises OSError."""
    if name == PIPE:
        yield _unpacked(cast("io.BufferedReader", sys.stdin.buffer))
        return
    with Path(name).open("rb") as file:
        yield _unpacked(file)


def _unpacked(file: io.BufferedReader) -> BinaryIO:
    if file.peek(2)[:2] == GZIP:
        return cast("BinaryIO", gzip.GzipFile(fileobj=file, mode="rb"))
    return file
