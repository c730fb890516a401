"""Noun phrases around a token, found from word classes alone: the raw material of sources.

A phrase is a range of tokens, end exclusive. All walks are bounded, so that a sentence without an
end costs no more than its length.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from archive.extraction import tags
from archive.extraction.tokens import Tokens

LONGEST: Final = 24  # tokens of a noun phrase
_LONGEST_ASIDE: Final = 45  # tokens of an apposition or relative clause
_NOUNISH: Final = (
    tags.CAPITAL | tags.WORD | tags.NUMBER | tags.SPEAKER_NOUN | tags.POSSESSIVE | tags.PARTICIPLE
)
_NEVER: Final = (
    tags.PUNCTUATION
    | tags.QUOTE
    | tags.AUX
    | tags.MODAL
    | tags.NOT
    | tags.SUBORD
    | tags.TO
    | tags.WH
    | tags.OPENER
)
_NOT_IN: Final = _NEVER | tags.PREP | tags.CONJ | tags.RELATIVE


class Phrase(NamedTuple):
    """A range of tokens."""

    first: int
    last: int  # exclusive


def is_nounish(tokens: Tokens, at: int) -> bool:
    """May the token stand inside a noun phrase (a pronoun is a phrase of its own)?"""
    tag = tokens.tag[at]
    if tokens.low[at] in ("'s", "’s", "us", "u.s.", "u.s"):
        return bool(tag & (tags.CAPITAL | tags.POSSESSIVE))
    if tag & tags.PRONOUN and not tag & (tags.DET | tags.SPEAKER_NOUN):
        return False
    if tag & tags.CAPITAL:
        return not tag & (_NOT_IN | tags.TIME) or bool(tag & tags.SPEAKER_NOUN)
    if tag & _NOT_IN:
        return False
    if tag & (tags.VERB | tags.CUE):
        return bool(tag & tags.SPEAKER_NOUN) or _after_determiner(tokens, at)
    return bool(tag & _NOUNISH) and not tag & (tags.TIME | tags.ADVERB)


def _after_determiner(tokens: Tokens, at: int) -> bool:
    return at > 0 and bool(tokens.tag[at - 1] & (tags.DET | tags.POSSESSIVE))


def is_pronoun(tokens: Tokens, at: int) -> bool:
    """Is the token a pronoun that can be a subject?"""
    tag = tokens.tag[at]
    return bool(tag & tags.PRONOUN) and not tag & (tags.RELATIVE | tags.SPEAKER_NOUN)


def noun_phrase_before(tokens: Tokens, end: int, floor: int) -> Phrase | None:
    """Return the phrase whose last token is `end - 1`, not reaching left of `floor`."""
    at = end - 1
    if at < floor:
        return None
    if is_pronoun(tokens, at) and not (at > floor and is_nounish(tokens, at - 1)):
        return Phrase(at, end)
    if tokens.low[at] in SHARES:
        return Phrase(at, end)
    if tokens.tag[at] & tags.OBJECT and at - 2 >= floor and tokens.low[at - 1] == "of":
        return Phrase(at - 2, end)  # "one of them"
    first = _core_before(tokens, at, floor)
    if first is None:
        return None
    return Phrase(_with_heads(tokens, first, floor), end)


SHARES: Final = frozenset(
    "half most all another none two three four five six seven eight nine ten".split()
)


def _core_before(tokens: Tokens, at: int, floor: int) -> int | None:
    """The first token of the run of nouns, names and adjectives that ends at `at`."""
    first = None
    lowest = max(floor, at - LONGEST)
    while at >= lowest:
        tag = tokens.tag[at]
        if is_nounish(tokens, at):
            first = at
        elif tag & tags.DET and not tag & tags.PREP:
            at = _first_article(tokens, at, lowest)
            if not _is_owner(tokens, at, lowest):
                return at
        elif tag & tags.PREP and first is not None and at > lowest and _is_adjective(tokens, at):
            first = at
        elif tag & tags.CONJ and first is not None and _joins(tokens, at, lowest):
            first = at - 1
            at -= 1
        elif not (tag & tags.ADVERB and first is not None and _inside(tokens, at, lowest)):
            break
        at -= 1
    return first


def _first_article(tokens: Tokens, at: int, lowest: int) -> int:
    while at > lowest and tokens.tag[at - 1] & tags.DET:
        at -= 1
    return at


def _is_owner(tokens: Tokens, at: int, lowest: int) -> bool:
    """ "die Sprecherin der Feuerwehr": the article behind a noun that can speak."""
    if not tokens.tag[at] & tags.GENITIVE or at <= lowest:
        return False
    return bool(tokens.tag[at - 1] & tags.SPEAKER_NOUN)


def _is_adjective(tokens: Tokens, at: int) -> bool:
    """ "an inside source": a word that is a preposition elsewhere."""
    return tokens.low[at] in ("inside", "outside", "past", "like", "opposite") and bool(
        tokens.tag[at - 1] & tags.DET
    )


def _inside(tokens: Tokens, at: int, lowest: int) -> bool:
    """An adverb inside a phrase: "a very senior official"."""
    return at > lowest and bool(tokens.tag[at - 1] & (tags.DET | tags.POSSESSIVE | tags.ADVERB))


def _joins(tokens: Tokens, at: int, lowest: int) -> bool:
    """Does the conjunction join two names or two bare nouns ("Example and Sample said")?"""
    if at <= lowest or tokens.low[at] not in ("and", "or", "&", "und", "и"):
        return False
    left, right = tokens.tag[at - 1], tokens.tag[at + 1]
    if left & tags.CAPITAL and right & tags.CAPITAL:
        return is_nounish(tokens, at - 1)
    return bool(left & tags.SPEAKER_NOUN and right & tags.SPEAKER_NOUN)


def _with_heads(tokens: Tokens, first: int, floor: int) -> int:
    """Extend over "a spokesman for", "the head of": the head stands before the preposition."""
    for _ in range(3):
        if first - 2 < floor or not tokens.tag[first - 1] & (tags.PREP | tags.TO):
            return first
        if not is_nounish(tokens, first - 2) or tokens.tag[first - 2] & tags.POSSESSIVE:
            return first
        head = _core_before(tokens, first - 2, floor)
        if head is None:
            return first
        first = head
    return first


def noun_phrase_from(tokens: Tokens, first: int, ceiling: int) -> Phrase | None:
    """Return the phrase that begins at `first`, not reaching past `ceiling`."""
    if first >= ceiling:
        return None
    if is_pronoun(tokens, first) and not (first + 1 < ceiling and is_nounish(tokens, first + 1)):
        return Phrase(first, first + 1)
    at, limit, found = first, min(ceiling, first + LONGEST), False
    while at < limit:
        if found and tokens.low[at] in _NEW_PHRASE and tokens.low[at - 1] not in _LINKS:
            break
        if is_nounish(tokens, at):
            found = True
        elif not _goes_on(tokens, at, limit, found):
            break
        at += 1
    if not found and tokens.low[first] in ("another", "one", "many", "some", "both"):
        return Phrase(first, first + 1)
    return Phrase(first, at) if found else None


_NEW_PHRASE: Final = frozenset("his her their its my our your ihr sein".split())
_LINKS: Final = frozenset(("of", "for", "von", "für", "and", "or"))


def _goes_on(tokens: Tokens, at: int, limit: int, found: bool) -> bool:
    tag = tokens.tag[at]
    if not found:
        if tag & tags.VERB and at + 1 < limit and is_nounish(tokens, at + 1):
            return True
        return bool(tag & tags.DET) or (bool(tag & tags.ADVERB) and not tag & tags.PREP)
    if at + 1 >= limit:
        return False
    if tokens.low[at] in ("of", "for", "von", "für"):
        return is_nounish(tokens, at + 1) or bool(tokens.tag[at + 1] & tags.DET)
    if tag & tags.DET:
        return tokens.low[at - 1] in ("of", "for", "von", "für") or _is_owner(tokens, at, 0)
    return bool(tag & tags.CONJ) and _joins(tokens, at, at - 1)


def opening_of_aside(tokens: Tokens, comma: int, floor: int) -> int | None:
    """Return the comma (dash, bracket) that pairs with the one at `comma`, to its left."""
    wanted = tokens.tag[comma] & (tags.COMMA | tags.DASH | tags.BRACKET)
    lowest = max(floor, comma - _LONGEST_ASIDE)
    for at in range(comma - 1, lowest, -1):
        if tokens.tag[at] & wanted:
            return at
    return None
