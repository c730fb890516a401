"""Voices: whom a quotation without a cue belongs to, by who speaks before and after it."""

from __future__ import annotations

from typing import Final, NamedTuple

from archive.extraction import tags
from archive.extraction.findings import Found, mention_of
from archive.extraction.linking import link_of
from archive.extraction.model import Span
from archive.extraction.phrases import Phrase
from archive.extraction.reading import Paragraph
from archive.extraction.sources import shared
from archive.extraction.tokens import Tokens

_NO_PERSON: Final = frozenset("it this that there these those".split())


class Voice(NamedTuple):
    """Who spoke last, in which paragraph, and where the words end."""

    mention: Span
    paragraph: int
    end: int


class Voices:
    """Remembers who speaks while a document is read."""

    def __init__(self) -> None:
        self.last: Voice | None = None
        self.other: Voice | None = None  # who spoke before, in another paragraph
        self.announced: Span | None = None  # "He said:" at the end of the paragraph before
        self._subject: tuple[int, int, Span | None] = (-1, -1, None)  # of a sentence, as last asked

    def heard(self, item: Found) -> None:
        """Remember the speaker of `item`."""
        if item.mention is None:
            return
        last = self.last
        if last is not None and last.paragraph != item.paragraph and last.mention != item.mention:
            self.other = last
        self.last = Voice(item.mention, item.paragraph, item.end)

    def paragraph_ends(self, paragraph: Paragraph) -> None:
        """Remember whom the paragraph announces with a closing colon."""
        self.announced = _announced(paragraph)

    def around(self, paragraph: Paragraph, index: int) -> tuple[Span | None, str]:
        """Return who speaks in the sentence `index`, which names nobody, and the rule's name."""
        if index and self.last is not None and self.last.paragraph == paragraph.number:
            return self.last.mention, "floating"
        return self._from_afar(paragraph, index), "floating-far"

    def _from_afar(self, paragraph: Paragraph, index: int) -> Span | None:
        if index == 0 and self.announced is not None:
            return self.announced
        if index:
            if self._subject[:2] != (paragraph.number, index):
                self._subject = (paragraph.number, index, _subject_before(paragraph, index))
            if self._subject[2] is not None:
                return self._subject[2]
        if index == 0:
            following = _next_voice(paragraph)
            if following is not None:
                return following
            if self._answers(paragraph):
                return self.other.mention if self.other else None
        return self.last.mention if self.last else None

    def _answers(self, paragraph: Paragraph) -> bool:
        """A question asked in the paragraph before is answered by the other one who speaks."""
        last, other, text = self.last, self.other, paragraph.tokens.text
        if last is None or other is None or last.paragraph + _NEXT < paragraph.number:
            return False
        if other.paragraph + _TALK < paragraph.number or len(paragraph.tokens) > 1:
            return False
        stretch = paragraph.tokens.stretch.get(0)
        if stretch is None or text[stretch.start : stretch.end].rstrip()[-1:] == "?":
            return False
        return text[last.end - 1 : last.end] == "?" and text[last.end : last.end + 1] in _CLOSING


def _subject_before(paragraph: Paragraph, index: int) -> Span | None:
    """The person who is the subject of the sentence before the one at `index`."""
    tokens, before = paragraph.tokens, paragraph.sentences[index - 1]
    subject = shared(tokens, before.last, before.first)
    if subject is None or not _is_person(tokens, subject.phrase):
        return None
    return mention_of(tokens, subject.phrase)


def _announced(paragraph: Paragraph) -> Span | None:
    """The speaker of a paragraph that ends in a colon: "He said:"."""
    tokens = paragraph.tokens
    if not paragraph.sentences or not tokens.tag[len(tokens) - 1] & tags.COLON:
        return None
    sentence = paragraph.sentences[-1]
    for report in reversed(sentence.reports):
        if report.source is not None:
            return mention_of(tokens, report.source.phrase)
    subject = shared(tokens, len(tokens) - 1, sentence.first)
    return mention_of(tokens, subject.phrase if subject else None)


def _is_person(tokens: Tokens, phrase: Phrase) -> bool:
    head = tokens.tag[phrase.last - 1]
    if tokens.low[phrase.first] in _NO_PERSON:
        return False
    return bool(head & (tags.CAPITAL | tags.PRONOUN | tags.PERSON | tags.TITLE))


_CLOSING: Final = frozenset("\"'”’»“‘")  # a question without one goes on in the next line
_NEXT: Final = 2  # lines between two paragraphs that follow each other
_TALK: Final = 4  # lines over which two people talk to each other
_AHEAD: Final = 3  # sentences


def _next_voice(paragraph: Paragraph) -> Span | None:
    """ "“One.” “Two,” she said": the cue of the quotation that follows at once."""
    tokens = paragraph.tokens
    for sentence in paragraph.sentences[1 : 1 + _AHEAD]:
        if not tokens.tag[sentence.first] & tags.QUOTE:
            return None
        link = link_of(tokens, sentence.first, sentence)
        if link is not None and link[0].source is not None:
            return mention_of(tokens, link[0].source.phrase)
    return None
