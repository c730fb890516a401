"""What the stages hand on: a content span with the words that attribute it."""

from __future__ import annotations

from typing import NamedTuple

from archive.extraction.model import Attribution, Span
from archive.extraction.phrases import Phrase
from archive.extraction.reading import Paragraph
from archive.extraction.reports import Report, Reported
from archive.extraction.tokens import Tokens


class Found(NamedTuple):
    """One content span in characters, with the words that attribute it."""

    start: int
    end: int
    rule: str
    attribution: Attribution
    mention: Span | None
    cue: Span | None
    paragraph: int
    group: tuple[int, int] | None = (
        None  # paragraph and cue token: parts of one interrupted statement
    )
    quoted: bool = False
    nested: bool = False
    accused: Span | None = None  # of whom it is said: whoever speaks, it is somebody else


def span_of(tokens: Tokens, first: int, last: int) -> Span:
    """The characters from token `first` to before token `last`."""
    return Span(tokens.start[first], tokens.end[last - 1])


def mention_of(tokens: Tokens, phrase: Phrase | None) -> Span | None:
    """The characters of a phrase."""
    return span_of(tokens, phrase.first, phrase.last) if phrase else None


def quoted_at(paragraph: Paragraph, at: int, rule: str) -> Found:
    """The quoted utterance whose QUOTE token stands at `at`, attributed to nobody yet."""
    stretch = paragraph.tokens.stretch[at]
    return Found(
        start=stretch.start,
        end=stretch.end,
        rule=rule,
        attribution=Attribution.FLOATING,
        mention=None,
        cue=None,
        paragraph=paragraph.number,
        quoted=True,
    )


def reported_at(paragraph: Paragraph, report: Report, part: Reported) -> Found:
    """The clause or thing that `report` reports."""
    tokens, source = paragraph.tokens, report.source
    return Found(
        start=tokens.start[part.first],
        end=tokens.end[part.last - 1],
        rule=part.rule,
        attribution=Attribution.EXPLICIT if part.is_clause else Attribution.SPEECH_ACT,
        mention=mention_of(tokens, source.phrase if source else None),
        cue=span_of(tokens, report.cue.at, report.cue.after),
        paragraph=paragraph.number,
        group=(paragraph.number, report.cue.at),
    )
