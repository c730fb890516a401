"""Frames that name a source without a verb of their own: "according to", "As she said", "NP: …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive.extraction import tags
from archive.extraction.adjuncts import skip_adjuncts
from archive.extraction.endings import content_end
from archive.extraction.findings import Found, mention_of, reported_at, span_of
from archive.extraction.language import Lexicon
from archive.extraction.model import Attribution, Span
from archive.extraction.phrases import Phrase, noun_phrase_before, noun_phrase_from
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
    if (tokens.tag[first] | (tokens.tag[first + 1] if first + 1 < last else 0)) & tags.AS:
        yield from _as_reported(paragraph, sentence)
    elif paragraph.heading:
        yield from _heading_colon(paragraph, sentence)


def _frame_in(paragraph: Paragraph, sentence: Sentence) -> Frame | None:
    """The first "according to" of a sentence with the phrase that it names."""
    lexicon, tokens, last = paragraph.lexicon, paragraph.tokens, sentence.last
    low = tokens.low
    if lexicon.frame_marks.isdisjoint(low[sentence.first : last]):
        return None
    for at in range(sentence.first, last - 1):
        if low[at] not in lexicon.frame_openers:
            continue
        if low[at] in lexicon.postpositions:
            return _named_before(tokens, at, sentence.first)
        for words in lexicon.frames:
            span = (at, at + len(words))
            if span[1] <= last and all(
                map(_fits, words, low[at : span[1]], tokens.tag[at : span[1]])
            ):
                if "" in words:  # «по её словам»
                    owner = at + words.index("")
                    return Frame(at, span, Phrase(owner, owner + 1), span[1])
                return _named_behind(tokens, span, last, lexicon)
    return None


def _named_before(tokens: Tokens, at: int, first: int) -> Frame | None:
    """ "Ada Beispiel zufolge", "ihren Angaben zufolge"."""
    phrase = noun_phrase_before(tokens, at, first)
    if phrase is None:
        return None
    owner = _owner(tokens, phrase)
    return Frame(owner.first, (at, at + 1), owner, at + 1)


def _named_behind(
    tokens: Tokens, span: tuple[int, int], last: int, lexicon: Lexicon
) -> Frame | None:  # fmt: skip
    """ "according to Ada Example", „laut einer Studie des Amtes“."""
    at = span[1]
    phrase = noun_phrase_from(tokens, at, last)
    if phrase is None or not lexicon.nouns_capitalised:
        return Frame(span[0], span, _author(tokens, phrase, last)) if phrase else None
    phrase = _to_last_capital(tokens, phrase)
    while phrase.last + 1 < last and tokens.tag[phrase.last] & tags.DET:
        owner = noun_phrase_from(tokens, phrase.last, last)
        if owner is None or owner.last <= phrase.last + 1:
            break
        phrase = Phrase(phrase.first, _to_last_capital(tokens, owner).last)
    return Frame(span[0], span, phrase)


class Frame(NamedTuple):
    """ "According to Ada Example": its first token, the cue's tokens, who is named."""

    first: int
    cue: tuple[int, int]
    phrase: Phrase
    closed: int = 0  # first token behind both, where that is not the phrase's end

    @property
    def last(self) -> int:
        """First token behind both."""
        return self.closed or max(self.cue[1], self.phrase.last)


def _fits(word: str, low: str, tag: int) -> bool:
    """Does a token stand for a word of a frame? The empty word stands for his, her."""
    return low == word if word else bool(tag & (tags.POSSESSIVE | tags.OBJECT))


def _owner(tokens: Tokens, phrase: Phrase) -> Phrase:
    """ "ihren Angaben zufolge": hers; "es beginnt Ada Beispiel zufolge": only the name."""
    if tokens.tag[phrase.first] & tags.POSSESSIVE:
        return Phrase(phrase.first, phrase.first + 1)
    if tokens.tag[phrase.first] & tags.DET and not tokens.tag[phrase.first + 1] & tags.CAPITAL:
        return phrase  # "der örtlichen Polizei"
    first = phrase.last - 1
    while first > phrase.first and tokens.tag[first - 1] & tags.CAPITAL:
        first -= 1
    led = first > phrase.first and tokens.tag[first - 1] & tags.DET
    return Phrase(first - bool(led), phrase.last)


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
        spans = (content, span_of(tokens, *frame.cue), mention_of(tokens, phrase))
        yield _found(tokens, paragraph.number, "according-to", spans)


def _clause_beside(
    tokens: Tokens, sentence: Sentence, frame: Frame
) -> tuple[int, int, Phrase]:  # fmt: skip
    """The clause before the frame or behind it, and the phrase as far as it names somebody."""
    at, phrase, last = frame.first, frame.phrase, sentence.last
    first = _after_semicolon(tokens, sentence, at)
    if at - first < 2 and tokens.low[at] != "according" and _has_no_comma(tokens, phrase, last):
        phrase = _to_last_capital(tokens, phrase)
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


_OPENS = 2  # a frame before this token opens the sentence: "But according to …"


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
    behind = tokens.tag[at + 1] if commas[0] == at and at + 1 < last else 0
    apposed = behind & (tags.DET | tags.POSSESSIVE | tags.CAPITAL)
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
