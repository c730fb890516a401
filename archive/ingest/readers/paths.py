"""Paths to pages: folders are walked, each file goes to the reader of its kind."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from archive.ingest.page import Page, Refused
from archive.ingest.readers import json_lines, single

Reader = Callable[[Path, str], Iterator[Page | Refused]]

# The written table of formats: what a file's beginning shows goes before its name.
_BY_NAME: dict[str, Reader] = {
    **dict.fromkeys(single.NAMES, single.read_single),
    **dict.fromkeys(json_lines.NAMES, json_lines.read_json_lines),
}
_UNKNOWN = "of no known kind: .txt, .html, .htm, .xhtml and .jsonl are read"
_PEEK = 512  # bytes


def read(path: Path) -> Iterator[Page | Refused]:
    """Give the pages of a file, or of all files below a folder, in the order of their names.

    Hidden files, backup files and links that lead out of the folder are left out. What cannot be
    read, or is of no known kind, comes as Refused with the reason; nothing is raised.
    """
    if path.is_dir():
        root = os.path.realpath(path)
        closed: list[OSError] = []
        for file in _files(path, closed.append):
            yield from _read_file(file, shown_name(file.relative_to(path)), root)
        for error in closed:
            name = os.path.relpath(error.filename or path, path)
            yield Refused(shown_name(Path(name)), f"cannot be read: {error.strerror or error}")
    else:
        yield from _read_file(path, shown_name(Path(path.name)), None)


def count_files(path: Path) -> int:
    """Count the files that `read` will look at, for a progress bar."""
    return sum(1 for _ in _files(path, lambda _: None)) if path.is_dir() else 1


def shown_name(path: Path) -> str:
    """Give a path as one line of valid text: control characters and broken bytes are escaped."""
    name = path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def _files(folder: Path, notice: Callable[[OSError], None]) -> Iterator[Path]:
    """Walk a folder, sorted; linked folders are not entered, so that no loop can arise.

    `notice` hears of folders that cannot be opened.
    """
    for parent, folders, names in os.walk(folder, onerror=notice, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith("~"):
                yield Path(parent, name)


def _read_file(path: Path, source: str, root: str | None) -> Iterator[Page | Refused]:
    try:
        reason = _obstacle(path, root)
        if reason:
            yield Refused(source, reason, path.absolute().as_uri())
            return
        reader = _reader(path)
        if reader is None:
            yield Refused(source, _UNKNOWN, path.absolute().as_uri())
            return
        yield from reader(path, source)
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        yield Refused(source, reason, path.absolute().as_uri())


def _obstacle(path: Path, root: str | None) -> str | None:
    """Give the reason why a path is no ordinary file of this folder, or None."""
    if root and path.is_symlink() and not os.path.realpath(path).startswith(root + os.sep):
        return "a link that leads out of the folder"
    kind = path.stat().st_mode
    return None if stat.S_ISREG(kind) else "not an ordinary file"


def _reader(path: Path) -> Reader | None:
    """Choose by content where it is plain, else by name."""
    with path.open("rb") as file:
        start = file.read(_PEEK).lstrip(b"\xef\xbb\xbf \t\r\n")
    named = _BY_NAME.get(path.suffix.lower())
    if start[:1] == b"{" and named is None:
        return json_lines.read_json_lines
    if start[:9].lower() in (b"<!doctype", b"<html") or start[:5].lower() == b"<html":
        return single.read_single
    return named
