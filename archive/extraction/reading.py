"""One paragraph, read: its tokens, sentences, quoted stretches and reports."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from typing import Final

from archive.extraction import tags
from archive.extraction.acceptance import Judge, Use
from archive.extraction.clauses import Report
from archive.extraction.cues import Cue, find_cues
from archive.extraction.language import Lexicon
from archive.extraction.marks import Stretch
from archive.extraction.sources import Source, source_of
from archive.extraction.tokens import Tokens, sentences


# MOSCOW (Agency) - ; BERLIN, March 3 — : a dateline is no part of what somebody says
_DATELINE: Final = re.compile(
    r"[A-Z][A-Z.'’ -]{2,40}(?:, [^\W\d_][\w.]* ?\d{0,2})*(?: ?[(/][^)/\n]{2,30}[)/])?\.? ?[-–—]{1,2} (?=\S)"
)


@dataclass(slots=True)
class Paragraph:
    """A line of the text, taken apart."""

    start: int
    end: int
    tokens: Tokens
    sentences: list[tuple[int, int]]
    stretches: list[Stretch]
    uses: list[Use]
    reports: list[list[Report]] = field(default_factory=list)  # per sentence
    heading: bool = False


def read_paragraph(
    text: str, bounds: tuple[int, int], stretches: list[Stretch], lexicon: Lexicon
) -> Paragraph:  # fmt: skip
    """Tokenise a paragraph, judge its quotations, find its cues and their sources."""
    start, end = bounds
    judge = Judge(text, bounds, lexicon)
    tokens = Tokens(text)
    uses: list[Use] = []
    dateline = _DATELINE.match(text, start, min(end, start + 120))
    at, previous = dateline.end() if dateline else start, None
    for stretch in stretches:
        use = judge.use_of(stretch, previous)
        uses.append(use)
        tokens.add_text(min(at, stretch.open), stretch.open, lexicon)
        if use is Use.UTTERANCE:
            tokens.add_quote(stretch)
        else:
            first = len(tokens)
            tokens.add_text(stretch.start, stretch.end, lexicon)
            if stretch.opened and stretch.closed:
                tokens.mark_quoted(first)
        at, previous = stretch.close, stretch
    tokens.add_text(at, end, lexicon)
    paragraph = Paragraph(start, end, tokens, sentences(tokens, lexicon), stretches, uses)
    paragraph.reports = [_reports(tokens, s, lexicon) for s in paragraph.sentences]
    return paragraph


def _reports(tokens: Tokens, sentence: tuple[int, int], lexicon: Lexicon) -> list[Report]:
    found = []
    for cue in find_cues(tokens, sentence, lexicon):
        source = _previous_source(tokens, cue, found) or source_of(tokens, cue, sentence)
        if source is None and not any(tokens.tag[k] & tags.QUOTE for k in range(*sentence)):
            continue
        found.append(Report(cue, source, sentence))
    return found


def _previous_source(tokens: Tokens, cue: Cue, found: list[Report]) -> Source | None:
    """ "Smith said …, adding that …": the participle shares the source of the cue before it."""
    if not cue.is_ing or not found or not tokens.tag[cue.group - 1] & (tags.COMMA | tags.QUOTE):
        return None
    source = found[-1].source
    return replace(source, how="shared", outer=cue.group) if source is not None else None
