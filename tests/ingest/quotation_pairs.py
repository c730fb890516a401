"""Labelled pairs of wordings by one speaker: tests/ingest/pairs/*.txt, and where they were read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "pairs"


class Pair(NamedTuple):
    """Two wordings, how they differ, and whether a careful reader calls them one quotation."""

    one: str
    other: str
    how: str
    is_same: bool


def pairs(name: str) -> list[Pair]:
    """Return the pairs of one file, `same…` or `other…`."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return list(_read(text, is_same=name.startswith("same")))


def _read(text: str, *, is_same: bool) -> Iterator[Pair]:
    how = ""
    for block in text.strip().split("\n\n"):
        lines = block.splitlines()
        if lines[0].startswith("# "):
            how = lines.pop(0).removeprefix("# ")
        one, other = lines
        yield Pair(one, other, how, is_same)
