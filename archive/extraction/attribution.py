"""Attribution: who says each quoted utterance, and what each report reports.

Goes through the paragraphs in order and remembers who spoke last, for quotations without a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from archive.extraction import tags
from archive.extraction.clauses import (
    Report,
    Reported,
    content_end,
    continues_right,
    reported_left,
    reported_right,
    skip_adjuncts,
)
from archive.extraction.model import Attribution, Span
from archive.extraction.phrases import Phrase, noun_phrase_before, noun_phrase_from
from archive.extraction.reading import Paragraph
from archive.extraction.sources import shared
from archive.extraction.tokens import Tokens

_THIN: Final = (
    tags.COMMA | tags.DASH | tags.COLON | tags.ADVERB | tags.TIME | tags.BRACKET | tags.THAT | tags.STOP
)
_LABEL: Final = re.compile(r"\s*([A-Z][A-Z.’'-]+(?: [A-Z.’'-]+){0,3}):\s+(?=\S)")  # WALLACE: …
_FAR: Final = 30  # tokens between a quotation and a cue of the same sentence


@dataclass(frozen=True, slots=True)
class Found:
    """One content span in characters, with the words that attribute it."""

    start: int
    end: int
    rule: str
    attribution: Attribution
    mention: Span | None
    cue: Span | None
    paragraph: int
    group: tuple[int, int] | None = None  # paragraph and cue token: parts of one interrupted statement
    quoted: bool = False
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """Who spoke last, and where."""

    mention: Span | None
    paragraph: int


def _span(tokens: Tokens, first: int, last: int) -> Span:
    return Span(tokens.start[first], tokens.end[last - 1])


def _cue_span(tokens: Tokens, report: Report) -> Span:
    return _span(tokens, report.cue.at, report.cue.after)


def _mention(tokens: Tokens, phrase: Phrase | None) -> Span | None:
    return _span(tokens, phrase.first, phrase.last) if phrase else None


class Attributor:
    """Attributes a document's paragraphs, one after the other."""

    def __init__(self) -> None:
        self.voice: Voice | None = None
        self.announced: Span | None = None  # "He said:" at the end of the paragraph before
        self.found: list[Found] = []

    def read(self, paragraph: Paragraph, number: int) -> None:
        """Append what `paragraph` attributes to `self.found`."""
        for sentence, reports in zip(paragraph.sentences, paragraph.reports, strict=True):
            linked = self._quotes(paragraph, number, sentence, reports)
            spoken = list(_frames_without_verb(paragraph, number, sentence))
            if not spoken:
                spoken = list(self._reported(paragraph, number, reports, linked))
            if not spoken and not linked and reports:
                spoken = list(self._cut_off(paragraph, number, sentence, reports[0]))
            self.found.extend(spoken)
            if spoken and not linked:
                self.voice = Voice(spoken[-1].mention, number)
        self.announced = _announced(paragraph)

    def _quotes(
        self, paragraph: Paragraph, number: int, sentence: tuple[int, int], reports: list[Report]
    ) -> list[Report]:  # fmt: skip
        """Attribute the quoted utterances of a sentence; return the reports that were used."""
        used = []
        for at in range(*sentence):
            if not paragraph.tokens.tag[at] & tags.QUOTE:
                continue
            link = _link(paragraph.tokens, at, sentence, reports)
            if link is not None:
                used.append(link[0])
                self.found.append(_direct(paragraph, number, at, link))
                self._remember(self.found[-1])
            else:
                self.found.append(self._uncued(paragraph, number, at, sentence))
                self._remember(self.found[-1])
        return used

    def _cut_off(
        self, paragraph: Paragraph, number: int, sentence: tuple[int, int], report: Report
    ) -> Iterator[Found]:  # fmt: skip
        """ "… provocations. President Ada Example said on Thursday.": reports the sentence before."""
        tokens = paragraph.tokens
        before = [s for s in paragraph.sentences if s[1] == sentence[0]]
        over = skip_adjuncts(tokens, report.after, sentence[1])
        if not before or report.before != sentence[0] or not report.cue.takes("b"):
            return
        if over < sentence[1] and not tokens.tag[over] & tags.STOP:
            return
        first, last = before[0]
        if self.found and self.found[-1].end > tokens.start[first] or report.source is None:
            return
        if not any(tokens.tag[k] & tags.QUOTE for k in range(first, last)):
            last -= bool(tokens.tag[last - 1] & tags.STOP)
            yield _indirect(tokens, number, report, Reported(first, last, "clause-said"))

    def _remember(self, item: Found) -> None:
        if item.mention is not None:
            self.voice = Voice(item.mention, item.paragraph)

    def _uncued(
        self, paragraph: Paragraph, number: int, at: int, sentence: tuple[int, int]
    ) -> Found:  # fmt: skip
        """A quotation without a cue: a name with a colon or dash, else whoever speaks around it."""
        tokens = paragraph.tokens
        item = _quoted(paragraph, number, at, "floating")
        label = _LABEL.match(tokens.text, item.start, item.end)
        if label is not None:
            span = Span(label.start(1), label.end(1))
            return replace(item, start=label.end(), rule="transcript-label", mention=span)
        named = _named_beside(tokens, at, sentence)
        if named is not None:
            span = _mention(tokens, named)
            return replace(item, rule="name-colon", attribution=Attribution.EXPLICIT, mention=span)
        voice = self._voice_around(paragraph, number, sentence)
        return replace(item, mention=voice)

    def _voice_around(
        self, paragraph: Paragraph, number: int, sentence: tuple[int, int]
    ) -> Span | None:  # fmt: skip
        before = [s for s in paragraph.sentences if s[1] <= sentence[0]]
        if not before and self.announced is not None:
            return self.announced
        if before and (self.voice is None or self.voice.paragraph < number):
            subject = shared(paragraph.tokens, before[-1][1], before[-1][0])
            if subject is not None and _is_person(paragraph.tokens, subject.phrase):
                return _mention(paragraph.tokens, subject.phrase)
        if not before:
            ahead = _next_voice(paragraph, sentence)
            if ahead is not None:
                return ahead
        return self.voice.mention if self.voice else None

    def _reported(
        self, paragraph: Paragraph, number: int, reports: list[Report], linked: list[Report]
    ) -> Iterator[Found]:  # fmt: skip
        floor = reports[0].sentence[0] if reports else 0
        for report in reports:
            if report.source is None or report.cue.at < floor:
                continue
            for part in _contents(paragraph.tokens, report, reports, floor, report in linked):
                yield _indirect(paragraph.tokens, number, report, part)
                floor = max(floor, part.last)


