"""Assembly: from what was found to quotations, without overlaps but for nested ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from archive.extraction.confidence import confidence_of
from archive.extraction.findings import Found
from archive.extraction.marks import Stretch
from archive.extraction.model import Attribution, Kind, Quotation, Section, Span
from archive.extraction.naming import Resolved
from archive.extraction.resolution import Resolver

_TRIMMED_LEFT: Final = " \t\u00a0\u202f\u2009-–—,;:)]"
_TRIMMED_RIGHT: Final = " \t\u00a0\u202f\u2009,;:–—("


def settle(found: Iterable[Found]) -> list[Found]:
    """Keep one of every two overlapping findings; nested ones stay inside what holds them.

    Where a quotation stands inside a reported clause, the clause stays (it is mixed then).
    Sorted by (start, -end); one sweep.
    """
    kept: list[Found] = []
    holder: Found | None = None
    nested_end = 0
    floating = Attribution.FLOATING
    for item in sorted(
        found, key=lambda f: (f.start, -f.end, f.nested, f.attribution is floating, not f.quoted)
    ):
        if item.nested:
            if holder is not None and nested_end <= item.start and item.end <= holder.end:
                nested_end = item.end
                kept.append(item)
        elif holder is None or item.start >= holder.end:
            holder, nested_end = item, item.start
            kept.append(item)
    return kept


def trimmed(text: str, item: Found) -> Found | None:
    """The finding without loose punctuation and a final comma; None when nothing is left."""
    start, end = item.start, item.end
    while start < end and text[start] in _TRIMMED_LEFT:
        start += 1
    while end > start and text[end - 1] in _TRIMMED_RIGHT:
        end -= 1
    if not any(char.isalnum() for char in text[start:end]):
        return None
    if start == item.start and end == item.end:
        return item
    return item._replace(start=start, end=end)


def _overlapping(item: Found, stretches: list[Stretch]) -> list[Stretch]:
    """The stretches in quotation marks that the finding touches."""
    if not stretches:
        return []
    first = max(0, bisect_right(stretches, item.start, key=lambda s: s.open) - 1)
    inside = []
    for place in range(first, len(stretches)):
        stretch = stretches[place]
        if stretch.start >= item.end:
            break
        if stretch.opened and stretch.end > item.start:
            inside.append(stretch)
    return inside


def _with_marks(text: str, item: Found, inside: list[Stretch]) -> Found:
    """A mixed clause that ends (or begins) with quoted words keeps their mark."""
    start, end = item.start, item.end
    first, last = inside[0], inside[-1]
    if last.closed and end < last.close and not any(map(str.isalnum, text[end : last.end])):
        end = last.close
    if first.open < start and not any(map(str.isalnum, text[first.start : start])):
        start = first.open
    return item._replace(start=start, end=end)


def _kind_of(item: Found, inside: list[Stretch]) -> tuple[Kind, tuple[Span, ...]]:
    """The kind of a finding, and its quoted parts where it is mixed."""
    if not inside:
        return Kind.INDIRECT, ()
    if any(s.open <= item.start and item.end <= s.close for s in inside):
        return Kind.DIRECT, ()
    parts = (Span(max(s.start, item.start), min(s.end, item.end)) for s in inside)
    return Kind.MIXED, tuple(part for part in parts if part.start < part.end)


class Assembler:
    """Builds the quotations of one document."""

    def __init__(
        self, stretches: list[list[Stretch]], resolver: Resolver, headings: set[int]
    ) -> None:
        self.stretches = stretches
        self.resolver = resolver
        self.headings = headings

    def quotations(self, found: Iterable[Found]) -> list[Quotation]:
        """Return the quotations of settled findings, `nested_in` and `continues` as indexes."""
        built: list[Quotation] = []
        first_of_group: dict[tuple[int, int], int] = {}
        holder = 0
        for index, item in enumerate(found):
            nested_in = holder if item.nested and built else None
            if nested_in is None:
                holder = index
            first = first_of_group.setdefault(item.group, index) if item.group else index
            continues = None if first == index or item.nested else first
            built.append(self._quotation(item, nested_in, continues))
        return built

    def _quotation(
        self, item: Found, nested_in: int | None, continues: int | None
    ) -> Quotation:  # fmt: skip
        inside = _overlapping(item, self.stretches[item.paragraph])
        kind, quoted = _kind_of(item, inside)
        if kind is Kind.MIXED:
            item = _with_marks(self.resolver.text, item, inside)
        resolved = self._resolved(item)
        return Quotation(
            start=item.start,
            end=item.end,
            kind=kind,
            attribution=item.attribution,
            section=Section.HEADING if item.paragraph in self.headings else Section.BODY,
            mention=item.mention,
            cue=item.cue,
            speaker=resolved.speaker,
            speaker_is_body=resolved.is_body,
            rule=item.rule,
            resolution=resolved.ground,
            confidence=confidence_of(item.rule, kind, resolved),
            quoted=quoted,
            nested_in=nested_in,
            continues=continues,
        )

    def _resolved(self, item: Found) -> Resolved:
        """Who speaks; never the one who is accused, however the mention reads."""
        resolved = self.resolver.resolve(item.mention, None if item.nested else item.start)
        if item.accused is None or resolved.speaker is None:
            return resolved
        accused = self.resolver.resolve(item.accused, None)
        if accused.speaker != resolved.speaker:
            return resolved
        return Resolved(None, False, "somebody other than the one spoken of", resolved.certainty)
