"""Appositions: who somebody is, said in commas behind a noun ("its governor, Ada Example, …")."""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.phrases import Phrase, noun_phrase_from
from archive.extraction.tokens import Tokens

_OPENS: Final = tags.PUNCTUATION | tags.CONJ | tags.SUBORD | tags.THAT | tags.QUOTE
_NO_NOUN: Final = tags.NUMBER | tags.TIME | tags.DET
_PEOPLE: Final = tags.CAPITAL | tags.TITLE | tags.PERSON


def is_described(tokens: Tokens, phrase: Phrase, closing: int, first: int) -> bool:
    """Is the phrase a subject that the aside up to the comma at `closing` names or describes?

    It opens its clause ("…, and its warden, Ada Example, said", not "left for Northport, Example
    Island, said …"), and behind it stands a name or a noun for people ("a former pilot").
    """
    before = tokens.tag[phrase.first - 1] if phrase.first > first else tags.STOP
    if not before & _OPENS or all(tokens.tag[k] & _NO_NOUN for k in range(*phrase)):
        return False
    return _names_somebody(tokens, phrase.last, closing)


def _names_somebody(tokens: Tokens, opening: int, closing: int) -> bool:
    aside = noun_phrase_from(tokens, opening + 1, closing)
    if aside is None or (aside.last < closing and not tokens.tag[aside.last] & tags.PREP):
        return False
    if tokens.tag[aside.first] & (tags.CONJ | tags.PREP):
        return False
    return any(tokens.tag[k] & _PEOPLE and not tokens.tag[k] & tags.TIME for k in range(*aside))
