"""Which edition of the code reads: digests of its source, so that nobody has to raise a number."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def cleaner() -> str:
    """Return a digest of what makes a document of a page."""
    return _digest(_HERE / "clean.py", _HERE / "cleaning")


@cache
def reader() -> str:
    """Return a digest of what makes a document of a page, and quotations of that."""
    parts = (_HERE / "reading.py", _HERE / "metadata.py", _HERE.parent / "extraction")
    return _digest(_HERE / "clean.py", _HERE / "cleaning", *parts)


def _digest(*places: Path) -> str:
    digest = hashlib.sha256()
    for place in places:
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(file.read_bytes())
    return digest.hexdigest()