def _announced(paragraph: Paragraph) -> Span | None:
    """The speaker of a paragraph that ends in a colon: "He said:"."""
    tokens = paragraph.tokens
    if not paragraph.sentences or not tokens.tag[len(tokens) - 1] & tags.COLON:
        return None
    for report in reversed(paragraph.reports[-1]):
        if report.source is not None:
            return _mention(tokens, report.source.phrase)
    subject = shared(tokens, len(tokens) - 1, paragraph.sentences[-1][0])
    return _mention(tokens, subject.phrase if subject else None)


def _is_person(tokens: Tokens, phrase: Phrase) -> bool:
    head = tokens.tag[phrase.last - 1]
    if tokens.low[phrase.first] in ("it", "this", "that", "there", "these", "those"):
        return False
    return bool(head & (tags.CAPITAL | tags.PRONOUN | tags.PERSON | tags.TITLE))


def _next_voice(paragraph: Paragraph, sentence: tuple[int, int]) -> Span | None:
    """ "“One.” “Two,” she said": the cue of the quotation that follows at once."""
    tokens = paragraph.tokens
    for other, reports in zip(paragraph.sentences, paragraph.reports, strict=True):
        if other[0] < sentence[1]:
            continue
        if not tokens.tag[other[0]] & tags.QUOTE:
            return None
        link = _link(tokens, other[0], other, reports)
        if link is not None and link[0].source is not None:
            return _mention(tokens, link[0].source.phrase)
    return None


def _thin(tokens: Tokens, first: int, last: int) -> bool:
    return all(tokens.tag[k] & _THIN for k in range(first, last))


def _link(
    tokens: Tokens, at: int, sentence: tuple[int, int], reports: list[Report]
) -> tuple[Report, str] | None:  # fmt: skip
    """The report of the quotation at `at`: behind it, before it, else anywhere in its sentence."""
    behind = [r for r in reports if r.before > at]
    ahead = [r for r in reports if r.cue.at < at]
    if behind and behind[0].source and _thin(tokens, at + 1, behind[0].before):
        inverted = behind[0].source.how == "inverted"
        return behind[0], "quote-said-name" if inverted else "quote-name-said"
    for report in reversed(ahead):
        if _leads_to(tokens, report, at) and report.source is not None:
            return report, "name-said-quote"
    if behind and behind[0].source is not None and behind[0].before - at < _FAR:
        if not any(tokens.tag[k] & tags.QUOTE for k in range(at + 1, behind[0].before)):
            return behind[0], "quote-then-cue"
    for report in reversed(ahead):
        if at - report.cue.at < _FAR and report.source is not None:
            return report, "cue-then-quote"
    return None


def _leads_to(tokens: Tokens, report: Report, at: int) -> bool:
    """Between cue and quotation stand no verb and no other quotation."""
    hard = tags.AUX | tags.MODAL | tags.VERB | tags.QUOTE | tags.SEMICOLON
    return not any(tokens.tag[k] & hard for k in range(report.after, at))


def _named_beside(tokens: Tokens, at: int, sentence: tuple[int, int]) -> Phrase | None:
    """ "Ada Example: “…”", "“…” — Ada Example", "Example was unmoved: “…”"."""
    first, last = sentence
    if at > first + 1:
        label = noun_phrase_before(tokens, at - 1, first)
        if tokens.tag[at - 1] & tags.COLON and label and _is_label(tokens, label, first):
            return label
        source = shared(tokens, at, first)
        if source is not None and not any(tokens.tag[k] & tags.QUOTE for k in range(first, at)):
            return source.phrase
    if at + 1 < last and tokens.tag[at + 1] & tags.DASH:
        phrase = noun_phrase_from(tokens, at + 2, last)
        if phrase is not None and tokens.tag[phrase.first] & tags.CAPITAL:
            return phrase
    return None


