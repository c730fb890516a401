"""Attribution: who says each quoted utterance, and what each report reports.

Goes through the paragraphs in order and remembers who spoke last, for quotations without a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from archive.extraction import tags
from archive.extraction.adjuncts import skip_adjuncts
from archive.extraction.around import (
    continues_right,
    is_adverbial,
    quoted_tail,
    reported_left,
)
from archive.extraction.clauses import reported_right
from archive.extraction.endings import content_end, opens_in_lower_case
from archive.extraction.findings import Found, mention_of, quoted_at, reported_at, span_of
from archive.extraction.framed import framed
from archive.extraction.language import Form
from archive.extraction.linking import leading_words, link_of, named_beside
from archive.extraction.model import Attribution, Span
from archive.extraction.nominal import nominal
from archive.extraction.passives import passives
from archive.extraction.predicates import has_finite, shifts_back
from archive.extraction.reading import Paragraph, Sentence
from archive.extraction.reports import Report, Reported
from archive.extraction.tokens import Tokens
from archive.extraction.voices import Voices

_LABEL: Final = re.compile(r"\s*([A-Z][A-Z.’'-]+(?: [A-Z.’'-]+){0,3}):\s+(?=\S)")  # WALLACE: …


class Attributor:
    """Attributes a document's paragraphs, one after the other."""

    def __init__(self) -> None:
        self.voices = Voices()
        self.found: list[Found] = []

    def read(self, paragraph: Paragraph) -> None:
        """Append what `paragraph` attributes to `self.found`."""
        for index, sentence in enumerate(paragraph.sentences):
            linked = self._quotes(paragraph, index)
            spoken = list(framed(paragraph, sentence))
            if sentence.reports:
                reported = _reported(paragraph, sentence, linked)
                spoken = [
                    item for item in reported if not spoken or item.end <= spoken[0].start
                ] + spoken
            if sentence.classes & tags.CUE:
                self.found.extend(passives(paragraph, sentence))
            self.found.extend(nominal(paragraph, sentence))
            if not spoken and not linked and index and sentence.reports:
                spoken = list(self._cut_off(paragraph, index))
            if not spoken and not linked and index:
                spoken = list(self._going_on(paragraph, index))
            self.found.extend(spoken)
            if spoken and not linked:
                self.voices.heard(spoken[-1])
        self.voices.paragraph_ends(paragraph)

    def _quotes(self, paragraph: Paragraph, index: int) -> list[Report]:
        """Attribute the quoted utterances of a sentence; return the reports that were used."""
        used: list[Report] = []
        sentence = paragraph.sentences[index]
        if not sentence.classes & tags.QUOTE:
            return used
        for at in paragraph.tokens.places(tags.QUOTE, sentence.first, sentence.last):
            link = link_of(paragraph.tokens, at, sentence)
            if link is not None:
                used.append(link[0])
                item = _direct(paragraph, at, *link)
            else:
                item = self._uncued(paragraph, at, index)
            self.found.append(item)
            self.voices.heard(item)
        return used

    def _uncued(self, paragraph: Paragraph, at: int, index: int) -> Found:
        """A quotation without a cue: a name with a colon or dash, else whoever speaks around it."""
        tokens = paragraph.tokens
        item = quoted_at(paragraph, at, "floating")
        label = _LABEL.match(tokens.text, item.start, item.end)
        if label is not None:
            span = Span(label.start(1), label.end(1))
            return item._replace(start=label.end(), rule="transcript-label", mention=span)
        named = named_beside(tokens, at, paragraph.sentences[index])
        if named is not None:
            mention = mention_of(tokens, named)
            explicit = Attribution.EXPLICIT
            return item._replace(rule="name-colon", attribution=explicit, mention=mention)
        mention, rule = self.voices.around(paragraph, index)
        return item._replace(mention=mention, rule=rule)

    def _cut_off(self, paragraph: Paragraph, index: int) -> Iterator[Found]:
        """ "… provocations. The president said on Thursday.": reports the sentence before."""
        tokens, sentence = paragraph.tokens, paragraph.sentences[index]
        report, before = sentence.reports[0], paragraph.sentences[index - 1]
        over = skip_adjuncts(tokens, report.after, sentence.last)
        if report.before != sentence.first or report.source is None or not report.cue.takes("b"):
            return
        if over < sentence.last and not tokens.tag[over] & tags.STOP:
            return
        if self.found and self.found[-1].end > tokens.start[before.first]:
            return
        if not any(tokens.tag[k] & tags.QUOTE for k in range(before.first, before.last)):
            last = before.last - bool(tokens.tag[before.last - 1] & tags.STOP)
            yield reported_at(paragraph, report, Reported(before.first, last, "clause-said"))

    def _going_on(self, paragraph: Paragraph, index: int) -> Iterator[Found]:
        """ "She said that …. Specifically, …": free indirect speech goes on with the speaker."""
        tokens, sentence = paragraph.tokens, paragraph.sentences[index]
        if sentence.reports or not self.found:
            return
        before, start = self.found[-1], tokens.start[paragraph.sentences[index - 1].first]
        if before.end <= start or before.rule not in _GOES_ON or before.mention is None:
            return
        goes_on = (tokens.tag[sentence.first] | sentence.classes & tags.MOOD) & _CONTINUES
        if not goes_on and (before.quoted or not _shifted(paragraph, index)):
            return
        last = sentence.last - bool(tokens.tag[sentence.last - 1] & tags.STOP)
        if any(tokens.tag[k] & tags.QUOTE for k in range(sentence.first, last)):
            return
        content = span_of(tokens, sentence.first, last)
        free = Attribution.FREE_INDIRECT
        yield Found(
            *content, "free-indirect", free, before.mention, None, paragraph=paragraph.number
        )


