"""Paths to pages: folders are walked, files opened, standard input taken in."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfileobj

from archive.ingest.page import Page, Refused
from archive.ingest.readers.kinds import read_any
from archive.ingest.readers.offered import Offered, Reading, shown

STANDARD_INPUT = Path("-")


def read(path: Path, reading: Reading | None = None) -> Iterator[Page | Refused]:
    """Give the pages of a file, of all files below a folder in the order of their names, or of
    standard input (`-`).

    Hidden files, backup files and links that lead out of the folder are left out. What cannot be
    read, or is of no known kind, comes as Refused with the reason; nothing is raised.
    """
    reading = reading or Reading()
    if path == STANDARD_INPUT:
        yield from _read_standard_input(reading)
    elif path.is_dir():
        yield from _read_folder(path, reading)
    else:
        yield from _read_file(path, _offered(path, path.name, reading), None)


def read_file(path: Path, source: str, reading: Reading | None = None) -> Iterator[Page | Refused]:
    """Give the pages of one file that is shown as `source`, as `read` gives them of its folder."""
    offered = _offered(path, source, reading or Reading())
    yield from _read_file(path, offered, os.path.realpath(path.parent))


def count_files(path: Path) -> int:
    """Count the files that `read` will look at, for a progress bar."""
    return sum(1 for _ in _files(path, lambda _: None)) if path.is_dir() else 1


def shown_name(path: Path) -> str:
    """Give a path as one line of valid text: control characters and broken bytes are escaped."""
    return shown(path.as_posix())


def _offered(path: Path, source: str, reading: Reading) -> Offered:
    return Offered(shown(source), path.absolute().as_uri(), path.name, reading=reading)


def _read_folder(path: Path, reading: Reading) -> Iterator[Page | Refused]:
    root = os.path.realpath(path)
    closed: list[OSError] = []
    for file in _files(path, closed.append):
        source = file.relative_to(path).as_posix()
        yield from _read_file(file, _offered(file, source, reading), root)
    for error in closed:
        name = os.path.relpath(error.filename or path, path)
        yield Refused(shown(name), f"cannot be read: {error.strerror or error}")


def _read_standard_input(reading: Reading) -> Iterator[Page | Refused]:
    """Keep what comes on disk first, since kinds are told, and names counted, by reading twice.

    Its place is the hash of its bytes: other bytes are another article.
    """
    with tempfile.TemporaryFile() as file:
        copyfileobj(sys.stdin.buffer, file)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        yield from read_any(file, Offered("stdin", f"stdin:{digest}", reading=reading))


def _files(folder: Path, notice: Callable[[OSError], None]) -> Iterator[Path]:
    """Walk a folder, sorted; linked folders are not entered, so that no loop can arise.

    `notice` hears of folders that cannot be opened.
    """
    for parent, folders, names in os.walk(folder, onerror=notice, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith("~"):
                yield Path(parent, name)


def _read_file(path: Path, offered: Offered, root: str | None) -> Iterator[Page | Refused]:
    try:
        reason = _obstacle(path, root)
        if reason:
            yield offered.refused(reason)
            return
        with path.open("rb") as file:
            yield from read_any(file, offered)
    except OSError as error:
        yield offered.refused(f"cannot be read: {error.strerror or error}")


def _obstacle(path: Path, root: str | None) -> str | None:
    """Give the reason why a path is no ordinary file of this folder, or None."""
    if root and path.is_symlink() and not os.path.realpath(path).startswith(root + os.sep):
        return "a link that leads out of the folder"
    kind = path.stat().st_mode
    return None if stat.S_ISREG(kind) else "not an ordinary file"
