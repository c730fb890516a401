"""Addressees: whom the words are told ("told the radio that …"), neither speaker nor content."""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.adjuncts import skip_adjuncts
from archive.extraction.cues import Cue
from archive.extraction.phrases import noun_phrase_from
from archive.extraction.predicates import BREAK, FINITE
from archive.extraction.tokens import Tokens


def past_addressee(tokens: Tokens, cue: Cue, at: int, last: int) -> int:
    """ "told the radio (that)", "warned them": the addressee is not the speaker nor the content."""
    if not cue.takes("o") or at >= last or cue.after > cue.at + 1:
        return at
    if tokens.tag[at] & tags.OBJECT:
        return skip_adjuncts(tokens, at + 1, last)
    if tokens.tag[at] & (tags.THAT | BREAK | tags.QUOTE | tags.TO):
        return at
    phrase = noun_phrase_from(tokens, at, last)
    if phrase is None:
        return at
    beyond = skip_adjuncts(tokens, phrase.last, last)
    if cue.takes("n") and (beyond >= last or tokens.tag[beyond] & (BREAK | tags.SUBORD)):
        return at  # "promised free ferries": nothing follows but the thing itself
    return _that_ahead(tokens, beyond, last) or beyond


def _that_ahead(tokens: Tokens, at: int, last: int) -> int | None:
    """ "told a town hall in Salem, New Norland, that …": the "that" behind a long addressee."""
    for place in range(at, min(last, at + _LONG_ADDRESSEE)):
        if tokens.tag[place] & tags.THAT:
            return place
        if tokens.tag[place] & (FINITE | tags.QUOTE | tags.PRONOUN | tags.COLON | tags.TO):
            return None
    return None


_LONG_ADDRESSEE: Final = 12  # tokens
