"""Frames that name a source without a verb: "according to Ada Example", „laut Muster“."""

from __future__ import annotations

from typing import NamedTuple

from archive.extraction import tags
from archive.extraction.language import Lexicon
from archive.extraction.phrases import Phrase, noun_phrase_before, noun_phrase_from
from archive.extraction.reading import Paragraph, Sentence
from archive.extraction.tokens import Tokens


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


def frame_in(paragraph: Paragraph, sentence: Sentence) -> Frame | None:
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


def _fits(word: str, low: str, tag: int) -> bool:
    """Does a token stand for a word of a frame? The empty word stands for his, her."""
    return low == word if word else bool(tag & (tags.POSSESSIVE | tags.OBJECT))


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
    phrase = to_last_capital(tokens, phrase)
    while phrase.last + 1 < last and tokens.tag[phrase.last] & tags.DET:
        owner = noun_phrase_from(tokens, phrase.last, last)
        if owner is None or owner.last <= phrase.last + 1:
            break
        phrase = Phrase(phrase.first, to_last_capital(tokens, owner).last)
    return Frame(span[0], span, phrase)


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


def _author(tokens: Tokens, phrase: Phrase, last: int) -> Phrase:
    """ "according to disclosures by both parties": who disclosed."""
    if phrase.last < last and tokens.low[phrase.last] == "by":
        return noun_phrase_from(tokens, phrase.last + 1, last) or phrase
    return phrase


def to_last_capital(tokens: Tokens, phrase: Phrase) -> Phrase:
    named = [k for k in range(*phrase) if tokens.tag[k] & tags.CAPITAL]
    return Phrase(phrase.first, named[-1] + 1) if named else phrase
