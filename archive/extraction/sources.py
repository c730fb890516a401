"""Sources: the noun phrase that says what the cue reports.

The subject of the cue, not the nearest name: before it (over adverbs, asides, "on Monday"), after
it where the clause is inverted ("…," said Ada Example), shared where cues are joined ("smiled and
said").
"""

from __future__ import annotations

from typing import Final, NamedTuple

from archive.extraction import tags
from archive.extraction.appositions import is_described
from archive.extraction.cues import Cue
from archive.extraction.inversion import has_own_verb, inverted_subject
from archive.extraction.phrases import (
    Phrase,
    is_nounish,
    noun_phrase_before,
    noun_phrase_from,
    opening_of_aside,
)
from archive.extraction.tokens import Tokens

_FINITE: Final = tags.AUX | tags.MODAL | tags.VERB | tags.CUE
_FREE: Final = tags.TIME | tags.ADVERB
_SPEAKS: Final = tags.CAPITAL | tags.SPEAKER_NOUN | tags.PRONOUN


class Source(NamedTuple):
    """The phrase that names the source, where the whole of it begins, and how it was found."""

    phrase: Phrase  # the words to show: "Ada Example", "he", "a spokesman for the union"
    outer: int  # first token of phrase and asides: where an attribution clause begins
    how: str  # "before", "inverted", "shared", "relative"


def source_of(tokens: Tokens, cue: Cue, sentence: tuple[int, int]) -> Source | None:
    """Return the source of `cue` within its sentence, or None where there is none."""
    first, last = sentence
    phrase = inverted_subject(tokens, cue, first, last)
    if cue.takes("p"):
        return Source(phrase, cue.group, "inverted") if phrase is not None else None
    around = _over_apposition(tokens, cue, first)
    if around is not None and (phrase is None or not _closes(tokens, phrase, last)):
        return around
    if phrase is not None and has_own_verb(tokens, phrase.last, last):
        return _apposed_subject(tokens, cue, first) or Source(phrase, cue.group, "inverted")
    if phrase is not None:
        return Source(phrase, cue.group, "inverted")
    if cue.group == first:
        return None
    return _before(tokens, cue, first)


def _closes(tokens: Tokens, phrase: Phrase, last: int) -> bool:
    """ "…, whom she met, said Ada Example, director of the port.": nothing is reported after it."""
    if phrase.last < last and not tokens.tag[phrase.last] & (tags.STOP | tags.COMMA):
        return False
    return not any(tokens.tag[k] & (_FINITE | tags.QUOTE) for k in range(phrase.last, last))


def _over_apposition(tokens: Tokens, cue: Cue, first: int) -> Source | None:
    """ "Reid, who endorsed her, reiterated …": an aside that belongs to the subject before it."""
    comma = cue.group - 1
    if cue.is_ing or comma <= first or not tokens.tag[comma] & tags.COMMA:
        return None
    opening = opening_of_aside(tokens, comma, first)
    if opening is None or not tokens.tag[opening + 1] & _OPENS_ASIDE:
        return None
    if any(tokens.tag[k] & tags.QUOTE for k in range(opening, comma)):
        return None
    return _over_aside(tokens, comma, cue, first)


_OPENS_ASIDE: Final = tags.RELATIVE | tags.NUMBER | tags.PARTICIPLE


def _apposed_subject(tokens: Tokens, cue: Cue, first: int) -> Source | None:
    """ "…, and its governor, Ada Example, said the mayor and the council were late"."""
    comma = cue.group - 1
    if cue.verb_second or comma <= first or not tokens.tag[comma] & tags.COMMA:
        return None
    opening = opening_of_aside(tokens, comma, first)
    if opening is None:
        return None
    phrase = noun_phrase_before(tokens, opening, first)
    if phrase is None or not is_described(tokens, phrase, comma, first):
        return None
    return _over_aside(tokens, comma, cue, first)