def _shifted(paragraph: Paragraph, index: int) -> bool:
    """ "She said that …. The gates would be closed.": the tense goes on reporting."""
    tokens, sentence = paragraph.tokens, paragraph.sentences[index]
    reports = paragraph.sentences[index - 1].reports
    if not reports or reports[-1].cue.word.form is not Form.PAST:
        return False
    if tokens.low[sentence.last - 1] == "?":
        return False
    return shifts_back(tokens, sentence.first, sentence.last)


_CONTINUES: Final = tags.CONNECTIVE | tags.MOOD
_GOES_ON: Final = frozenset(("said-that", "said-clause", "clause-said", "floating", "floating-far"))


def _direct(paragraph: Paragraph, at: int, report: Report, rule: str) -> Found:
    tokens = paragraph.tokens
    item = quoted_at(paragraph, at, rule)
    lead = leading_words(tokens, at, report)
    if lead is not None:
        end = tokens.end[at] if tokens.stretch[at].closed else item.end
        item = item._replace(start=tokens.start[lead], end=end, quoted=False)
    return item._replace(
        attribution=Attribution.EXPLICIT,
        mention=mention_of(tokens, report.source.phrase if report.source else None),
        cue=span_of(tokens, report.cue.at, report.cue.after),
        group=(paragraph.number, report.cue.at),
    )


def _reported(paragraph: Paragraph, sentence: Sentence, linked: list[Report]) -> Iterator[Found]:
    """Yield what the reports of a sentence report, outermost first, without overlaps."""
    tokens, floor = paragraph.tokens, sentence.first
    closing = _closing_report(tokens, sentence, linked)
    for report in sentence.reports:
        if report.source is None or report.cue.at < floor:
            continue
        if closing is not None and report is not closing:
            continue
        for part in _contents(tokens, report, sentence, (floor, report in linked)):
            yield reported_at(paragraph, report, part)
            floor = max(floor, part.last)


