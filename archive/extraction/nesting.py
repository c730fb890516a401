"""Nested attribution: what the speaker of a quotation says that somebody else has said.

Only the plainest form is taken – a name, a reporting verb in the past or perfect, "that" – since a
quotation is full of words that look like reports ("I say that …", "we know that …").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from archive.extraction import tags
from archive.extraction.cues import find_cues
from archive.extraction.endings import content_end
from archive.extraction.findings import Found
from archive.extraction.language import Form, Lexicon
from archive.extraction.model import Attribution, Span
from archive.extraction.reports import Report
from archive.extraction.sources import Source, source_of
from archive.extraction.tokens import Tokens, sentences

_REPORTED_FORMS: Final = (Form.PAST, Form.PARTICIPLE, Form.PRESENT)
_SHORTEST: Final = 30  # characters


def nested_reports(text: str, item: Found, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the reports inside the quoted words of `item`."""
    if item.end - item.start < _SHORTEST or " that " not in text[item.start : item.end]:
        return
    tokens = Tokens(text)
    tokens.add_text(item.start, item.end, lexicon)
    for sentence in sentences(tokens):
        for cue in find_cues(tokens, sentence, lexicon):
            if cue.negated or cue.hypothetical or cue.word.form not in _REPORTED_FORMS:
                continue
            at = cue.after
            if not cue.takes("c") or at + 1 >= sentence[1] or not tokens.tag[at] & tags.THAT:
                continue
            source = source_of(tokens, cue, sentence)
            if source is not None and _is_named(tokens, source):
                yield _nested(tokens, item, Report(cue, source, sentence))


def _is_named(tokens: Tokens, source: Source) -> bool:
    """The source is a name, and the report opens its sentence."""
    phrase = source.phrase
    named = any(
        tokens.tag[k] & tags.CAPITAL and not tokens.tag[k] & (tags.PRONOUN | tags.DET)
        for k in range(phrase.first, phrase.last)
    )
    return named and source.how == "before"


def _nested(tokens: Tokens, item: Found, report: Report) -> Found:
    cue, phrase = report.cue, report.source.phrase if report.source else None
    first = cue.after + 1
    last = max(first + 1, content_end(tokens, first, report.sentence[1], []))
    return Found(
        start=tokens.start[first],
        end=tokens.end[last - 1],
        rule="nested-said-that",
        attribution=Attribution.EXPLICIT,
        mention=Span(tokens.start[phrase.first], tokens.end[phrase.last - 1]) if phrase else None,
        cue=Span(tokens.start[cue.at], tokens.end[cue.after - 1]),
        paragraph=item.paragraph,
        nested=True,
    )
