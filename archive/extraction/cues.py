"""Cues: the reporting verbs of a sentence that report, with their form and what makes them weak."""

from __future__ import annotations

from typing import Final, NamedTuple

from archive.extraction import tags
from archive.extraction.adjuncts import skip_adjuncts
from archive.extraction.language import CueWord, Form, Lexicon
from archive.extraction.phrases import SHARES, is_pronoun, noun_phrase_from
from archive.extraction.tokens import Tokens

_GROUP: Final = tags.AUX | tags.MODAL | tags.NOT | tags.ADVERB
_BE: Final = frozenset(
    """is are was were be been being 's 're isn't wasn't weren't isn’t wasn’t weren’t gets got get
    werden wurde wurden""".split()
)
_CONDITIONAL: Final = frozenset("if unless whether should wenn falls если".split())
_HAVE: Final = frozenset("have has had having".split())
_GO: Final = frozenset("go goes went going gone".split())
_INFINITIVE_OPENERS: Final = frozenset("went go goes going continued continues began quick".split())


class Cue(NamedTuple):
    """A reporting verb at its place in a paragraph's tokens."""

    at: int  # the verb
    group: int  # first token of the verb group ("has repeatedly said")
    after: int  # first token after the verb and its particles ("pointed out")
    word: CueWord
    negated: bool = False
    hypothetical: bool = False
    infinitive: bool = False
    closed: int = 0  # first token after the prefix of a separable verb ("teilte … mit")
    verb_second: bool = False  # the language puts the subject behind the verb as well

    @property
    def is_ing(self) -> bool:
        return self.word.form is Form.ING

    def takes(self, frames: str) -> bool:
        """Does the verb take one of the frames (letters, see `CueWord`)?"""
        return not self.word.frames.isdisjoint(frames)


class _Place(NamedTuple):
    """A possible cue: the verb, its group's first token, the sentence's first token, the word."""

    at: int
    group: int
    first: int
    word: CueWord


def find_cues(tokens: Tokens, sentence: tuple[int, int], lexicon: Lexicon) -> list[Cue]:
    """Return the cues of a sentence (a range of tokens), in order."""
    found = []
    for at in tokens.places(tags.CUE, *sentence):
        if not tokens.tag[at] & tags.QUOTED:
            cue = _cue_at(tokens, at, sentence, lexicon)
            if cue is not None:
                found.append(cue)
    return found


def _cue_at(tokens: Tokens, at: int, sentence: tuple[int, int], lexicon: Lexicon) -> Cue | None:
    word = lexicon.cues[tokens.low[at]]
    first, last = sentence
    capital = tokens.tag[at] & tags.CAPITAL and at > first
    if capital and (word.lemma in lexicon.noun_cues or not _headline_case(tokens, sentence)):
        return None
    group = _group_start(tokens, at, first)
    infinitive = group > first and bool(tokens.tag[group - 1] & tags.TO)
    place = _Place(at, group, first, word)
    if infinitive and not _reports_in_infinitive(tokens, at, group, sentence):
        return None
    if not infinitive and _is_noun(tokens, place):
        return None
    if _is_passive(tokens, at, group, word) or _gives_a_name(tokens, place):
        return None
    needed = lexicon.needed.get(word.lemma)
    if needed and (at + 1 >= last or tokens.low[at + 1] not in needed):
        return None
    closed = _past_prefix(tokens, at, last, word.prefixes) if word.prefixes else at + 1
    if closed is None or ("p" in word.frames and not _names_source(tokens, at, sentence)):
        return None
    negated = any(tokens.tag[k] & tags.NOT for k in range(group, at))
    return Cue(
        at=at,
        group=group,
        after=_after_particles(tokens, at, last, lexicon.particles.get(word.lemma, ())),
        word=word,
        negated=negated or (lexicon.verb_second and _negated_behind(tokens, at, last)),
        hypothetical=_is_hypothetical(tokens, at, group, first),
        infinitive=infinitive,
        closed=closed,
        verb_second=lexicon.verb_second,
    )


def _past_prefix(tokens: Tokens, at: int, last: int, prefixes: tuple[str, ...]) -> int | None:
    """ "teilte das Amt am Montag mit": past the prefix that closes the clause, or None."""
    for place in range(at + 1, min(last, at + _LONGEST_BRACE)):
        if tokens.tag[place] & (tags.STOP | tags.QUOTE | tags.SEMICOLON):
            return None
        closes = place + 1 >= last or tokens.tag[place + 1] & _CLOSED
        if closes and tokens.low[place] in prefixes:
            return place + 1
    return None