def _closing_report(
    tokens: Tokens, sentence: Sentence, linked: list[Report]
) -> Report | None:  # fmt: skip
    """The report of "…, police said." at the end of its sentence: all before it is its content."""
    last = sentence.reports[-1] if len(sentence.reports) > 1 else None
    if last is None or last.source is None or last in linked or not last.cue.takes("cb"):
        return None
    if last.source.how not in ("before", "inverted") or last.cue.negated or last.cue.hypothetical:
        return None
    before, end = last.before, sentence.last
    if not tokens.tag[before - 1] & tags.COMMA or skip_adjuncts(tokens, last.after, end) < end - 1:
        return None
    if any(tokens.tag[k] & tags.QUOTE for k in range(sentence.first, before)):
        return None
    first = sentence.reports[0]
    if first.source and first.cue.takes("b") and first.before == sentence.first:
        return None if tokens.tag[before - 2] & tags.CONJ else last
    return last


def _contents(
    tokens: Tokens, report: Report, sentence: Sentence, state: tuple[int, bool]
) -> Iterator[Reported]:  # fmt: skip
    if report.cue.negated or report.cue.hypothetical or not report.cue.takes("cbwtunod"):
        return
    if _said_by_nobody(tokens, report):
        return
    floor, linked = state
    right = reported_right(tokens, report, sentence.reports)
    if right is not None and not (linked and _says_only_where(tokens, report, right)):
        yield right
        return
    tail = quoted_tail(tokens, report) if linked else None
    if tail is not None:
        yield tail
    elif not (linked and _no_clause_before(tokens, report)):
        yield from _around(tokens, report, sentence, floor)


def _said_by_nobody(tokens: Tokens, report: Report) -> bool:
    """ "Not one farmer has said that …", "Nobody claimed …"."""
    if report.source is None:
        return False
    first = report.source.phrase.first
    before = tokens.low[first - 1] if first else ""
    if report.cue.verb_second and first and tokens.tag[first - 1] & tags.NOT:
        return True  # "kein Sprecher"
    return tokens.low[first] in _NOBODY or before == "not"


_NOBODY: Final = frozenset("no nobody none neither not".split())


def _around(
    tokens: Tokens, report: Report, sentence: Sentence, floor: int
) -> Iterator[Reported]:  # fmt: skip
    """The clause before the report, and what goes on behind it."""
    left = reported_left(tokens, report, floor)
    if left is None:
        return
    onward = continues_right(tokens, report, left)
    if is_adverbial(tokens, left) and not _is_parenthetic(tokens, report, sentence.last):
        return  # "At the gate, she asked Example, who …"
    if not is_adverbial(tokens, left) or (onward and has_finite(tokens, onward, sentence.last)):
        yield left
    if onward is not None:
        end = content_end(tokens, onward, sentence.last, sentence.reports)
        if end > onward:
            yield Reported(onward, end, "clause-said")


def _is_parenthetic(tokens: Tokens, report: Report, last: int) -> bool:
    """ "In May, she said again, …": a comma closes the report at once."""
    at = report.after
    while at < last and tokens.tag[at] & (tags.ADVERB | tags.TIME):
        at += 1
    return at < last and bool(tokens.tag[at] & tags.COMMA)


def _says_only_where(tokens: Tokens, report: Report, right: Reported) -> bool:
    """ "“…,” he said of the talks he had on Monday": no clause of its own behind a quotation."""
    if right.rule != "said-clause":
        return False
    if right.first == report.after and not tokens.tag[right.first] & tags.PREP:
        return False
    before = report.before - 1
    while before > report.sentence[0] and tokens.tag[before] & (tags.COMMA | tags.DASH):
        before -= 1
    return bool(tokens.tag[before] & tags.QUOTE)


def _no_clause_before(tokens: Tokens, report: Report) -> bool:
    """ "When asked if …, she said: “…”": what stands before the report is not reported."""
    first = report.sentence[0]
    quote = next(
        (k for k in range(report.after, report.sentence[1]) if tokens.tag[k] & tags.QUOTE), None
    )
    if quote is not None and opens_in_lower_case(tokens, quote):
        return False  # "If she wins, he said, “she might …”": one sentence goes through
    colon = report.after < report.sentence[1] and tokens.tag[report.after] & tags.COLON
    if colon and not report.cue.verb_second:
        return True
    return bool(
        tokens.tag[first] & (tags.SUBORD | tags.PREP | tags.WH | tags.OPENER | tags.PARTICIPLE)
    )
