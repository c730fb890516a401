"""Which rows the names in a query stand for: plain data, found by who knows the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Names:
    """Value of a field → what it stands for. A value that is missing stands for nothing."""

    speakers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    outlets: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    mentions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # other names, as printed

    def all_mentions(self) -> list[str]:
        """Return all names that are searched in the statements."""
        return [name for names in self.mentions.values() for name in names]


NOBODY = Names()
