"""Frames that name a source without a verb of their own: "according to", "As she said", "NP: …"."""

from __future__ import annotations

from collections.abc import Iterator

from archive.extraction import tags
from archive.extraction.adjuncts import skip_adjuncts
from archive.extraction.clauses import has_finite
from archive.extraction.endings import content_end
from archive.extraction.findings import Found, mention_of, reported_at, span_of
from archive.extraction.model import Attribution, Span
from archive.extraction.phrases import Phrase, noun_phrase_from
from archive.extraction.reading import Paragraph, Sentence
from archive.extraction.reports import Reported
from archive.extraction.tokens import Tokens

_LABEL_LENGTH = 8  # tokens before the colon of a heading


def framed(paragraph: Paragraph, sentence: Sentence) -> Iterator[Found]:
    """Yield what the sentence attributes by a frame; at most one span."""
    tokens, first, last = paragraph.tokens, sentence.first, sentence.last
    for at in range(first, last - 2):
        if tokens.low[at] == "according" and tokens.low[at + 1] == "to":
            yield from _according_to(paragraph, sentence, at)
            return
    if tokens.low[first] == "as":
        yield from _as_reported(paragraph, sentence)
    elif paragraph.heading:
        yield from _heading_colon(paragraph, sentence)


def _found(tokens: Tokens, number: int, rule: str, spans: tuple[Span, Span, Span | None]) -> Found:
    content, cue, mention = spans
    return Found(content.start, content.end, rule, Attribution.EXPLICIT, mention, cue, number)


def _heading_colon(paragraph: Paragraph, sentence: Sentence) -> Iterator[Found]:
    """ "Kremlin: relations are bad": the heading's own way to name its source."""
    tokens, first, last = paragraph.tokens, sentence.first, sentence.last
    near = range(first, min(last - 1, first + _LABEL_LENGTH))
    colon = next((k for k in near if tokens.tag[k] & tags.COLON), None)
    phrase = noun_phrase_from(tokens, first, colon) if colon is not None else None
    if colon is None or phrase is None or phrase.last != colon:
        return
    content = span_of(tokens, colon + 1, last)
    spans = (content, span_of(tokens, colon, colon + 1), mention_of(tokens, phrase))
    yield _found(tokens, paragraph.number, "heading-colon", spans)


def _as_reported(paragraph: Paragraph, sentence: Sentence) -> Iterator[Found]:
    """ "As Ada Example put it on Monday, S"."""
    tokens, last = paragraph.tokens, sentence.last
    report = next((r for r in sentence.reports if r.cue.takes("cbqvm") and r.source), None)
    if report is None or report.before > sentence.first + 1:
        return
    at = skip_adjuncts(tokens, report.after, last)
    if at + 2 < last and tokens.tag[at] & tags.COMMA and not tokens.tag[at + 1] & tags.QUOTE:
        end = content_end(tokens, at + 1, last, [])
        yield reported_at(paragraph, report, Reported(at + 1, end, "as-she-said"))


def _according_to(paragraph: Paragraph, sentence: Sentence, at: int) -> Iterator[Found]:
    """ "According to NP, S" and "S, according to NP"."""
    tokens, first, last = paragraph.tokens, sentence.first, sentence.last
    phrase = noun_phrase_from(tokens, at + 2, last)
    if phrase is None:
        return
    phrase = _author(tokens, phrase, last)
    start, end = first, at
    if at - first < 2 or _goes_on(tokens, phrase.last, sentence, at):
        commas = (k + 1 for k in range(phrase.last, last) if tokens.tag[k] & tags.COMMA)
        start, end = next(commas, last), last
    while end > start and tokens.tag[end - 1] & tags.PUNCTUATION:
        end -= 1
    if end - start >= _SHORTEST:
        content, cue = span_of(tokens, start, end), span_of(tokens, at, at + 2)
        spans = (content, cue, mention_of(tokens, phrase))
        yield _found(tokens, paragraph.number, "according-to", spans)


def _goes_on(tokens: Tokens, after: int, sentence: Sentence, at: int) -> bool:
    """ "Now, according to the poll, some are moving": the clause comes after the frame."""
    if after + 2 >= sentence.last or not tokens.tag[after] & tags.COMMA:
        return False
    return not has_finite(tokens, sentence.first, at)


_SHORTEST = 3  # tokens: "That's according to …" says nothing


def _author(tokens: Tokens, phrase: Phrase, last: int) -> Phrase:
    """ "according to disclosures by both parties": who disclosed."""
    if phrase.last < last and tokens.low[phrase.last] == "by":
        return noun_phrase_from(tokens, phrase.last + 1, last) or phrase
    return phrase
