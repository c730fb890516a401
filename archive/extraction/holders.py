"""Who holds which title: the words an article puts beside a name.

Before it ("Norlandian harbour minister Ada Example", "the mayor, Ada Example"), behind it ("Ada
Example, the mayor of Northport", "Ada Example, who leads the opposition") and with a copula ("Ada
Example was the mayor").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from archive.extraction import tags
from archive.extraction.language import Lexicon
from archive.extraction.titles import FORMER, Title, title_of
from archive.extraction.tokens import Tokens

_NOUN: Final = tags.TITLE | tags.PERSON
_PART: Final = tags.CAPITAL | tags.WORD | tags.NUMBER | _NOUN | tags.BODY | tags.POSSESSIVE
_NO_PART: Final = tags.PREP | tags.CONJ | tags.AUX | tags.PUNCTUATION | tags.QUOTE | tags.SUBORD
_LEADS: Final = {
    **dict.fromkeys("leads led heads headed".split(), "leader"),
    **dict.fromkeys("chairs chaired".split(), "chair"),
    **dict.fromkeys("runs ran".split(), "chief"),
    **dict.fromkeys("edits edited".split(), "editor"),
    **dict.fromkeys("directs directed".split(), "director"),
}
_COPULAS: Final = frozenset("is was became remains remained".split())
_TAKES: Final = frozenset(
    """sworn elected appointed named chosen confirmed serves served serve serving installed
    inaugurated took takes began begins""".split()
)
_LEAVES: Final = frozenset("resigned resigns quit quits stepped steps retired retires".split())
_HONORIFICS: Final = frozenset("dr mr mrs ms miss prof sir dame lord lady".split())
_BEFORE: Final = 7  # tokens looked at before a name
_AFTER: Final = 10  # … and behind it


def titles_beside(tokens: Tokens, name: tuple[int, int], lexicon: Lexicon) -> Iterator[Title]:
    """Yield the titles that stand beside the name at the tokens `name` (end exclusive)."""
    start, last = name
    if start > 1 and tokens.low[start - 1].strip(".") in _HONORIFICS:
        start -= 1
    first = _title_start(tokens, start)
    if first < start:
        title = title_of(tokens, first, start, lexicon)
        if title is not None:
            yield title
    elif start > 2 and tokens.tag[start - 1] & tags.COMMA:
        yield from _before_comma(tokens, start - 1, lexicon)
    if last + 1 < len(tokens):
        yield from _behind(tokens, last, lexicon)


def _title_start(tokens: Tokens, start: int) -> int:
    """Where the words of title before a name begin; `start` when there are none."""
    at = start - 1
    if at < 0 or not tokens.tag[at] & (_NOUN | tags.WORD) or tokens.tag[at] & _NO_PART:
        return start
    sure = bool(tokens.tag[at] & _NOUN)
    while at >= max(0, start - _BEFORE):
        tag = tokens.tag[at]
        if tag & tags.DET and not tag & _NO_PART:
            return at if at < start - 1 else start
        if not tag & _PART or tag & _NO_PART or (tag & tags.CUE and not tag & _PART):
            break
        if tag & (tags.CUE | tags.VERB) and not tag & (tags.CAPITAL | _NOUN):
            break
        at -= 1
    return at + 1 if sure else start


def _before_comma(tokens: Tokens, comma: int, lexicon: Lexicon) -> Iterator[Title]:
    """ "the mayor of Northport, Ada Example"."""
    stop = tags.PUNCTUATION | tags.QUOTE | tags.AUX | tags.MODAL | tags.RELATIVE | tags.SUBORD
    noun = None
    for at in range(comma - 1, max(-1, comma - _AFTER), -1):
        tag = tokens.tag[at]
        if tag & stop:
            return
        if tag & _NOUN:
            noun = at
        opens = tag & (tags.DET | tags.POSSESSIVE) and not tag & tags.PREP
        if opens and noun is not None and noun - at <= 4:
            title = title_of(tokens, at, comma, lexicon)
            if title is not None:
                yield title
            return


def _behind(tokens: Tokens, last: int, lexicon: Lexicon) -> Iterator[Title]:
    at = last
    if tokens.tag[at] & tags.COMMA:
        at += 1
        if tokens.low[at] == "who":
            yield from _who_leads(tokens, at + 1, lexicon)
            return
    elif tokens.low[at] in _COPULAS:
        at += 1 + (at + 2 < len(tokens) and bool(tokens.tag[at + 1] & tags.ADVERB))
        if not tokens.tag[at] & (tags.DET | _NOUN):
            yield from _as_title(tokens, last, lexicon)
            return
    else:
        yield from _as_title(tokens, at, lexicon)
        return
    end = _end_of(tokens, at)
    if end > at and _is_title(tokens, at, end, apposed=bool(tokens.tag[at - 1] & tags.COMMA)):
        title = title_of(tokens, at, end, lexicon)
        if title is not None:
            yield title


def _end_of(tokens: Tokens, first: int) -> int:
    """Where an apposition ends: before punctuation, a verb or a relative clause."""
    stop = tags.PUNCTUATION & ~tags.DASH | tags.AUX | tags.MODAL | tags.RELATIVE | tags.QUOTE
    end, last = first, min(len(tokens), first + _AFTER)
    while end < last:
        tag = tokens.tag[end]
        if tag & stop or (tag & (tags.CUE | tags.VERB) and not tag & (_NOUN | tags.CAPITAL)):
            break
        end += 1
    return end


def _is_title(tokens: Tokens, first: int, end: int, *, apposed: bool) -> bool:
    """A noun of person, or – in an apposition – "the" with any noun but one of time."""
    if tokens.tag[first] & (tags.TIME | tags.PREP | tags.CONJ | tags.NUMBER):
        return False
    nouns = range(first, end)
    if any(tokens.tag[k] & tags.TIME for k in nouns):
        return False
    if any(tokens.tag[k] & _NOUN for k in nouns):
        return True
    return apposed and bool(tokens.tag[first] & (tags.DET | tags.POSSESSIVE)) and end - first > 1


def _who_leads(tokens: Tokens, at: int, lexicon: Lexicon) -> Iterator[Title]:
    """ "who leads the opposition", "who as mayor had"."""
    if at >= len(tokens):
        return
    role = _LEADS.get(tokens.low[at])
    end = _end_of(tokens, at + 1)
    if role is not None and end > at + 1:
        title = title_of(tokens, at + 1, end, lexicon)
        if title is not None:
            yield Title(role, title.places, title.fields | {title.head}, "")
    elif tokens.low[at] == "as" and end > at + 1:
        title = title_of(tokens, at + 1, end, lexicon)
        if title is not None:
            yield title
    else:
        yield from _as_title(tokens, at, lexicon)


def _as_title(tokens: Tokens, last: int, lexicon: Lexicon) -> Iterator[Title]:
    """ "was sworn in as mayor", "who resigned as mayor"."""
    when = None
    if "as" not in tokens.low[last : last + _AFTER]:
        return
    for at in range(last, min(len(tokens) - 1, last + _AFTER)):
        low = tokens.low[at]
        if tokens.tag[at] & (tags.STOP | tags.QUOTE | tags.SEMICOLON):
            return
        if low in _TAKES or low in _LEAVES:
            when = FORMER if low in _LEAVES else ""
        elif low == "as" and when is not None:
            end = _end_of(tokens, at + 1)
            if _is_title(tokens, at + 1, end, apposed=False):
                title = title_of(tokens, at + 1, end, lexicon)
                if title is not None:
                    yield title._replace(when=when or title.when)
            return