def _before(tokens: Tokens, cue: Cue, first: int) -> Source | None:
    at = _over_free_words(tokens, cue.group, first)
    if at <= first:
        return None
    tag = tokens.tag[at - 1]
    if tag & tags.RELATIVE and not tag & tags.THAT:
        return _relative(tokens, at - 1, first)
    if tag & (tags.COMMA | tags.DASH | tags.BRACKET):
        return _over_aside(tokens, at - 1, cue, first)
    if tag & (tags.CONJ | tags.TO):
        joined = at - 2 if tokens.tag[at - 2] & tags.SEMICOLON and at - 2 > first else at - 1
        return shared(tokens, joined, first)
    if cue.is_ing and not _progressive(tokens, cue):
        return shared(tokens, at - 1, first)
    phrase = noun_phrase_before(tokens, at, first)
    if phrase is None and tag & tags.VERB:
        phrase = noun_phrase_before(tokens, at - 1, first)  # "a report published on Monday said"
    if phrase is None and tag & tags.OBJECT:
        return shared(tokens, at, first)  # "groups that have endorsed him say"
    return _named(tokens, phrase, first) if phrase else None


_REFLEXIVES: Final = frozenset("himself herself itself themselves both".split())


def _progressive(tokens: Tokens, cue: Cue) -> bool:
    return any(tokens.tag[k] & tags.AUX for k in range(cue.group, cue.at))


def _over_free_words(tokens: Tokens, at: int, first: int) -> int:
    """Step left over "on Monday", "last week", "again" between subject and verb."""
    if at > first and tokens.low[at - 1] in _REFLEXIVES:
        at -= 1
    while at > first and _is_free(tokens, at - 1):
        at -= 1
        while (
            at > first
            and tokens.tag[at - 1] & (tags.NUMBER | tags.DET)
            and tokens.tag[at] & tags.TIME
        ):
            at -= 1
        if (
            at > first
            and tokens.tag[at - 1] & tags.PREP
            and tokens.tag[at] & (tags.TIME | tags.DET)
        ):
            at -= 1
    return at


def _is_free(tokens: Tokens, at: int) -> bool:
    """An adverb or a time, but not the "most" of "most said"."""
    free = tokens.tag[at] & _FREE and tokens.low[at] != "most"
    return bool(free) and not tokens.tag[at] & tags.PERSON


def _relative(tokens: Tokens, who: int, first: int) -> Source | None:
    """ "critics who say": the words of the source are "who"; its antecedent stands before."""
    if tokens.low[who] not in ("who", "which", "die", "der"):
        return None
    return Source(Phrase(who, who + 1), who, "relative")


def _over_aside(tokens: Tokens, closing: int, cue: Cue, first: int) -> Source | None:
    if cue.is_ing:
        return shared(tokens, closing, first)
    end = closing
    for _ in range(3):
        opening = opening_of_aside(tokens, closing, first)
        if opening is None:
            return _phrase_ending(tokens, closing, first) if closing > first else None
        if tokens.tag[opening - 1] & tags.CONJ:  # "closed the port and, in a letter, said"
            return shared(tokens, opening - 1, first)
        phrase = noun_phrase_before(tokens, _over_bracket(tokens, opening, first), first)
        if phrase is not None and _can_speak(tokens, phrase):
            source = _named(tokens, phrase, first)
            return _with_apposition(tokens, source, opening, end)
        if phrase is not None and is_described(tokens, phrase, closing, first):
            return _with_name(tokens, _named(tokens, phrase, first), opening, end)
        closing = opening
    return _phrase_ending(tokens, end, first)  # "And a third, Ada Example, said"


def _over_bracket(tokens: Tokens, end: int, first: int) -> int:
    """Step left over "(D-Md.)"."""
    if end - 1 > first and tokens.low[end - 1] == ")":
        opening = opening_of_aside(tokens, end - 1, first)
        return opening if opening is not None else end
    return end


def _phrase_ending(tokens: Tokens, end: int, first: int) -> Source | None:
    phrase = noun_phrase_before(tokens, end, first)
    if phrase is None or not _can_speak(tokens, phrase):
        return None
    return _named(tokens, phrase, first)


def _with_apposition(tokens: Tokens, source: Source, opening: int, closing: int) -> Source:
    """ "The spokesman, John Smith, said": the name in the aside belongs to the words shown."""
    phrase = source.phrase
    if any(tokens.tag[k] & tags.CAPITAL for k in range(phrase.first + 1, phrase.last)):
        return source
    if not tokens.tag[phrase.last - 1] & tags.SPEAKER_NOUN:
        return source
    return _with_name(tokens, source, opening, closing)


def _with_name(tokens: Tokens, source: Source, opening: int, closing: int) -> Source:
    aside = noun_phrase_from(tokens, opening + 1, closing)
    if aside is None or not tokens.tag[aside.first] & tags.CAPITAL or aside.last - aside.first > 5:
        return source
    return Source(Phrase(source.phrase.first, aside.last), source.outer, source.how)


