"""Bodies as speakers: ministries, parties, newspapers, and governments named by their capitals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from archive.extraction import tags
from archive.extraction.language import Lexicon
from archive.extraction.tokens import Tokens

_GENERIC: Final = frozenset(("the", "its", "their", "a", "an", "this", "that", "his", "her"))
Recent = Sequence[tuple[str, bool, str]]
Body = tuple[str | None, bool, str, float]


def body_named(tokens: Tokens, lexicon: Lexicon, recent: Recent) -> Body | None:
    """Return (name, True, ground, certainty) when the phrase names a body, else None."""
    if not len(tokens):
        return None
    words = [tokens.low[k] for k in range(len(tokens)) if tokens.low[k] not in ("the", ".")]
    known = lexicon.governments.get(" ".join(words))
    if known is not None:
        how = "the seat or name of" if known.startswith("Government") else "the usual name of"
        return known, True, f"{how} this body", 0.95
    last = head_of(tokens)
    head = tokens.tag[last]
    if head & (tags.TITLE | tags.PERSON) and not head & tags.BODY:
        return None
    capital = any(t & tags.CAPITAL and not t & (tags.DET | tags.PRONOUN) for t in tokens.tag)
    if head & tags.BODY:
        return _by_head(tokens, lexicon, recent, capital)
    if head & tags.DOCUMENT:
        name = _shown(tokens) if capital and head & tags.CAPITAL else None
        return name, True, "a text, not a person", 0.95
    if capital and head & tags.CAPITAL and not head & (tags.PRONOUN | tags.DET):
        return _unknown_name(tokens)
    return None


def head_of(tokens: Tokens) -> int:
    """The place of the noun a phrase is about: before the first preposition, else the last word."""
    for at in range(1, len(tokens)):
        if tokens.tag[at] & tags.PREP and tokens.tag[at - 1] & (tags.SPEAKER_NOUN | tags.WORD):
            return at - 1
    return len(tokens) - 1


def _by_head(tokens: Tokens, lexicon: Lexicon, recent: Recent, capital: bool) -> Body:
    qualified = capital or any(low in lexicon.demonyms for low in tokens.low)
    if qualified:
        return _shown(tokens, titled=True), True, "a body, named", 0.97
    head = tokens.low[head_of(tokens)]
    for speaker, is_body, _ in reversed(recent):
        if is_body and speaker.casefold().split()[-1] == head:
            return speaker, True, f"the {head} named last", 0.85
    return None, True, "a body, not named", 0.95


def _unknown_name(tokens: Tokens) -> Body:
    name = _shown(tokens)
    is_body = name.isupper() and len(name) > 1
    ground = "an abbreviation, so a body" if is_body else "named so in the article"
    return name, is_body, ground, 0.95


def _shown(tokens: Tokens, *, titled: bool = False) -> str:
    words = [tokens.text[tokens.start[k] : tokens.end[k]] for k in range(len(tokens))]
    if words[0].lower() in _GENERIC and len(words) > 1:
        words = words[1:]
    if titled:
        words = [
            w if w in ("of", "for", "and", "the") or w[0].isupper() else w.capitalize()
            for w in words
        ]
    return " ".join(words).replace(" 's", "'s").replace(" ’s", "’s")
