"""Inversion: the subject that stands after its cue."""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.cues import Cue
from archive.extraction.phrases import (
    Phrase,
    is_pronoun,
    noun_phrase_before,
    noun_phrase_from,
)
from archive.extraction.predicates import is_no_verb
from archive.extraction.tokens import Tokens

_FINITE: Final = tags.AUX | tags.MODAL | tags.VERB | tags.CUE
_NEVER_INVERTED: Final = frozenset(("tell", "inform", "remind", "assure"))
_MAY_INVERT: Final = tags.CAPITAL | tags.DET | tags.PRONOUN | tags.SPEAKER_NOUN


def inverted_subject(tokens: Tokens, cue: Cue, first: int, last: int) -> Phrase | None:
    """Return the subject after the cue ("…," said Ada Example), or None where it is not there."""
    if cue.is_ing or cue.infinitive or cue.after >= last or cue.word.lemma in _NEVER_INVERTED:
        return None
    if cue.takes("p"):
        return noun_phrase_from(tokens, cue.after, last)
    before = tokens.tag[cue.group - 1] if cue.group > first else tags.STOP
    if cue.word.prefixes:
        last = cue.closed - 1  # "teilte das Amt mit": the subject stands before the prefix
    breaks = tags.QUOTE | tags.COMMA | tags.STOP | tags.DASH
    if cue.verb_second and (cue.group < cue.at or not before & (breaks | tags.AS)):
        return _behind_verb(tokens, cue, first, last)
    if not before & (breaks | tags.AS if cue.verb_second else breaks):
        return None
    if _quote_before(tokens, cue.group - 1, first):
        return _subject_after(tokens, cue, last)
    return _without_quote_before(tokens, cue, first, last)


def _past_day(tokens: Tokens, at: int, last: int) -> int:
    """ "…, said on Monday the mayor", the Russian and German order."""
    if at + 2 < last and tokens.tag[at] & tags.PREP and tokens.tag[at + 1] & tags.TIME:
        return at + 2
    return at


def _behind_verb(tokens: Tokens, cue: Cue, first: int, last: int) -> Phrase | None:
    """ "Am Montag sagte die Ministerin, …": the verb is second, and what opens is no subject."""
    opening = noun_phrase_before(tokens, cue.group, first)
    led = opening and opening.first > first and tokens.tag[opening.first - 1] & tags.PREP
    if opening and not led and any(_names(tokens.tag[k]) for k in range(*opening)):
        return None
    phrase = _subject_after(tokens, cue, last)
    if phrase is None or not tokens.tag[phrase.first] & _MAY_INVERT:
        return None
    return phrase


def _names(tag: int) -> bool:
    speaks = tags.CAPITAL | tags.PRONOUN | tags.SPEAKER_NOUN
    return bool(tag & speaks) and not tag & (tags.DET | tags.ADVERB | tags.TIME)


def _subject_after(tokens: Tokens, cue: Cue, last: int) -> Phrase | None:
    start = _past_day(tokens, cue.after, last)
    if start < last and tokens.tag[start] & tags.PREP and cue.takes("i"):
        start += 1  # «сообщили в полиции»
    elif start >= last or tokens.tag[start] & (tags.THAT | tags.OBLIQUE):
        return None
    phrase = noun_phrase_from(tokens, start, last)
    return phrase if phrase is not None and _ends_report(tokens, phrase.last, last) else None


def _without_quote_before(tokens: Tokens, cue: Cue, first: int, last: int) -> Phrase | None:
    if any(tokens.tag[k] & tags.ADVERB for k in range(cue.group, cue.at)):
        return None  # "Example, the mayor, also attacked Sample"
    phrase = _subject_after(tokens, cue, last)
    if phrase is None or not (cue.verb_second or _is_over(tokens, phrase, last)):
        return None
    if not cue.verb_second and _is_thing_with_verb(tokens, phrase, last):
        return None  # "Example, her deputy, said the price of steel and coal was too high"
    start = phrase.first
    if not tokens.tag[start] & _MAY_INVERT and not _is_titled_name(tokens, phrase):
        return None
    if is_pronoun(tokens, start) and tokens.tag[start] & tags.OBJECT:
        return None  # "The driver, accused of theft, denied it"
    after_comma = cue.group > first and bool(tokens.tag[cue.group - 1] & tags.COMMA)
    if after_comma and not cue.verb_second and not _clause_before(tokens, cue.group - 1, first):
        return phrase if _quote_after(tokens, phrase.last, last) else None
    return phrase


