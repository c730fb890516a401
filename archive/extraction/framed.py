"""What a frame attributes: "According to NP, S", "S, according to NP", "As she put it, S"."""

from __future__ import annotations

from collections.abc import Iterator

from archive.extraction import tags
from archive.extraction.adjuncts import skip_adjuncts
from archive.extraction.endings import content_end
from archive.extraction.findings import Found, mention_of, reported_at, span_of
from archive.extraction.frames import Frame, frame_in, to_last_capital
from archive.extraction.headings import heading_colon
from archive.extraction.model import Attribution, Span
from archive.extraction.phrases import Phrase
from archive.extraction.predicates import has_finite
from archive.extraction.reading import Paragraph, Sentence
from archive.extraction.reports import Reported
from archive.extraction.tokens import Tokens

_OPENS = 2  # a frame before this token opens the sentence: "But according to …"
_LONGEST_FRAME = 60  # tokens
_SHORTEST = 3  # tokens: "That's according to …" says nothing


def framed(paragraph: Paragraph, sentence: Sentence) -> Iterator[Found]:
    """Yield what the sentence attributes by a frame; at most one span."""
    tokens, first, last = paragraph.tokens, sentence.first, sentence.last
    frame = frame_in(paragraph, sentence)
    if frame is not None:
        yield from _according_to(paragraph, sentence, frame)
        return
    if (tokens.tag[first] | (tokens.tag[first + 1] if first + 1 < last else 0)) & tags.AS:
        yield from _as_reported(paragraph, sentence)
    elif paragraph.heading:
        yield from heading_colon(paragraph, sentence)


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


def _according_to(paragraph: Paragraph, sentence: Sentence, frame: Frame) -> Iterator[Found]:
    """ "According to NP, S" and "S, according to NP"."""
    tokens, phrase = paragraph.tokens, frame.phrase
    if paragraph.lexicon.verb_second:
        start, end = _clause_around(tokens, sentence, frame, bare=paragraph.lexicon.bare_frames)
    else:
        start, end, phrase = _clause_beside(tokens, sentence, frame)
    while end > start and tokens.tag[end - 1] & tags.PUNCTUATION:
        end -= 1
    quoted = start < end and tokens.tag[start] & tags.QUOTE and end == start + 1
    least = _SHORTEST - paragraph.lexicon.verb_second  # «По словам мэра, мост закрыт»
    if end - start >= least or quoted:
        content = _inside(tokens, start) if quoted else span_of(tokens, start, end)
        mention, cue = mention_of(tokens, phrase), span_of(tokens, *frame.cue)
        yield Found(
            *(content.start, content.end, "according-to", Attribution.EXPLICIT),
            *(mention, cue, paragraph.number),
        )


def _clause_beside(
    tokens: Tokens, sentence: Sentence, frame: Frame
) -> tuple[int, int, Phrase]:  # fmt: skip
    """The clause before the frame or behind it, and the phrase as far as it names somebody."""
    at, phrase, last = frame.first, frame.phrase, sentence.last
    first = _after_semicolon(tokens, sentence, at)
    if at - first < 2 and tokens.low[at] != "according" and _has_no_comma(tokens, phrase, last):
        phrase = to_last_capital(tokens, phrase)
        return phrase.last, last, phrase
    if at - first < 2 or _goes_on(tokens, phrase.last, sentence, at):
        return _clause_after(tokens, phrase.last, last), last, phrase
    return first, at, phrase


def _clause_around(
    tokens: Tokens, sentence: Sentence, frame: Frame, *, bare: bool
) -> tuple[int, int]:  # fmt: skip
    """Where the verb is second: „Laut Muster hält der Damm“, „Der Damm hält laut Muster bis Mai“.

    A frame inside the clause stays in it: what stands before and behind says nothing alone.
    """
    last = sentence.last
    first = _after_semicolon(tokens, sentence, frame.first)
    comma = tags.COMMA if frame.last < last and tokens.tag[frame.last] & tags.COMMA else 0
    if frame.first - first < _OPENS:
        if comma:
            return _past_relative(tokens, frame.last, last), last
        return (frame.last, last) if bare else (last, last)
    if comma and tokens.tag[frame.first - 1] & comma:
        return first, last  # «Мост, по словам мэра, закрыт»
    commas = [k for k in range(first, last) if tokens.tag[k] & tags.COMMA]
    if frame.last >= last or tokens.tag[frame.last] & tags.STOP:
        return first, frame.first
    start = max((k + 1 for k in commas if k < frame.first), default=first)
    end = min((k for k in commas if k >= frame.last), default=last)
    return (start, end) if frame.first - start >= _OPENS else (start, start)


def _past_relative(tokens: Tokens, comma: int, last: int) -> int:
    """ "Laut Muster, der den Damm leitet, …": behind the comma that closes the aside."""
    if comma + 1 < last and tokens.tag[comma + 1] & (tags.DET | tags.RELATIVE):
        ahead = range(comma + 1, min(last, comma + _LONGEST_FRAME))
        return next((k + 1 for k in ahead if tokens.tag[k] & tags.COMMA), comma + 1)
    return comma + 1


def _inside(tokens: Tokens, quote: int) -> Span:
    stretch = tokens.stretch[quote]
    return Span(stretch.start, stretch.end)


def _has_no_comma(tokens: Tokens, phrase: Phrase, last: int) -> bool:
    """German goes on without a comma: "Laut Ada Example reicht ein Jahr nicht"."""
    return phrase.last >= last or not tokens.tag[phrase.last] & tags.COMMA


def _after_semicolon(tokens: Tokens, sentence: Sentence, at: int) -> int:
    places = range(at - 1, sentence.first - 1, -1)
    return next((k + 1 for k in places if tokens.tag[k] & tags.SEMICOLON), sentence.first)


def _clause_after(tokens: Tokens, at: int, last: int) -> int:
    """The clause after "According to NP," and an apposition: "…, the port's director, S"."""
    commas = [k for k in range(at, min(last, at + _LONGEST_FRAME)) if tokens.tag[k] & tags.COMMA]
    if not commas:
        return last
    behind = tokens.tag[at + 1] if commas[0] == at and at + 1 < last else 0
    apposed = behind & (tags.DET | tags.POSSESSIVE | tags.CAPITAL)
    if len(commas) > 1 and apposed and not has_finite(tokens, commas[0], commas[1]):
        return commas[1] + 1
    return commas[0] + 1


def _goes_on(tokens: Tokens, after: int, sentence: Sentence, at: int) -> bool:
    """ "Now, according to the poll, some are moving": the clause comes after the frame."""
    if after + 2 >= sentence.last or not tokens.tag[after] & tags.COMMA:
        return False
    if tokens.tag[at - 1] & tags.COMMA and tokens.tag[at - 2] & (tags.CONJ | tags.SUBORD):
        return True
    return not has_finite(tokens, sentence.first, at)
