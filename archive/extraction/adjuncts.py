"""Adjuncts between a cue and its clause: "on Monday", "in an interview with a station", "also"."""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.tokens import Tokens

_LONGEST_ADJUNCT: Final = 40  # tokens
_NEARNESS: Final = frozenset("last this next early late".split())
_BREAK: Final = tags.COMMA | tags.STOP | tags.COLON | tags.DASH | tags.SEMICOLON


def skip_adjuncts(tokens: Tokens, at: int, last: int) -> int:
    """Step over "on Monday", "in an interview", "also" between a cue and its clause."""
    while at < last:
        tag = tokens.tag[at]
        if _belongs_on(tokens, at, last):
            return at
        if tag & tags.TIME or (tag & tags.ADVERB and not tag & (tags.DET | tags.PREP)):
            at += 1
        elif (
            tokens.low[at] in _NEARNESS
            and (_time_next(tokens, at, last) or _time_next(tokens, at + 1, last))
        ) or (tag & tags.NUMBER and _time_next(tokens, at, last)):
            at += 2
        elif _measures_time(tokens, at, last):
            at = _to_break(tokens, at + 2, last)
        elif tag & tags.PREP or _to_somebody(tokens, at, last):
            beyond = _past_phrase(tokens, at, last)
            if beyond is None:
                return at
            at = beyond
        else:
            return at
    return at


def _belongs_on(tokens: Tokens, at: int, last: int) -> bool:
    """A time or a degree of the noun behind it, no adjunct of the cue."""
    if tokens.low[at] in _DEGREES:
        return _grades(tokens, at, last)
    return bool(tokens.tag[at] & tags.TIME) and _qualifies(tokens, at, last)


_DEGREES: Final = frozenset("more less nearly almost too so very rather quite most".split())


def _grades(tokens: Tokens, at: int, last: int) -> bool:
    """ "more than half", "nearly all", "too many": the adverb belongs to what follows."""
    following = tokens.tag[at + 1] if at + 1 < last else tags.STOP
    return not following & (tags.THAT | tags.PUNCTUATION | tags.QUOTE | tags.WH | tags.TO)


def _qualifies(tokens: Tokens, at: int, last: int) -> bool:
    """ "night shifts", "Monday's vote": a time that belongs to the noun behind it."""
    if at + 1 < last and tokens.low[at + 1] in ("'s", "’s"):
        return True
    if tokens.tag[at] & tags.CAPITAL or at + 1 >= last or tokens.low[at] == "ago":
        return False
    following = tokens.tag[at + 1]
    return bool(following & tags.WORD) and not following & (tags.CAPITAL | tags.TIME)


def _to_somebody(tokens: Tokens, at: int, last: int) -> bool:
    """ "said to reporters": a "to" before a noun, not before a verb."""
    if not tokens.tag[at] & tags.TO or at + 1 >= last:
        return False
    following = tokens.tag[at + 1]
    return bool(following & (tags.DET | tags.CAPITAL | tags.POSSESSIVE | tags.OBJECT | tags.PERSON))


def _time_next(tokens: Tokens, at: int, last: int) -> bool:
    return at + 1 < last and bool(tokens.tag[at + 1] & tags.TIME)


def _measures_time(tokens: Tokens, at: int, last: int) -> bool:
    """ "an hour after she was sworn in", "two days before the vote"."""
    counted = tokens.tag[at] & (tags.DET | tags.NUMBER) and _time_next(tokens, at, last)
    return bool(counted) and at + 2 < last and tokens.low[at + 2] in ("after", "before")


def _to_break(tokens: Tokens, at: int, last: int) -> int:
    while at < last and not tokens.tag[at] & (_BREAK | tags.QUOTE | tags.THAT):
        at += 1
    return at


def _in_phrase(tokens: Tokens, at: int) -> bool:
    """ "in May", "in a report published on Monday": a form of a verb that is none here."""
    if tokens.low[at] in ("'s", "’s"):
        return not tokens.tag[at - 1] & tags.PRONOUN
    if tokens.tag[at] & tags.MODAL:
        return bool(tokens.tag[at] & tags.CAPITAL)
    if not tokens.tag[at] & tags.VERB:
        return False
    joined = tokens.tag[at - 1] & tags.CONJ and tokens.low[at].endswith("ed")
    return bool(joined or tokens.tag[at - 1] & (tags.OCCASION | tags.DOCUMENT))


def _past_phrase(tokens: Tokens, at: int, last: int) -> int | None:
    """Past the prepositional phrase at `at`, or None where it opens the clause itself."""
    place = at + 1
    while place < last and place < at + _LONGEST_ADJUNCT:
        tag = tokens.tag[place]
        if (
            tag & tags.DET
            and place > at + 1
            and not tokens.tag[place - 1] & (tags.PREP | tags.DET | tags.CONJ | tags.TO)
        ):
            return place
        if tag & tags.PRONOUN and not tag & tags.DET and place > at + 1:
            return place
        if tag & (_BREAK | tags.QUOTE | tags.THAT | tags.WH | tags.SUBORD):
            return place
        if tag & tags.TO and not _to_somebody(tokens, place, last):
            return place
        if tag & (tags.AUX | tags.MODAL | tags.VERB) and not _in_phrase(tokens, place):
            return None
        place += 1
    return place if place >= last else None
