"""A report: a cue with its source inside a sentence, and what it reports."""

from __future__ import annotations

from typing import NamedTuple

from archive.extraction.cues import Cue
from archive.extraction.sources import Source


class Reported(NamedTuple):
    """A content span in tokens, and by which construction it was found."""

    first: int
    last: int  # exclusive
    rule: str
    is_clause: bool = True  # False: the object of a speech act, an infinitive


class Report(NamedTuple):
    """A cue with its source inside a sentence."""

    cue: Cue
    source: Source | None
    sentence: tuple[int, int]

    @property
    def after(self) -> int:
        """First token after cue, inverted source and the prefix of a separable verb."""
        inverted = self.source is not None and self.source.how == "inverted"
        last = self.source.phrase.last if self.source and inverted else self.cue.after
        return max(last, self.cue.closed)

    @property
    def before(self) -> int:
        """First token of cue and source."""
        return min(self.source.outer, self.cue.group) if self.source else self.cue.group