_LONGEST_BRACE: Final = 30  # tokens between a verb and its prefix
_CLOSED: Final = tags.PUNCTUATION | tags.QUOTE | tags.THAT | tags.CONJ


def _names_source(tokens: Tokens, at: int, sentence: tuple[int, int]) -> bool:
    """ "…, so Muster weiter,": words said before, a name or speaking noun and a break behind."""
    first, last = sentence
    if at == first or not tokens.tag[at - 1] & (tags.COMMA | tags.QUOTE | tags.DASH):
        return False
    phrase = noun_phrase_from(tokens, at + 1, last)
    if phrase is None or tokens.tag[at + 1] & tags.OBLIQUE:
        return False
    speaks = any(tokens.tag[k] & tags.SPEAKER_NOUN for k in range(*phrase))
    if not speaks and not (tokens.tag[at + 1] & tags.CAPITAL and not tokens.tag[at + 1] & tags.DET):
        return False
    beyond = skip_adjuncts(tokens, phrase.last, last)
    return beyond >= last or bool(tokens.tag[beyond] & (tags.PUNCTUATION | tags.QUOTE))


def _negated_behind(tokens: Tokens, at: int, last: int) -> bool:
    """ "sagte am Montag nicht, dass …"."""
    for place in range(at + 1, min(last, at + _LONGEST_BRACE)):
        if tokens.tag[place] & (tags.PUNCTUATION | tags.QUOTE | tags.THAT):
            return False
        if tokens.tag[place] & tags.NOT:
            return True
    return False


def _headline_case(tokens: Tokens, sentence: tuple[int, int]) -> bool:
    """Is Every Word Written with a Capital?"""
    first, last = sentence
    longer = [k for k in range(first, min(last, first + 30)) if len(tokens.low[k]) > 3]
    capital = sum(bool(tokens.tag[k] & tags.CAPITAL) for k in longer)
    return len(longer) > 2 and capital >= 0.8 * len(longer)


def _group_start(tokens: Tokens, at: int, first: int) -> int:
    while at > first and tokens.tag[at - 1] & _GROUP and not tokens.tag[at - 1] & tags.CUE:
        if tokens.low[at - 1] in ("'s", "’s") and tokens.tag[at] & ~_GROUP & ~tags.CUE:
            break
        if tokens.low[at - 1] == "most":
            break  # "most said"
        at -= 1
    return at


def _reports_in_infinitive(tokens: Tokens, at: int, group: int, sentence: tuple[int, int]) -> bool:
    """ "went on to say", or any infinitive that leads to a quotation."""
    to = group - 1
    if to > sentence[0] and tokens.low[to - 1] in _INFINITIVE_OPENERS:
        return True
    if to > sentence[0] + 1 and tokens.low[to - 1] == "on" and tokens.low[to - 2] in _GO:
        return True
    return _leads_to_quote(tokens, at + 1, sentence[1])


def _leads_to_quote(tokens: Tokens, at: int, last: int) -> bool:
    while at < last and tokens.tag[at] & (tags.COMMA | tags.COLON | tags.THAT):
        at += 1
    return at < last and bool(tokens.tag[at] & tags.QUOTE)


def _is_noun(tokens: Tokens, place: _Place) -> bool:
    """ "the report", "his claims", "a proposed law": a form that is no verb here."""
    at, group, first, word = place
    if group < at:
        before = tokens.low[at - 1]  # "have claims", "there were reports"
        return word.form is Form.PRESENT and (before in _HAVE or before in _BE)
    if at == first:
        return word.form in (Form.PLAIN, Form.ING)
    if tokens.low[at] in ("state", "states") and not _that_clause(tokens, at + 1):
        return True
    return _reads_as_noun(tokens, at, word)


def _that_clause(tokens: Tokens, at: int) -> bool:
    """A "that" with a subject behind it: not "states that have ports"."""
    if tokens.low[at : at + 1] != ["that"] or at + 1 >= len(tokens):
        return False
    return not tokens.tag[at + 1] & (tags.AUX | tags.MODAL | tags.VERB | tags.WORD)


