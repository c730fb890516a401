"""Tokens and sentences of a paragraph, with every quoted utterance seen as one token."""

from __future__ import annotations

import re
from typing import Final

from archive.extraction import tags
from archive.extraction.language import Lexicon
from archive.extraction.marks import Stretch

_TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S. D.C. a.m.
    r"|[^\W\d_][^\W_]*(?:(?:['’](?!(?:s|d|ll|re|ve|m)\b)|[-‑&])[^\W_]+)*"  # word, o’clock
    r"|\d+(?:[-‑][^\W\d_]+)+"  # 46-year-old
    r"|[$£€]?\d+(?:[.,:/]\d+)*(?:%|[^\W\d_]{1,2}\b)?"
    r"|['’](?:s|d|ll|re|ve|m)\b"
    r"|\.\.\.+|--+"
    r"|[^\w\s]"
)
_MARKS: Final = {
    ",": tags.COMMA,
    ":": tags.COLON,
    ";": tags.SEMICOLON,
    ".": tags.STOP,
    "!": tags.STOP,
    "?": tags.STOP,
    "…": tags.STOP,
    "...": tags.STOP,
    "—": tags.DASH,
    "–": tags.DASH,
    "―": tags.DASH,
    "-": tags.DASH,
    "--": tags.DASH,
    "---": tags.DASH,
    "(": tags.BRACKET,
    ")": tags.BRACKET,
    "[": tags.BRACKET,
    "]": tags.BRACKET,
}


