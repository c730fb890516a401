"""Tokens and sentences of a paragraph, with every quoted utterance seen as one token."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any, Final

from archive.extraction import tags
from archive.extraction.language import Lexicon
from archive.extraction.marks import Stretch

_TOKEN: Final = re.compile(
    r"([A-Za-z]++(?![^ ,])"  # most words: a short cut past what follows
    r"|(?:[^\W\d_]\.){2,}"  # U.S. D.C. a.m.
    r"|[^\W\d_][^\W_]*(?:(?:['’](?!(?:s|d|ll|re|ve|m)\b)|[-‑&])[^\W_]+)*"  # word, o’clock
    r"|\d+(?:[-‑][^\W\d_]+)+"  # 46-year-old
    r"|[$£€]?\d+(?:[.,:/]\d+)*(?:%|[^\W\d_]{1,2}\b)?"
    r"|['’](?:s|d|ll|re|ve|m)\b"
    r"|\.\.\.+|--+"
    r"|[^\w\s])"
)


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

    def places(self, classes: int, first: int, last: int) -> list[int]:
        """Return where in a range tokens of any of these classes stand."""
        return [k for k, tag in enumerate(self.tag[first:last], first) if tag & classes]

    def mark_quoted(self, first: int) -> None:
        """Mark the tokens from `first` on as words in quotation marks."""
        for at in range(first, len(self.tag)):
            self.tag[at] |= tags.QUOTED

    def add_text(self, start: int, end: int, lexicon: Lexicon) -> None:
        """Append the tokens of `text[start:end]`."""
        if start >= end:
            return
        pieces = _TOKEN.split(self.text[start:end])  # blank, token, blank, token, …, blank
        words, places = pieces[1::2], list(accumulate(map(len, pieces), initial=start))
        starts, ends = places[1:-1:2], places[2::2]
        if "." in words:
            _join_dots(words, (starts, ends), lexicon)
        self.start += starts
        self.end += ends
        self.low += map(lexicon.spellings.__getitem__, words)
        self.tag += map(lexicon.readings.__getitem__, words)


_LONGEST_ABBREVIATION: Final = 5
_BETWEEN_NAMES: Final = frozenset(("v", "vs"))  # "Example v. Sample" is one case


def _join_dots(words: list[str], places: tuple[list[int], list[int]], lexicon: Lexicon) -> None:
    """Join the full stop of an abbreviation to it, in the parallel lists of `add_text`."""
    starts, ends = places
    loose = []
    for at in [k for k, word in enumerate(words) if word == "." and k]:
        word = words[at - 1]
        if ends[at - 1] == starts[at] and _keeps_its_dot(word, lexicon):
            words[at - 1] = word + "."
            ends[at - 1] += 1
            loose.append(at)
    if loose:
        gone = frozenset(loose)
        columns: tuple[list[Any], ...] = (words, starts, ends)
        for column in columns:
            column[:] = [item for at, item in enumerate(column) if at not in gone]


def _keeps_its_dot(word: str, lexicon: Lexicon) -> bool:
    """ "Mr.", "J.": the full stop behind the word belongs to it."""
    if len(word) > _LONGEST_ABBREVIATION or not word[0].isalpha():
        return False
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    return (word[0].isupper() or word in _BETWEEN_NAMES) and word.lower() in lexicon.abbreviations


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
    first, last, classes = 0, len(tokens), tokens.tag
    for at in [k for k, tag in enumerate(classes) if tag & _MAY_END]:
        while at - first > _LONGEST_SENTENCE:
            found.append((first, first + _LONGEST_SENTENCE + 1))
            first = found[-1][1]
        if at - first == _LONGEST_SENTENCE or _ends(tokens, at, last):
            found.append((first, at + 1))
            first = at + 1
    found += [
        (a, min(a + _LONGEST_SENTENCE + 1, last)) for a in range(first, last, _LONGEST_SENTENCE + 1)
    ]
    return [(a, b) for a, b in found if any(classes[k] & ~tags.PUNCTUATION for k in range(a, b))]


_LONGEST_SENTENCE: Final = 400  # tokens: keeps every later stage linear on a line without an end
_MAY_END: Final = tags.STOP | tags.QUOTE | tags.DOTTED


def _ends(tokens: Tokens, at: int, last: int) -> bool:
    """Does the token at `at`, one of those that may, end a sentence?"""
    tag = tokens.tag[at]
    if tag & tags.STOP:
        quoted = tag & tags.QUOTED and _goes_on_quoted(tokens, at, last)
        return not quoted and _ends_sentence(tokens, at, last)
    if tag & tags.QUOTE:
        return _quote_ends_sentence(tokens, at, last)
    return _opens_sentence(tokens, at, last)


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
