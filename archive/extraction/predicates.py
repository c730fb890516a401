"""Verbs and what can be a clause: told from word classes alone."""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.tokens import Tokens

FINITE: Final = tags.AUX | tags.MODAL | tags.VERB | tags.CUE
BREAK: Final = tags.COMMA | tags.STOP | tags.COLON | tags.DASH | tags.SEMICOLON


def has_finite(tokens: Tokens, first: int, last: int) -> bool:
    """Is there a word that can be a finite verb, after something that can be its subject?"""
    return any(
        (tokens.tag[k] & FINITE and not is_no_verb(tokens, k))
        or (tokens.tag[k] & tags.QUOTE and k > first)
        for k in range(first + 1, min(last, first + 40))
    )


def is_no_verb(tokens: Tokens, at: int) -> bool:
    """The "'s" of "the city's director", not that of "she's"; "a joke"."""
    before = tokens.tag[at - 1]
    if tokens.low[at] in ("'s", "’s"):
        return not before & tags.PRONOUN
    return bool(tokens.tag[at] & tags.CUE and before & (tags.DET | tags.POSSESSIVE)) and not (
        before & tags.PRONOUN
    )


def predicated(tokens: Tokens, first: int, last: int) -> bool:
    """A verb stands before the next comma: no mere "a fellow of the institute"."""
    for place in range(first + 1, last):
        tag = tokens.tag[place]
        if tag & (tags.COMMA | tags.RELATIVE | tags.THAT):
            return False
        if tag & FINITE and not tag & tags.CAPITAL and not is_no_verb(tokens, place):
            return tokens.low[place + 1 : place + 2] != ["by"]  # "a mayor challenged by her son"
    return False


def shifts_back(tokens: Tokens, first: int, last: int) -> bool:
    """ "The gates would be closed": the first verb is what "will", "must" become when reported."""
    for place in range(first, last):
        tag = tokens.tag[place]
        if tag & tags.MODAL:
            return tokens.low[place] in _SHIFTED
        if tag & FINITE and not tag & tags.CAPITAL and not is_no_verb(tokens, place):
            return False
    return False


_SHIFTED: Final = frozenset(("would", "must", "should"))