def _reads_as_noun(tokens: Tokens, at: int, word: CueWord) -> bool:
    """Tell by the word before."""
    before = tokens.tag[at - 1]
    if word.form is Form.ING and before & (tags.VERB | tags.CUE) and at > 1:
        return bool(tokens.tag[at - 2] & tags.POSSESSIVE)  # "her repeated warning"
    if before & (tags.DET | tags.POSSESSIVE) and not is_pronoun(tokens, at - 1):
        return tokens.low[at - 1] not in SHARES
    if before & tags.DET and word.form in (Form.PLAIN, Form.PRESENT):
        if word.lemma in _ALWAYS_VERBS:
            return False
        return tokens.low[at - 1] not in ("they", "we", "many", "some", "others", "few")
    if before & tags.PREP:
        return word.form is not Form.ING and not before & (tags.SUBORD | tags.RELATIVE)
    if word.form is Form.PRESENT or word.form is Form.PLAIN:
        return _noun_by_number(tokens, at, word)
    return False


def _noun_by_number(tokens: Tokens, at: int, word: CueWord) -> bool:
    """Tell "officials report that" from "the officials' report" by what stands before."""
    before, low = tokens.tag[at - 1], tokens.low[at - 1]
    if is_pronoun(tokens, at - 1) or before & (tags.RELATIVE | tags.COMMA | tags.QUOTE):
        return False
    if word.lemma in _ALWAYS_VERBS:
        return False
    if tokens.tag[at + 1 : at + 2] and tokens.tag[at + 1] & (tags.AUX | tags.MODAL):
        return True  # "the jobs report has shown"
    if before & tags.CAPITAL and tokens.tag[at + 1 : at + 2] and tokens.tag[at + 1] & _OBJECTS:
        return False  # "Sanders calls it", "Sanders claims that"
    if word.form is Form.PLAIN:
        return not ((low.endswith("s") and not before & tags.POSSESSIVE) or low in _PLURALS)
    return not before & (tags.CAPITAL | tags.SPEAKER_NOUN) or low.endswith("s")


_OBJECTS: Final = tags.OBJECT | tags.DET | tags.THAT | tags.POSSESSIVE
_ALWAYS_VERBS: Final = frozenset(
    "say tell argue insist write add admit deny contend allege accuse agree believe think".split()
)
_PLURALS: Final = frozenset("people men women police children media critics data half most".split())


def _is_passive(tokens: Tokens, at: int, group: int, word: CueWord) -> bool:
    if word.form not in (Form.PAST, Form.PARTICIPLE):
        return False
    if tokens.low[at + 1 : at + 2] == ["by"]:
        return True  # "a plan first announced by the mayor"
    if _is_asked(tokens, at, word):
        return True
    return any(tokens.low[k] in _BE for k in range(group, at))


def _is_asked(tokens: Tokens, at: int, word: CueWord) -> bool:
    """ "Example, asked about the gates, said …": a participle, and who asked is not told."""
    if word.lemma != "ask" or at < 2 or tokens.low[at + 1 : at + 2] != ["about"]:
        return False
    return bool(tokens.tag[at - 1] & tags.COMMA) and not tokens.tag[at - 2] & tags.QUOTE


def _gives_a_name(tokens: Tokens, place: _Place) -> bool:
    """ "a film called “Harbour”", "what she called …": a name, or part of another's statement."""
    at, group, first, word = place
    if word.lemma not in ("call", "dub", "title", "label") or group < at:
        return False
    described = at + 1 < len(tokens) and tokens.tag[at + 1] & _OBJECTS
    for k in range(at - 1, max(first, at - 8) - 1, -1):
        if tokens.low[k] in ("a", "an", "what"):
            return not described or tokens.low[k] == "what"
        if tokens.tag[k] & tags.CONJ:
            return False
        if tokens.tag[k] & (tags.CAPITAL | tags.COMMA | tags.QUOTE):
            return k > first and tokens.low[k - 1] == "what"
    return False


def _is_hypothetical(tokens: Tokens, at: int, group: int, first: int) -> bool:
    if any(tokens.tag[k] & tags.MODAL for k in range(group, at)):
        return "only" not in tokens.low[group : at + 2]  # "would say only that …" has said it
    for k in range(group - 1, max(first, group - 8) - 1, -1):
        if tokens.tag[k] & (tags.COMMA | tags.QUOTE | tags.CUE | tags.COLON):
            return False
        if tokens.low[k] in _CONDITIONAL:
            return tokens.low[k] != "should" or k == first
    return False


def _after_particles(tokens: Tokens, at: int, last: int, allowed: tuple[str, ...]) -> int:
    after = at + 1
    if after < last and tokens.low[after] in allowed:
        after += 1
        if tokens.low[after - 1] == "on" and tokens.low[at] in _GO and after + 1 < last:
            after += 2 if tokens.tag[after] & tags.TO else 0
    return after
