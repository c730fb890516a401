"""How far a run is: a bar with rate and time left, on a terminal."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# What is packed holds about so many times its size: a guess, for the time left.
UNPACKED = 4
PACKED = frozenset({".gz", ".zip", ".bz2", ".xz", ".zst"})


class ArticleProgress(Progress):
    """Articles stored, articles a second, and the time left by the bytes still to read; then how
    far grouping is with what it has left."""

    def __init__(self, places: Iterable[Path | str]) -> None:
        super().__init__(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[words]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        paths = [place for place in places if isinstance(place, Path)]
        total = sum(map(bytes_to_read, paths))
        self._articles = 0
        self._task = self.add_task("ingesting", total=total or None, words="")

    def count(self, size: int) -> None:
        """Count one article that was read from so many bytes."""
        self._articles += 1
        elapsed = self.tasks[0].elapsed or 0
        rate = self._articles / elapsed if elapsed else 0
        plural = "s" if self._articles > 1 else ""
        words = f"{self._articles} article{plural}, {rate:.0f} a second"
        self.update(self._task, advance=size, words=words)

    def grouping(self, waiting: int) -> Callable[[int], None]:
        """Fill the bar, and show another one for as many as wait; returns who counts them."""
        self.end()
        if not waiting:
            return lambda done: None
        task = self.add_task("grouping", total=waiting, words=f"{waiting} were left")
        return lambda done: self.advance(task, done)

    def end(self) -> None:
        """Fill the bar: the bytes to read were an estimate."""
        done = self.tasks[0].completed
        self.update(self._task, total=done or 1, completed=done or 1)


def bytes_to_read(path: Path) -> int:
    """Return about how many bytes of pages a file or folder holds; 0 for what is neither."""
    if not path.is_dir():
        return _bytes(path) if path.is_file() else 0
    found = 0
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += sum(_bytes(Path(folder, name)) for name in names if not name.startswith("."))
    return found


def _bytes(file: Path) -> int:
    try:
        size = file.stat().st_size
    except OSError:
        return 0
    return size * UNPACKED if file.suffix.lower() in PACKED else size
