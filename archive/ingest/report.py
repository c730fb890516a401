"""What became of the pages of one run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.ingest.changes import Changes

STORED = ("new", "changed", "unchanged")


@dataclass(slots=True)
class Outcome:
    """What became of one page."""

    source: str
    state: str  # new, changed, unchanged or refused
    statements: int = 0
    reason: str = ""
    size: int = 0  # bytes of the page
    changes: Changes | None = None  # what a new version did to the statements

    def __str__(self) -> str:
        detail = self.reason or f"{self.statements} statements"
        if self.changes:
            detail += f" ({self.changes})"
        return f"{self.state:9} {self.source}" + (
            "" if self.state == "unchanged" else f": {detail}"
        )


@dataclass(slots=True)
class Report:
    """The counts of one run; `refused` keeps what was refused and why, `changed` the articles that
    have a new version."""

    states: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    refused: list[Outcome] = field(default_factory=list)
    changed: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one page."""
        self.states[outcome.state] += 1
        self.statements += outcome.statements
        if outcome.state == "refused":
            self.refused.append(outcome)
        if outcome.changes:
            self.changed.append(outcome)

    def as_dict(self) -> dict[str, object]:
        """Return the counts by name, for programs."""
        counts = {state: self.states[state] for state in STORED}
        return {
            "articles": sum(counts.values()),
            **counts,
            "statements": self.statements,
            "changes": [
                {"source": one.source, **one.changes.as_dict()}
                for one in self.changed
                if one.changes
            ],
            "refused": [{"source": one.source, "reason": one.reason} for one in self.refused],
        }

    def __str__(self) -> str:
        known = sum(self.states[state] for state in STORED)
        return (
            f"ingested {known} article{'s' if known != 1 else ''}: {self.states['new']} new, "
            f"{self.states['changed']} changed, {self.states['unchanged']} unchanged; "
            f"{self.statements} statements; {len(self.refused)} refused"
        )