def _is_titled_name(tokens: Tokens, phrase: Phrase) -> bool:
    """ "…, said former harbour pilot Ada Example": lower-case words that lead to a name."""
    return bool(tokens.tag[phrase.last - 1] & tags.CAPITAL)


def _quote_before(tokens: Tokens, at: int, first: int) -> bool:
    while at > first and tokens.tag[at] & (tags.COMMA | tags.DASH):
        at -= 1
    return at >= first and bool(tokens.tag[at] & tags.QUOTE)


def _quote_after(tokens: Tokens, at: int, last: int) -> bool:
    while at < last and tokens.tag[at] & (tags.COMMA | tags.COLON):
        at += 1
    return at < last and bool(tokens.tag[at] & tags.QUOTE)


def _clause_before(tokens: Tokens, comma: int, first: int) -> bool:
    """A clause or quotation stands before the comma, so that "said Smith" may follow it."""
    if tokens.tag[comma - 1] & tags.QUOTE:
        return True
    return any(
        tokens.tag[k] & tags.QUOTE
        or (
            tokens.tag[k] & _FINITE
            and not tokens.tag[k] & tags.CAPITAL
            and not is_no_verb(tokens, k)
        )
        for k in range(first, comma)
    )


def _is_over(tokens: Tokens, phrase: Phrase, last: int) -> bool:
    """Without a quotation before it, "said he never …" is no inversion, "…, said Smith." is one."""
    if phrase.last >= last:
        return True
    following = tokens.tag[phrase.last]
    if tokens.tag[phrase.first] & (tags.PRONOUN | tags.DET) and phrase.last == phrase.first + 1:
        return bool(following & (tags.STOP | tags.COMMA | tags.COLON))
    return not following & (tags.ADVERB | tags.TO | tags.VERB)


def _is_thing_with_verb(tokens: Tokens, phrase: Phrase, last: int) -> bool:
    return not _head_speaks(tokens, phrase) and has_own_verb(tokens, phrase.last, last)


def _head_speaks(tokens: Tokens, phrase: Phrase) -> bool:
    """ "the minister", "Example", "they"; but of "the price of the company" the price decides."""
    speaks = tags.CAPITAL | tags.PRONOUN | tags.SPEAKER_NOUN
    for at in range(*phrase):
        if tokens.tag[at] & tags.PREP and at > phrase.first:
            return False
        if tokens.tag[at] & speaks and not tokens.tag[at] & tags.DET:
            return True
    return False


def has_own_verb(tokens: Tokens, at: int, last: int) -> bool:
    """Is what ends at `at` the subject of a verb behind it: "… and cement, not wages, was dear"?

    A clause of its own that follows ("…, and she left", "…, who had left") does not count.
    """
    for place in range(at, min(last, at + _FARTHEST_VERB)):
        tag = tokens.tag[place]
        if tag & _OTHER_CLAUSE or (tag & tags.CONJ and tokens.tag[place - 1] & tags.COMMA):
            return False
        if tag & (tags.AUX | tags.MODAL) and not is_no_verb(tokens, place):
            return True
    return False


_FARTHEST_VERB: Final = 30  # tokens of a subject and its asides
_OTHER_CLAUSE: Final = (
    tags.RELATIVE | tags.THAT | tags.SUBORD | tags.AS | tags.WH
    | tags.STOP | tags.SEMICOLON | tags.COLON | tags.QUOTE
)  # fmt: skip


def _ends_report(tokens: Tokens, at: int, last: int) -> bool:
    if at >= last:
        return True
    tag = tokens.tag[at]
    if tag & (tags.PUNCTUATION | tags.QUOTE | tags.TIME | tags.PREP | tags.SUBORD | tags.CONJ):
        return True
    if tag & (tags.TO | tags.VERB):
        return True  # "said a person close to the mayor", "said one voter involved in it"
    return bool(tag & (tags.RELATIVE | tags.PARTICIPLE | tags.ADVERB)) and not tag & tags.THAT
