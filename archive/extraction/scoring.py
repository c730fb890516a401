"""How right the extractor is, against texts that a careful reader marked.

A mark is counted as found when its words are found exactly: from the same first to the same last
letter or figure, whatever stands around them (marks, blanks, final points). It is counted as
right when, besides, it is given to the same speaker: by name where the reader names one (the same
last name and no other first name), else by the same mention.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.extraction.model import Document, Kind, Quotation, Span

MEASURES = ("direct", "mixed", "indirect", "all")


@dataclass(frozen=True, slots=True)
class Marked:
    """What a reader marked: the words, how they are reported, and who said them."""

    span: Span
    kind: Kind
    speaker: str  # canonical name; "" where the reader names nobody
    mention: Span | None


@dataclass(slots=True)
class Score:
    """Counts of one measure; they add up over documents."""

    marked: int = 0
    found: int = 0  # predicted, right or wrong
    exact: int = 0  # predicted with exactly the marked words
    joint: int = 0  # … and given to the right speaker

    @property
    def span_f1(self) -> float:
        """Harmonic mean of precision and recall of the exact words, 0 to 1."""
        return _f1(self.exact, self.found, self.marked)

    @property
    def joint_f1(self) -> float:
        """The same, where only words given to the right speaker count."""
        return _f1(self.joint, self.found, self.marked)

    @property
    def speaker_accuracy(self) -> float:
        """Of the exactly found words, the share given to the right speaker, 0 to 1."""
        return self.joint / self.exact if self.exact else 0.0


@dataclass(slots=True)
class Report:
    """A score for each measure, and how often each stated confidence was right."""

    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in MEASURES})
    stated: Counter[int] = field(default_factory=Counter)  # tenths of confidence → statements
    kept: Counter[int] = field(default_factory=Counter)  # tenths → statements that were right
    documents: int = 0

    def add(self, document: Document, marks: Sequence[Marked], found: Iterable[Quotation]) -> None:
        """Compare what was found in one document with what the reader marked in it."""
        self.documents += 1
        text = document.text
        marked = {trimmed(text, mark.span): mark for mark in marks}
        seen: set[Span] = set()
        for mark in marked.values():
            self._count(mark.kind, "marked")
        for quotation in found:
            span = trimmed(text, Span(quotation.start, quotation.end))
            if span in seen:
                continue
            seen.add(span)
            self._add_found(text, quotation, marked.get(span))

    def _add_found(self, text: str, quotation: Quotation, mark: Marked | None) -> None:
        # Counted under the reader's kind where there is one: a wrong kind is no way out.
        kind = mark.kind if mark else quotation.kind
        right = mark is not None and same_speaker(text, quotation, mark)
        tenth = min(9, int(quotation.confidence * 10))
        self._count(kind, "found")
        self.stated[tenth] += 1
        if mark:
            self._count(kind, "exact")
        if right:
            self._count(kind, "joint")
            self.kept[tenth] += 1

    def _count(self, kind: Kind, what: str) -> None:
        for name in (kind.value, "all"):
            score = self.scores[name]
            setattr(score, what, getattr(score, what) + 1)


def marks_of(row: dict[str, Any]) -> tuple[Document, list[Marked]]:
    """Read one annotated document: `text`, `quotes` with start, end, kind, speaker, …

    Raises KeyError or ValueError for a row of another form.
    """
    document = Document(
        text=row["text"], title=row.get("title") or "", language=row.get("language") or "en",
        id=row.get("id") or "",
    )  # fmt: skip
    return document, [_mark(quote) for quote in row["quotes"]]


def _mark(quote: dict[str, Any]) -> Marked:
    mention = quote.get("speaker") or None
    return Marked(
        span=Span(quote["start"], quote["end"]),
        kind=Kind(quote["kind"]),
        speaker=quote.get("speaker_canonical") or "",
        mention=Span(mention["start"], mention["end"]) if mention else None,
    )


def trimmed(text: str, span: Span) -> Span:
    """Return `span` without anything but letters and figures at both ends."""
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def same_speaker(text: str, quotation: Quotation, mark: Marked) -> bool:
    """Say whether a quotation is given to the speaker that the reader named."""
    named = quotation.speaker or (_words(text, quotation.mention) if quotation.mention else "")
    # A name in another alphabet cannot be compared: there the mention decides.
    if mark.speaker and quotation.speaker and mark.speaker.isascii() == named.isascii():
        return same_name(named, mark.speaker)
    if mark.mention is None or quotation.mention is None:
        return not mark.speaker and not quotation.speaker and mark.mention is quotation.mention
    return max(mark.mention.start, quotation.mention.start) < min(
        mark.mention.end, quotation.mention.end
    )


def same_name(one: str, other: str) -> bool:
    """Say whether two names may be one person's: the same last name, no other first name.

    "Voss" and "Ada Voss" may be; "Ben Voss" and "Ada Voss" may not.
    """
    first, second = _folded(one), _folded(other)
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    return longer[-len(shorter) :] == shorter


def _folded(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return [word for word in letters.replace("-", " ").split() if word != "the"]


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _f1(right: int, found: int, marked: int) -> float:
    return 2 * right / (found + marked) if found + marked else 0.0