def _can_speak(tokens: Tokens, phrase: Phrase) -> bool:
    return any(tokens.tag[k] & _SPEAKS for k in range(*phrase)) and not all(
        tokens.tag[k] & (tags.TIME | tags.NUMBER | tags.DET) for k in range(*phrase)
    )


_KEPT_PREPOSITIONS: Final = frozenset("of for from inside outside past like opposite".split())


def _named(tokens: Tokens, phrase: Phrase, first: int) -> Source:
    """Cut "Example in a speech" to its head, and let the clause begin before a leading opener."""
    if phrase.last - phrase.first > 1 and tokens.tag[phrase.first] & tags.THAT:
        opens = tags.CAPITAL | tags.DET | tags.POSSESSIVE
        if tokens.tag[phrase.first + 1] & opens:  # "said that Example said": no "that Example"
            phrase = Phrase(phrase.first + 1, phrase.last)
    last = phrase.last
    for at in range(phrase.first + 1, phrase.last):
        if tokens.tag[at] & tags.PREP and tokens.low[at] not in _KEPT_PREPOSITIONS:
            last = at
            break
    while last > phrase.first + 1 and tokens.tag[last - 1] & tags.POSSESSIVE:
        last -= 1
    return Source(Phrase(phrase.first, last), phrase.first, "before")


def shared(tokens: Tokens, end: int, first: int) -> Source | None:
    """The subject of the clause that the cue is joined to: "She smiled and said", "…, adding"."""
    at = _clause_start(tokens, end, first)
    verb = _first_finite(tokens, at, end)
    fallback: Source | None = None
    for _ in range(_VERBS_TRIED):
        if verb is None:
            break
        subject_end = _over_free_words(tokens, _group_of(tokens, verb, at), at)
        if subject_end > at and tokens.tag[subject_end - 1] & (tags.COMMA | tags.BRACKET):
            opening = opening_of_aside(tokens, subject_end - 1, at)
            subject_end = opening if opening is not None else subject_end - 1
        if subject_end > at and tokens.low[subject_end - 1] in ("who", "that"):
            subject_end -= 1
        phrase = noun_phrase_before(tokens, subject_end, at)
        if phrase is not None and _can_speak(tokens, phrase):
            named = _named(tokens, phrase, at)
            source = Source(named.phrase, named.outer, "shared")
            if not _is_subordinate(tokens, phrase.first, at):
                return source
            fallback = fallback or source
        verb = _first_finite(tokens, verb + 1, end)
    return fallback or _bare_subject(tokens, end, at)


_VERBS_TRIED: Final = 12  # of a clause: bounds the work on a line of cues without an end


def _is_subordinate(tokens: Tokens, start: int, first: int) -> bool:
    """The subject of "after Example left", "who he knew": not that of the main clause."""
    if start <= first:
        return False
    return bool(tokens.tag[start - 1] & (tags.SUBORD | tags.RELATIVE | tags.THAT | tags.PREP))


def _bare_subject(tokens: Tokens, end: int, first: int) -> Source | None:
    """ "Smith, citing …": no verb yet, so the phrase before the comma."""
    if end <= first:
        return None
    phrase = noun_phrase_before(tokens, end, first)
    if phrase is None or not _can_speak(tokens, phrase):
        return None
    return Source(_named(tokens, phrase, first).phrase, phrase.first, "shared")


def _group_of(tokens: Tokens, verb: int, floor: int) -> int:
    while verb > floor and tokens.tag[verb - 1] & (tags.AUX | tags.MODAL | tags.NOT | tags.ADVERB):
        verb -= 1
    return verb


def _clause_start(tokens: Tokens, end: int, first: int) -> int:
    """The clause begins after the last semicolon, colon or quotation before `end`."""
    for at in range(end - 1, max(first, end - 60) - 1, -1):
        if tokens.tag[at] & (tags.SEMICOLON | tags.COLON):
            return at + 1
    return first


def _first_finite(tokens: Tokens, at: int, end: int) -> int | None:
    for place in range(at, end):
        tag = tokens.tag[place]
        if tag & _FINITE and not (tag & tags.CAPITAL and is_nounish(tokens, place)):
            return place
    return None
