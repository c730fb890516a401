"""An article's text as paragraphs, with the statements in it lit.

Pure: offsets in, pieces out. Statements may nest, overlap and run over several paragraphs; a page's
elements may only nest. So a statement that crosses another is closed and opened again, and its
pieces say which is the first (it carries the anchor) and which the last (it carries the link).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BETWEEN = re.compile(r"\n\s*\n\s*")


class Spanned(Protocol):
    """Anything that stands at `text[start:end]`."""

    start: int
    end: int


class Piece(NamedTuple):
    """The part of a statement that stands in one paragraph."""

    start: int
    end: int
    number: int  # of the statement, in reading order, from 1; 0 of a passage
    statement: Spanned
    is_first: bool
    is_last: bool


class Open(NamedTuple):
    """Here a lit stretch begins."""

    piece: Piece
    is_first: bool


class Close(NamedTuple):
    """Here a lit stretch ends."""

    piece: Piece
    is_last: bool


@dataclass(slots=True)
class Paragraph:
    """`text[start:end]`, without the empty lines around it."""

    start: int
    end: int
    tokens: list[str | Open | Close] = field(default_factory=list)
    begins: list[Piece] = field(default_factory=list)  # the statements that begin here


def paragraphs(text: str) -> list[Paragraph]:
    """Split a text at its empty lines."""
    start = len(text) - len(text.lstrip())
    found = []
    for gap in BETWEEN.finditer(text, start):
        found.append(Paragraph(start, gap.start()))
        start = gap.end()
    if text[start:].strip():
        found.append(Paragraph(start, start + len(text[start:].rstrip())))
    return found


@dataclass(slots=True)
class Passage:
    """Words that somebody selected: they are lit, too, under the number 0, and are no statement."""

    start: int
    end: int


def lit(
    text: str, statements: Iterable[Spanned], passage: Passage | None = None
) -> list[Paragraph]:
    """Return the paragraphs of `text` as tokens: words, and where a statement opens and closes.

    The words of all tokens, paragraph by paragraph, are the text without its empty lines.
    """
    found = paragraphs(text)
    ordered = sorted(statements, key=lambda statement: (statement.start, -statement.end))
    numbered: list[tuple[int, Spanned]] = [(0, passage)] if passage else []
    for number, statement in [*numbered, *enumerate(ordered, 1)]:
        held = [p for p in found if p.start < statement.end and statement.start < p.end]
        for place, paragraph in enumerate(held):
            paragraph.begins.append(
                Piece(
                    max(statement.start, paragraph.start),
                    min(statement.end, paragraph.end),
                    number,
                    statement,
                    place == 0,
                    place == len(held) - 1,
                )
            )
    for paragraph in found:
        paragraph.tokens = list(tokens(text, paragraph, paragraph.begins))
        paragraph.begins = [p for p in paragraph.begins if p.is_first and p.number]
    return found


def around(text: str, statement: Spanned) -> list[Paragraph]:
    """Return the paragraphs that hold the statement, with this one statement lit."""
    return [
        paragraph
        for paragraph in lit(text, [statement])
        if paragraph.start < statement.end and statement.start < paragraph.end
    ]


def tokens(text: str, paragraph: Paragraph, pieces: list[Piece]) -> Iterator[str | Open | Close]:
    """Yield the words of a paragraph with properly nested openings and closings."""
    stops = {paragraph.start, paragraph.end}
    stops |= {piece.start for piece in pieces} | {piece.end for piece in pieces}
    open_now: list[Piece] = []
    at = paragraph.start
    for stop in sorted(stops):
        if stop > at:
            yield text[at:stop]
            at = stop
        yield from closings(open_now, stop)
        for piece in pieces:
            if piece.start == stop:
                open_now.append(piece)
                yield Open(piece, piece.is_first)


def closings(open_now: list[Piece], stop: int) -> Iterator[Open | Close]:
    """Close what ends at `stop`; what stands over it is closed and opened again."""
    outermost = next((n for n, piece in enumerate(open_now) if piece.end == stop), None)
    if outermost is None:
        return
    over = open_now[outermost:]
    del open_now[outermost:]
    for piece in reversed(over):
        yield Close(piece, piece.end == stop and piece.is_last)
    for piece in over:
        if piece.end != stop:
            open_now.append(piece)
            yield Open(piece, False)
