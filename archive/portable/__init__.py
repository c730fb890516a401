"""The whole archive as one file of JSON lines, out and in again: docs/export.md is its contract."""

from __future__ import annotations

from archive.portable.damage import Damaged, Occupied
from archive.portable.files import reading, writing
from archive.portable.lines import Export
from archive.portable.loading import load
from archive.portable.tables import counted
from archive.portable.unloading import export_lines, row_counts, snapshot

__all__ = [
    "Damaged",
    "Export",
    "Occupied",
    "counted",
    "export_lines",
    "load",
    "reading",
    "row_counts",
    "snapshot",
    "writing",
]