def _is_label(tokens: Tokens, phrase: Phrase, first: int) -> bool:
    """A name between the start of the sentence (or a dash) and a colon."""
    if not tokens.tag[phrase.first] & tags.CAPITAL:
        return False
    return phrase.first == first or bool(tokens.tag[phrase.first - 1] & (tags.DASH | tags.STOP))


def _quoted(paragraph: Paragraph, number: int, at: int, rule: str) -> Found:
    stretch = paragraph.tokens.stretch[at]
    return Found(
        start=stretch.start,
        end=stretch.end,
        rule=rule,
        attribution=Attribution.FLOATING,
        mention=None,
        cue=None,
        paragraph=number,
        quoted=True,
    )


def _direct(paragraph: Paragraph, number: int, at: int, link: tuple[Report, str]) -> Found:
    report, rule = link
    tokens = paragraph.tokens
    return replace(
        _quoted(paragraph, number, at, rule),
        attribution=Attribution.EXPLICIT,
        mention=_mention(tokens, report.source.phrase if report.source else None),
        cue=_cue_span(tokens, report),
        group=(number, report.cue.at),
    )


def _contents(
    tokens: Tokens, report: Report, reports: list[Report], floor: int, linked: bool
) -> Iterator[Reported]:  # fmt: skip
    if report.cue.negated or report.cue.hypothetical or not report.cue.takes("cbwtunod"):
        return
    right = reported_right(tokens, report, reports)
    if right is not None:
        yield right
        return
    if linked and _no_clause_before(tokens, report):
        return
    left = reported_left(tokens, report, floor)
    if left is None:
        return
    yield left
    onward = continues_right(tokens, report, left)
    if onward is not None:
        end = content_end(tokens, onward, report.sentence[1], reports)
        if end > onward:
            yield Reported(onward, end, "clause-said")


def _no_clause_before(tokens: Tokens, report: Report) -> bool:
    """ "When asked if …, she said: “…”": what stands before the report is not reported."""
    first = report.sentence[0]
    if report.after < report.sentence[1] and tokens.tag[report.after] & tags.COLON:
        return True
    return bool(tokens.tag[first] & (tags.SUBORD | tags.PREP | tags.WH | tags.OPENER | tags.PARTICIPLE))


def _indirect(tokens: Tokens, number: int, report: Report, part: Reported) -> Found:
    source = report.source
    return Found(
        start=tokens.start[part.first],
        end=tokens.end[part.last - 1],
        rule=part.rule,
        attribution=Attribution.EXPLICIT if part.is_clause else Attribution.SPEECH_ACT,
        mention=_mention(tokens, source.phrase if source else None),
        cue=_cue_span(tokens, report),
        paragraph=number,
        group=(number, report.cue.at),
    )


def _frames_without_verb(
    paragraph: Paragraph, number: int, sentence: tuple[int, int]
) -> Iterator[Found]:  # fmt: skip
    """ "According to NP, S" and "S, according to NP"; "NP: S" in a heading."""
    tokens = paragraph.tokens
    first, last = sentence
    for at in range(first, last - 2):
        if tokens.low[at] == "according" and tokens.low[at + 1] == "to":
            yield from _according_to(paragraph, number, sentence, at)
            return
    colon = next((k for k in range(first, min(last, first + 8)) if tokens.tag[k] & tags.COLON), None)
    if paragraph.heading and colon is not None and colon + 1 < last:
        phrase = noun_phrase_from(tokens, first, colon)
        if phrase is not None and phrase.last == colon:
            yield Found(
                tokens.start[colon + 1],
                tokens.end[last - 1],
                "heading-colon",
                Attribution.EXPLICIT,
                _mention(tokens, phrase),
                _span(tokens, colon, colon + 1),
                number,
            )


def _according_to(
    paragraph: Paragraph, number: int, sentence: tuple[int, int], at: int
) -> Iterator[Found]:  # fmt: skip
    tokens = paragraph.tokens
    first, last = sentence
    phrase = noun_phrase_from(tokens, at + 2, last)
    if phrase is None:
        return
    after = phrase.last
    if after < last and tokens.low[after] == "by":
        phrase = noun_phrase_from(tokens, after + 1, last) or phrase
        after = phrase.last
    if at - first < 2:
        start = next((k + 1 for k in range(after, last) if tokens.tag[k] & tags.COMMA), last)
        end = last
    else:
        start, end = first, at
    while end > start and tokens.tag[end - 1] & tags.PUNCTUATION:
        end -= 1
    if end > start:
        yield Found(
            tokens.start[start],
            tokens.end[end - 1],
            "according-to",
            Attribution.EXPLICIT,
            _mention(tokens, phrase),
            _span(tokens, at, at + 2),
            number,
        )
