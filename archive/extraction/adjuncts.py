"""Adjuncts between a cue and its clause: "on Monday", "in an interview with a station", "also"."""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.tokens import Tokens

_LONGEST_ADJUNCT: Final = 40  # tokens
_BREAK: Final = tags.COMMA | tags.STOP | tags.COLON | tags.DASH | tags.SEMICOLON


def skip_adjuncts(tokens: Tokens, at: int, last: int) -> int:
    """Step over "on Monday", "in an interview", "also" between a cue and its clause."""
    while at < last:
        tag = tokens.tag[at]
        if tag & tags.TIME or (tag & tags.ADVERB and not tag & (tags.DET | tags.PREP)):
            at += 1
        elif (
            tokens.low[at] in ("last", "this", "next", "early", "late")
            and _time_next(tokens, at, last)
        ) or (tag & tags.NUMBER and _time_next(tokens, at, last)):
            at += 2
        elif tag & tags.PREP or _to_somebody(tokens, at, last):
            beyond = _past_phrase(tokens, at, last)
            if beyond is None:
                return at
            at = beyond
        else:
            return at
    return at


def _to_somebody(tokens: Tokens, at: int, last: int) -> bool:
    """ "said to reporters": a "to" before a noun, not before a verb."""
    if not tokens.tag[at] & tags.TO or at + 1 >= last:
        return False
    following = tokens.tag[at + 1]
    return bool(following & (tags.DET | tags.CAPITAL | tags.POSSESSIVE | tags.OBJECT | tags.PERSON))


def _time_next(tokens: Tokens, at: int, last: int) -> bool:
    return at + 1 < last and bool(tokens.tag[at + 1] & tags.TIME)


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
        if tag & (tags.AUX | tags.MODAL | tags.VERB):
            return None
        place += 1
    return place if place >= last else None
