"""Bodies as speakers: ministries, parties, newspapers, and governments named by their capitals.

"The union" is the union that the article names, when it names one only. A spokesman without a
name speaks for his body. A seat of government stands for the government only where the lexicon or
the article lets know of which country.
"""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.bodies import APOSTROPHES, BodyBook
from archive.extraction.language import Lexicon
from archive.extraction.runs import is_common
from archive.extraction.tokens import Tokens

_GENERIC: Final = frozenset(("the", "its", "their", "a", "an", "this", "that", "his", "her"))
_LOOSE: Final = frozenset("side sides team camp house state country station staff office".split())
_LONGEST_UNKNOWN: Final = 4  # words of a name that stands nowhere else
Body = tuple[str | None, bool, str, float]


def body_named(tokens: Tokens, book: BodyBook, before: int) -> Body | None:
    """Return (name, True, ground, certainty) when the phrase names a body, else None."""
    if not len(tokens):
        return None
    lexicon = book.lexicon
    words = [tokens.low[k] for k in range(len(tokens)) if tokens.low[k] not in ("the", ".")]
    known = lexicon.governments.get(" ".join(words))
    if known is not None:
        how = "the seat or name of" if known.startswith("Government") else "the usual name of"
        return known, True, f"{how} this body", 0.95
    last = head_of(tokens)
    head = tokens.tag[last]
    if head & (tags.TITLE | tags.PERSON) and not head & tags.BODY:
        return _spoken_for(tokens, book, before)
    capital = any(t & tags.CAPITAL and not t & (tags.DET | tags.PRONOUN) for t in tokens.tag)
    if head & tags.BODY:
        return _by_head(tokens, book, capital, before)
    if head & tags.DOCUMENT:
        named = capital and head & tags.CAPITAL and not lexicon.nouns_capitalised
        name = _shown(tokens, lexicon) if named else None
        return name, True, "a text, not a person", 0.95
    if capital and head & tags.CAPITAL and not head & (tags.PRONOUN | tags.DET):
        return _unknown_name(tokens, book)
    return None


def head_of(tokens: Tokens) -> int:
    """The place of the noun a phrase is about: before the first preposition, else the last word."""
    noun, behind = tags.SPEAKER_NOUN | tags.WORD, tags.PREP | tags.GENITIVE
    for at in range(1, len(tokens)):
        if tokens.tag[at] & behind and tokens.tag[at - 1] & noun:
            return at - 1
    return len(tokens) - 1


SPOKEN_FOR: Final = "its spokesman, not named"
_SPOKES: Final = frozenset("spokesman spokeswoman spokesperson".split())


def _spoken_for(tokens: Tokens, book: BodyBook, before: int) -> Body | None:
    """ "a spokesman for the union": nobody is named, so the union speaks."""
    at = head_of(tokens)
    if tokens.low[at] not in _SPOKES or tokens.low[0] not in ("a", "an", "one"):
        return None
    ranges = [(1, at)] if at > 1 else []
    if at + 2 < len(tokens):
        ranges.append((at + 2, len(tokens)))
    for first, last in ranges:
        inner = Tokens(tokens.text)
        for k in range(first, last):
            inner.add(tokens.start[k], tokens.end[k], tokens.low[k], tokens.tag[k])
        body = body_named(inner, book, before)
        if body is not None and body[0] is not None:
            return body[0], True, SPOKEN_FOR, min(body[3], 0.9)
    return None


def _by_head(tokens: Tokens, book: BodyBook, capital: bool, before: int) -> Body:
    at = head_of(tokens)
    head = tokens.low[at]
    if not tokens.tag[at] & tags.CAPITAL and _is_owned(tokens, at):
        return None, True, "somebody's, not named", 0.95
    if head == "government":
        country = _country_before(tokens, at, book)
        if country:
            return f"Government of {country}", True, "the government of this country", 0.95
    if capital or any(low in book.lexicon.demonyms for low in tokens.low):
        name = book.full(_shown(tokens, book.lexicon, titled=True))
        if " " in name:
            return name, True, "a body, named", 0.97
    return _of_kind(tokens, book, at, before) or (None, True, "a body, not named", 0.95)


def _of_kind(tokens: Tokens, book: BodyBook, at: int, before: int) -> Body | None:
    """ "the union": the union that the article names."""
    head = tokens.low[at]
    if head in _LOOSE or at > 1 or (at and tokens.low[0] not in book.lexicon.articles):
        return None
    found = book.of_kind(head, before)
    if found is None:
        return None
    many = "the only" if found[1] > 0.9 else "the last"
    return found[0], True, f"{many} {head} named in the article", found[1]


def _is_owned(tokens: Tokens, head: int) -> bool:
    """ "her office", "the mayor's office"."""
    return tokens.low[0] in _OWNED or any(low in APOSTROPHES for low in tokens.low[:head])


_OWNED: Final = frozenset("its their his her our my sein ihr".split())


def _country_before(tokens: Tokens, head: int, book: BodyBook) -> str | None:
    if not head or not tokens.tag[head - 1] & tags.CAPITAL:
        return None
    low = tokens.low[head - 1]
    word = tokens.text[tokens.start[head - 1] : tokens.end[head - 1]]
    return book.lexicon.demonyms.get(low.strip(".")) or book.country_of(word)


def _unknown_name(tokens: Tokens, book: BodyBook) -> Body | None:
    first, last = _capitals(tokens, book.lexicon)
    if first == last:
        return None
    if book.lexicon.nouns_capitalised and last - first == 1:
        word = tokens.text[tokens.start[first] : tokens.end[first]]
        if not word.isupper() and word.casefold() not in book.places:
            return None  # any noun
    if last - first > _LONGEST_UNKNOWN:
        return None, False, "a headline, nobody to be made out", 0.5
    name = " ".join(tokens.text[tokens.start[first] : tokens.end[last - 1]].split())
    if name.isupper() and len(name) > 1:
        return name, True, "an abbreviation, so a body", 0.95
    if name.casefold() in book.places:
        government = book.government_of(name)
        if government is not None:
            return government, True, "its seat, as the article says", 0.9
        return name, True, "a place, so those who speak for it", 0.85
    body = tokens.low[0] in book.lexicon.articles or tokens.low[last - 1] in book.lexicon.things
    return book.full(name), body, "named so in the article", 0.9


_NO_START: Final = tags.DET | tags.PRONOUN | tags.TITLE | tags.POSSESSIVE | tags.OBJECT | tags.PREP


def _capitals(tokens: Tokens, lexicon: Lexicon) -> tuple[int, int]:
    """The first capitalised words of the phrase, without articles and titles."""
    capital = [tag & tags.CAPITAL and not tag & _NO_START for tag in tokens.tag]
    first = next((k for k, is_first in enumerate(capital) if is_first), len(tokens))
    last = first
    while last < len(tokens) and tokens.tag[last] & tags.CAPITAL:
        last += 1
    if last - first > 1 and is_common(tokens, first, lexicon):
        first += 1
    return first, last


def _shown(tokens: Tokens, lexicon: Lexicon, *, titled: bool = False) -> str:
    """The words of a phrase as a name: without "the", capitalised when `titled`."""
    words = [tokens.text[tokens.start[k] : tokens.end[k]] for k in range(len(tokens))]
    if words[0].lower() in _GENERIC | lexicon.articles and len(words) > 1:
        words = words[1:]
    if titled:
        words = [
            w if w in ("of", "for", "and", "the") or w[0].isupper() else w.capitalize()
            for w in words
        ]
    joined = " ".join(words)
    for mark in ("'s", "’s", "'", "’"):
        joined = joined.replace(f" {mark}", mark)
    return joined