class Tokens:
    """The tokens of a paragraph, as parallel lists: one place, one token."""

    __slots__ = ("end", "low", "start", "stretch", "tag", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.start: list[int] = []
        self.end: list[int] = []
        self.low: list[str] = []
        self.tag: list[int] = []
        self.stretch: dict[int, Stretch] = {}  # place of a QUOTE token → its stretch

    def __len__(self) -> int:
        return len(self.start)

    def add(self, start: int, end: int, low: str, tag: int) -> None:
        self.start.append(start)
        self.end.append(end)
        self.low.append(low)
        self.tag.append(tag)

    def add_quote(self, stretch: Stretch) -> None:
        self.stretch[len(self.start)] = stretch
        self.add(stretch.open, stretch.close, "", tags.QUOTE)

    def mark_quoted(self, first: int) -> None:
        """Mark the tokens from `first` on as words in quotation marks."""
        for at in range(first, len(self.tag)):
            self.tag[at] |= tags.QUOTED

    def add_text(self, start: int, end: int, lexicon: Lexicon) -> None:
        """Append the tokens of `text[start:end]`."""
        text, done, readings = self.text, start, lexicon.readings
        starts, ends, lows, classes = self.start, self.end, self.low, self.tag
        for match in _TOKEN.finditer(text, start, end):
            at, after = match.span()
            if at < done:  # the full stop of an abbreviation
                continue
            word = match.group()
            reading = readings.get(word) or _read(word, lexicon)
            if after < end and text[after] == "." and _keeps_its_dot(word, lexicon):
                after = done = after + 1
                reading = lexicon.reading(word + ".")
            starts.append(at)
            ends.append(after)
            lows.append(reading[0])
            classes.append(reading[1])


_LONGEST_ABBREVIATION: Final = 5
_BETWEEN_NAMES: Final = frozenset(("v", "vs"))  # "Example v. Sample" is one case


def _keeps_its_dot(word: str, lexicon: Lexicon) -> bool:
    """ "Mr.", "J.": the full stop behind the word belongs to it."""
    if len(word) > _LONGEST_ABBREVIATION or not word[0].isalpha():
        return False
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    return (word[0].isupper() or word in _BETWEEN_NAMES) and word.lower() in lexicon.abbreviations


def _read(word: str, lexicon: Lexicon) -> tuple[str, int]:
    """The word or mark as the lexicon reads it; remembered there."""
    if word[0].isalpha():
        return lexicon.reading(word)
    return lexicon.remember(word, (word, _mark_class(word, lexicon)))


def _mark_class(word: str, lexicon: Lexicon) -> int:
    if word[0].isdigit() or (len(word) > 1 and word[1].isdigit()):
        return tags.WORD if "-" in word else tags.NUMBER
    return _MARKS.get(word) or lexicon.classes.get(word, 0)


def _ends_sentence(tokens: Tokens, at: int, last: int) -> bool:
    """Does the STOP token at `at` end a sentence?"""
    if at + 1 >= last:
        return True
    following = tokens.start[at + 1]
    if following == tokens.end[at] and tokens.low[at] != "…":
        # "Thursday.Example": a space lost in scraping; "3.5" or "state.gov" are not split here
        return bool(tokens.tag[at + 1] & (tags.CAPITAL | tags.QUOTE))
    return bool(tokens.tag[at + 1] & (tags.CAPITAL | tags.QUOTE | tags.NUMBER | tags.DASH)) or (
        tokens.low[at] in "!?."
    )


def _goes_on_quoted(tokens: Tokens, at: int, last: int) -> bool:
    """A full stop inside a quoted fragment does not end the sentence around it."""
    return at + 1 < last and bool(tokens.tag[at + 1] & tags.QUOTED)


def sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the sentences of the paragraph as ranges of tokens, end exclusive.

    A quoted utterance that ends in a full stop ends its sentence; one that ends in a question or
    exclamation mark does so unless a short reporting clause follows.
    """
    found: list[tuple[int, int]] = []
    first, last = 0, len(tokens)
    for at in range(last):
        tag = tokens.tag[at]
        if tag & tags.STOP and tag & tags.QUOTED and _goes_on_quoted(tokens, at, last):
            continue
        if tag & tags.STOP:
            ends = _ends_sentence(tokens, at, last)
        elif tag & tags.QUOTE:
            ends = _quote_ends_sentence(tokens, at, last)
        else:
            ends = tokens.low[at] in _US and _opens_sentence(tokens, at, last)
        if ends or at - first >= _LONGEST_SENTENCE:
            found.append((first, at + 1))
            first = at + 1
    if first < last:
        found.append((first, last))
    return [(a, b) for a, b in found if any(tokens.tag[k] & ~tags.PUNCTUATION for k in range(a, b))]


_LONGEST_SENTENCE: Final = 400  # tokens: keeps every later stage linear on a line without an end
_US: Final = frozenset(("u.s.", "u.k.", "u.n.", "p.m.", "a.m.", "d.c.", "jr.", "inc."))


def _opens_sentence(tokens: Tokens, at: int, last: int) -> bool:
    """ "… in the U.S. The plan …": an abbreviation before a word that must open a sentence."""
    if at + 1 >= last or not tokens.tag[at + 1] & tags.CAPITAL:
        return False
    opens = tags.DET | tags.PRONOUN | tags.PREP | tags.CONJ | tags.SUBORD
    return bool(tokens.tag[at + 1] & opens) and tokens.end[at] < tokens.start[at + 1]


def _quote_ends_sentence(tokens: Tokens, at: int, last: int) -> bool:
    stretch = tokens.stretch[at]
    inside = tokens.text[stretch.start : stretch.end].rstrip()[-1:]
    if at + 1 >= last or inside not in ".!?…" or not inside:
        return False
    after = tokens.tag[at + 1]
    if after & tags.QUOTE:
        return True
    if after & tags.PUNCTUATION or not after & tags.CAPITAL:
        return False
    return not _short_report_follows(tokens, at + 1, last, inside == ".")


def _short_report_follows(tokens: Tokens, at: int, last: int, strict: bool) -> bool:
    """ "Why?" Ada Example asked: a cue soon, and little (strict: nothing) after it."""
    for place in range(at, min(at + 9, last)):
        tag = tokens.tag[place]
        if tag & (tags.COMMA | tags.STOP | tags.COLON | tags.QUOTE):
            return False
        if tag & tags.CUE and place > at and not tag & tags.CAPITAL:
            following = tokens.tag[place + 1] if place + 1 < last else tags.STOP
            return bool(following & (tags.STOP if strict else _REPORT_OVER))
    return False


_REPORT_OVER: Final = (
    tags.STOP
    | tags.COMMA
    | tags.QUOTE
    | tags.DASH
    | tags.TIME
    | tags.PREP
    | tags.ADVERB
    | tags.SUBORD
    | tags.CONJ
)
