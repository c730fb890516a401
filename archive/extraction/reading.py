"""One paragraph, read: its tokens, sentences, quoted stretches and reports."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from archive.extraction import tags
from archive.extraction.acceptance import Judge, Use
from archive.extraction.cues import Cue, find_cues
from archive.extraction.interruptions import parts_of
from archive.extraction.language import Lexicon
from archive.extraction.marks import Stretch
from archive.extraction.reports import Report
from archive.extraction.sources import Source, source_of
from archive.extraction.tokens import Tokens, sentences

_CAPS: Final = r"[A-ZА-ЯЁÄÖÜ]"
_MONTHS: Final = (
    r"(?:Jan|Feb|Mar|Mär|Apr|May|Mai|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez)[a-zä]*\.?"
    r"|(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]+"
)
_DAY: Final = (
    rf"(?:\d{{1,2}}\.? (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?)(?:,? \d{{4}})?"
)
# MOSCOW (Agency) - ; BERLIN, March 3 — ; PORT ELDRA, March 4. /Agency/. ; Agency, Port Eldra,
# June 15th. : a dateline is no part of what somebody says
_DATELINE: Final = re.compile(
    rf"{_CAPS}[A-ZА-ЯЁÄÖÜ.'’ -]{{2,40}}(?:, [^\W\d_][\w.]{{0,20}} ?\d{{0,2}}){{0,4}}"
    r"(?: ?[(/][^)/\n]{2,30}[)/])?\.? ?[-–—]{1,2}\s{1,3}(?=\S)"
    rf"|{_CAPS}[\w.’' -]{{1,30}}(?:, {_DAY})?\.? ?(?:\([^)\n]{{2,30}}\)\.? ?[-–—]{{1,2}}"
    rf"|/[^/\n]{{2,30}}/\.?(?: ?[-–—]{{1,2}})?)\s{{1,3}}(?=\S)"
    rf"|(?:{_CAPS}[\w.’' -]{{1,30}}, ){{1,2}}{_DAY}\.\s(?={_CAPS})"
)
_LONGEST_DATELINE: Final = 120


class Sentence(NamedTuple):
    """A range of a paragraph's tokens, end exclusive, with its reports in order."""

    first: int
    last: int
    reports: list[Report]
    classes: int  # of all its tokens together: what is not there need not be looked for


@dataclass(slots=True)
class Paragraph:
    """A line of the text, taken apart."""

    number: int
    tokens: Tokens
    lexicon: Lexicon
    sentences: list[Sentence] = field(default_factory=list)
    heading: bool = False


class Reader:
    """Takes the paragraphs of one text apart."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon

    def read(self, number: int, bounds: tuple[int, int], stretches: list[Stretch]) -> Paragraph:
        """Tokenise a paragraph, judge its quotations, find its cues and their sources."""
        tokens = self._tokens(bounds, stretches)
        found = [self._sentence(tokens, sentence) for sentence in sentences(tokens)]
        return Paragraph(number, tokens, self.lexicon, found)

    def _tokens(self, bounds: tuple[int, int], stretches: list[Stretch]) -> Tokens:
        start, end = bounds
        judge = Judge(self.text, bounds, self.lexicon)
        tokens = Tokens(self.text)
        dateline = _DATELINE.match(self.text, start, min(end, start + _LONGEST_DATELINE))
        at, previous = dateline.end() if dateline else start, None
        for stretch in stretches:
            tokens.add_text(min(at, stretch.open), stretch.open, self.lexicon)
            if judge.use_of(stretch, previous) is Use.UTTERANCE:
                self._add_utterance(tokens, stretch)
            else:
                self._add_fragment(tokens, stretch)
            at, previous = stretch.close, stretch
        tokens.add_text(at, end, self.lexicon)
        return tokens

    def _add_utterance(self, tokens: Tokens, stretch: Stretch) -> None:
        for is_speech, part in parts_of(self.text, stretch, self.lexicon):
            if is_speech:
                tokens.add_quote(part)
            else:
                tokens.add_text(part.start, part.end, self.lexicon)

    def _add_fragment(self, tokens: Tokens, stretch: Stretch) -> None:
        first = len(tokens)
        tokens.add_text(stretch.start, stretch.end, self.lexicon)
        if stretch.opened and stretch.closed:
            tokens.mark_quoted(first)

    def _sentence(self, tokens: Tokens, bounds: tuple[int, int]) -> Sentence:
        first, last = bounds
        classes = reduce(or_, tokens.tag[first:last])
        has_quote = bool(classes & tags.QUOTE)
        reports = self._reports(tokens, bounds, has_quote) if classes & tags.CUE else []
        return Sentence(first, last, reports, classes)

    def _reports(
        self, tokens: Tokens, sentence: tuple[int, int], has_quote: bool
    ) -> list[Report]:  # fmt: skip
        found: list[Report] = []
        for cue in find_cues(tokens, sentence, self.lexicon):
            source = _previous_source(tokens, cue, found) or source_of(tokens, cue, sentence)
            if source is not None or has_quote:
                found.append(Report(cue, source, sentence))
        return found


def _previous_source(tokens: Tokens, cue: Cue, found: list[Report]) -> Source | None:
    """ "Smith said …, adding that …": the participle shares the source of the cue before it."""
    if not cue.is_ing or not found or not tokens.tag[cue.group - 1] & (tags.COMMA | tags.QUOTE):
        return None
    source = found[-1].source
    return source._replace(how="shared", outer=cue.group) if source is not None else None
