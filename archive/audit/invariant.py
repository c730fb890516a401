"""A demand on the rows of the archive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invariant:
    """A demand in words, and the SQL that names (in one text column) the rows that break it."""

    demand: str
    sql: str
