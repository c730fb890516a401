"""Frames that name a source without a verb of their own: "according to", "As she said", "NP: …"."""

from __future__ import annotations

from collections.abc import Iterator

from archive.extraction import tags
from archive.extraction.adjuncts import skip_adjuncts
from archive.extraction.endings import content_end
from archive.extraction.findings import Found, mention_of, reported_at, span_of
from archive.extraction.model import Attribution, Span
from archive.extraction.phrases import Phrase, noun_phrase_from
from archive.extraction.predicates import has_finite
from archive.extraction.reading import Paragraph, Sentence
from archive.extraction.reports import Reported
from archive.extraction.tokens import Tokens

_LABEL_LENGTH = 8  # tokens before the colon of a heading


def framed(paragraph: Paragraph, sentence: Sentence) -> Iterator[Found]:
    """Yield what the sentence attributes by a frame; at most one span."""
    tokens, first, last = paragraph.tokens, sentence.first, sentence.last
    frame = _frame_in(paragraph, sentence)
    if frame is not None:
        yield from _according_to(paragraph, sentence, frame)
        return
    if "as" in (tokens.low[first], tokens.low[first + 1] if first + 1 < last else ""):
        yield from _as_reported(paragraph, sentence)
    elif paragraph.heading:
        yield from _heading_colon(paragraph, sentence)


def _frame_in(paragraph: Paragraph, sentence: Sentence) -> tuple[int, int] | None:
    """Where the first "according to" of a sentence stands."""
    lexicon, low = paragraph.lexicon, paragraph.tokens.low
    if lexicon.frame_openers.isdisjoint(low[sentence.first : sentence.last]):
        return None
    for at in range(sentence.first, sentence.last - 2):
        if low[at] in lexicon.frame_openers:
            for words in lexicon.frames:
                if tuple(low[at : at + len(words)]) == words:
                    return at, at + len(words)
    return None


def _found(tokens: Tokens, number: int, rule: str, spans: tuple[Span, Span, Span | None]) -> Found:
    content, cue, mention = spans
    return Found(content.start, content.end, rule, Attribution.EXPLICIT, mention, cue, number)


def _heading_colon(paragraph: Paragraph, sentence: Sentence) -> Iterator[Found]:
    """ "Harbour Office: pier to close": the heading's own way to name its source."""
    tokens, first, last = paragraph.tokens, sentence.first, sentence.last
    near = range(first, min(last - 1, first + _LABEL_LENGTH))
    colon = next((k for k in near if tokens.tag[k] & tags.COLON), None)
    phrase = noun_phrase_from(tokens, first, colon) if colon is not None else None
    if colon is None or phrase is None or phrase.last != colon or _is_series(tokens, phrase):
        return
    content = span_of(tokens, colon + 1, last)
    spans = (content, span_of(tokens, colon, colon + 1), mention_of(tokens, phrase))
    yield _found(tokens, paragraph.number, "heading-colon", spans)


def _is_series(tokens: Tokens, label: Phrase) -> bool:
    """ "The Latest: …", "EXCLUSIVE: …": the name of a column, nobody's name."""
    classes = [tokens.tag[k] for k in range(*label)]
    if classes[0] & tags.DET and not any(tag & tags.SPEAKER_NOUN for tag in classes):
        return True
    first, after = tokens.start[label.first], tokens.end[label.last - 1]
    shouted = after - first > _ACRONYM and tokens.text[first:after].isupper()
    behind = tokens.end[label.last]
    return shouted and not tokens.text[behind : behind + _LOOK].isupper()


_LOOK = 40  # characters behind the colon
_ACRONYM = 5  # letters of a label in capitals that may be a body: NATO


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


def _according_to(
    paragraph: Paragraph, sentence: Sentence, frame: tuple[int, int]
) -> Iterator[Found]:
    """ "According to NP, S" and "S, according to NP"."""
    tokens, last, at = paragraph.tokens, sentence.last, frame[0]
    first = _after_semicolon(tokens, sentence, at)
    phrase = noun_phrase_from(tokens, frame[1], last)
    if phrase is None:
        return
    phrase = _author(tokens, phrase, last)
    start, end = first, at
    if at - first < 2 and tokens.low[at] != "according" and _has_no_comma(tokens, phrase, last):
        phrase = _to_last_capital(tokens, phrase)
        start, end = phrase.last, last
    elif at - first < 2 or _goes_on(tokens, phrase.last, sentence, at):
        start, end = _clause_after(tokens, phrase.last, last), last
    while end > start and tokens.tag[end - 1] & tags.PUNCTUATION:
        end -= 1
    quoted = start < end and tokens.tag[start] & tags.QUOTE and end == start + 1
    if end - start >= _SHORTEST or quoted:
        content = _inside(tokens, start) if quoted else span_of(tokens, start, end)
        spans = (content, span_of(tokens, *frame), mention_of(tokens, phrase))
        yield _found(tokens, paragraph.number, "according-to", spans)


def _inside(tokens: Tokens, quote: int) -> Span:
    stretch = tokens.stretch[quote]
    return Span(stretch.start, stretch.end)


def _has_no_comma(tokens: Tokens, phrase: Phrase, last: int) -> bool:
    """German goes on without a comma: "Laut Ada Example reicht ein Jahr nicht"."""
    return phrase.last >= last or not tokens.tag[phrase.last] & tags.COMMA


def _to_last_capital(tokens: Tokens, phrase: Phrase) -> Phrase:
    named = [k for k in range(*phrase) if tokens.tag[k] & tags.CAPITAL]
    return Phrase(phrase.first, named[-1] + 1) if named else phrase


def _after_semicolon(tokens: Tokens, sentence: Sentence, at: int) -> int:
    places = range(at - 1, sentence.first - 1, -1)
    return next((k + 1 for k in places if tokens.tag[k] & tags.SEMICOLON), sentence.first)


def _clause_after(tokens: Tokens, at: int, last: int) -> int:
    """The clause after "According to NP," and an apposition: "…, the port's director, S"."""
    commas = [k for k in range(at, min(last, at + _LONGEST_FRAME)) if tokens.tag[k] & tags.COMMA]
    if not commas:
        return last
    apposed = commas[0] == at and tokens.tag[at + 1] & (tags.DET | tags.POSSESSIVE | tags.CAPITAL)
    if len(commas) > 1 and apposed and not has_finite(tokens, commas[0], commas[1]):
        return commas[1] + 1
    return commas[0] + 1


_LONGEST_FRAME = 60  # tokens


def _goes_on(tokens: Tokens, after: int, sentence: Sentence, at: int) -> bool:
    """ "Now, according to the poll, some are moving": the clause comes after the frame."""
    if after + 2 >= sentence.last or not tokens.tag[after] & tags.COMMA:
        return False
    if tokens.tag[at - 1] & tags.COMMA and tokens.tag[at - 2] & (tags.CONJ | tags.SUBORD):
        return True
    return not has_finite(tokens, sentence.first, at)


_SHORTEST = 3  # tokens: "That's according to …" says nothing


def _author(tokens: Tokens, phrase: Phrase, last: int) -> Phrase:
    """ "according to disclosures by both parties": who disclosed."""
    if phrase.last < last and tokens.low[phrase.last] == "by":
        return noun_phrase_from(tokens, phrase.last + 1, last) or phrase
    return phrase
