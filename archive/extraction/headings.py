"""Headings that name their source before a colon: "Harbour Office: pier to close"."""

from __future__ import annotations

from collections.abc import Iterator

from archive.extraction import tags
from archive.extraction.findings import Found, mention_of, span_of
from archive.extraction.model import Attribution
from archive.extraction.phrases import Phrase, noun_phrase_from
from archive.extraction.reading import Paragraph, Sentence
from archive.extraction.tokens import Tokens

_LABEL_LENGTH = 8  # tokens before the colon of a heading
_LOOK = 40  # characters behind the colon
_ACRONYM = 5  # letters of a label in capitals that may be a body: NATO


def heading_colon(paragraph: Paragraph, sentence: Sentence) -> Iterator[Found]:
    """ "Harbour Office: pier to close": the heading's own way to name its source."""
    tokens, first, last = paragraph.tokens, sentence.first, sentence.last
    near = range(first, min(last - 1, first + _LABEL_LENGTH))
    colon = next((k for k in near if tokens.tag[k] & tags.COLON), None)
    phrase = noun_phrase_from(tokens, first, colon) if colon is not None else None
    if colon is None or phrase is None or phrase.last != colon or _is_series(tokens, phrase):
        return
    content = span_of(tokens, colon + 1, last)
    mention, cue = mention_of(tokens, phrase), span_of(tokens, colon, colon + 1)
    yield Found(
        *(content.start, content.end, "heading-colon", Attribution.EXPLICIT),
        *(mention, cue, paragraph.number),
    )


def _is_series(tokens: Tokens, label: Phrase) -> bool:
    """ "The Latest: …", "EXCLUSIVE: …": the name of a column, nobody's name."""
    classes = [tokens.tag[k] for k in range(*label)]
    if classes[0] & tags.DET and not any(tag & tags.SPEAKER_NOUN for tag in classes):
        return True
    first, after = tokens.start[label.first], tokens.end[label.last - 1]
    shouted = after - first > _ACRONYM and tokens.text[first:after].isupper()
    behind = tokens.end[label.last]
    return shouted and not tokens.text[behind : behind + _LOOK].isupper()
