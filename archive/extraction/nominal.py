"""Reports whose cue is a noun: "her claim that …", "Ada Example's criticism of …".

Only with a possessive before the noun, which names the speaker: of "questions about the pier"
nobody knows who asked them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from archive.extraction import tags
from archive.extraction.acceptance import says_much
from archive.extraction.adjuncts import skip_adjuncts
from archive.extraction.endings import content_end
from archive.extraction.findings import Found, mention_of, span_of
from archive.extraction.model import Attribution
from archive.extraction.objects import object_end
from archive.extraction.phrases import Phrase, noun_phrase_before
from archive.extraction.predicates import is_no_verb
from archive.extraction.reading import Paragraph, Sentence
from archive.extraction.reports import Reported
from archive.extraction.tokens import Tokens

_WITHIN: Final = 4  # tokens between the possessive and the noun: "her sharp public criticism"
_MARKS: Final = ("'s", "’s", "'", "’")
_BETWEEN: Final = (
    tags.WORD | tags.CAPITAL | tags.PARTICIPLE | tags.VERB | tags.CUE | tags.ADVERB | tags.NUMBER
)


def nominal(paragraph: Paragraph, sentence: Sentence) -> Iterator[Found]:
    """Yield what the nouns of a sentence report, with the possessive before each as its source."""
    tokens, nouns = paragraph.tokens, paragraph.lexicon.reporting_nouns
    done = sentence.first
    if nouns.keys().isdisjoint(tokens.low[sentence.first : sentence.last]):
        return
    for at in range(sentence.first + 1, sentence.last - 1):
        takes = nouns.get(tokens.low[at])
        if takes is None or at < done or tokens.tag[at] & tags.QUOTED:
            continue
        source = _possessor(tokens, at, sentence.first)
        part = _content(tokens, at, sentence, takes) if source is not None else None
        if part is not None:
            kind = Attribution.EXPLICIT if part.is_clause else Attribution.SPEECH_ACT
            content, cue = span_of(tokens, part.first, part.last), span_of(tokens, at, at + 1)
            mention = mention_of(tokens, source)
            yield Found(*content, part.rule, kind, mention, cue, paragraph.number)
            done = part.last


def _possessor(tokens: Tokens, noun: int, first: int) -> Phrase | None:
    """ "Ada Example" of "Ada Example's repeated claims", "her" of "her claim"."""
    for at in range(noun - 1, max(first, noun - 1 - _WITHIN) - 1, -1):
        tag = tokens.tag[at]
        if tokens.low[at] in _MARKS:
            return _head(tokens, at, first)
        if tag & tags.POSSESSIVE:
            return Phrase(at, at + 1)
        if not tag & _BETWEEN or tag & (tags.PREP | tags.DET | tags.PRONOUN):
            return None
    return None


def _head(tokens: Tokens, mark: int, first: int) -> Phrase | None:
    """The phrase before "'s", without what leads to it: "prior to Ada Example" is Ada Example."""
    phrase = noun_phrase_before(tokens, mark, first) if mark > first else None
    if phrase is None:
        return None
    leads = [k for k in range(*phrase) if tokens.tag[k] & _LEADS and k + 1 < phrase.last]
    return Phrase(leads[-1] + 1, phrase.last) if leads else phrase


_LEADS: Final = tags.PREP | tags.TO | tags.PARTICIPLE


def _content(
    tokens: Tokens, noun: int, sentence: Sentence, takes: tuple[str, ...]
) -> Reported | None:  # fmt: skip
    last = sentence.last
    at = noun + 1
    if tokens.low[at] not in takes:
        at = skip_adjuncts(tokens, at, last)
    if at + 1 >= last or tokens.low[at] not in takes:
        return None
    clause = bool(tokens.tag[at] & tags.THAT)
    start = at if tokens.low[at] == "to" else at + 1
    end = content_end(tokens, start, last, sentence.reports)
    if not clause:
        end = object_end(tokens, start, end)
    end = _before_predicate(tokens, start, end, clause)
    if end <= start or any(tokens.tag[k] & tags.QUOTE for k in range(start, end)):
        return None
    if not clause and not says_much(tokens, start, end):
        return None
    return Reported(start, end, "noun-that" if clause else "noun-of", is_clause=clause)


def _before_predicate(tokens: Tokens, start: int, end: int, clause: bool) -> int:
    """ "Her claim that the dam is safe | was false", "his criticism of it | drew applause"."""
    open_verbs = int(clause)  # verbs that belong to the content itself
    for at in range(start + 1, end):
        tag = tokens.tag[at]
        if tag & tags.QUOTED:
            continue
        if tag & (tags.RELATIVE | tags.SUBORD | tags.CONJ) or tokens.low[at] == "that":
            open_verbs += 1
        elif _begins_predicate(tokens, at):
            open_verbs -= 1
            if open_verbs < 0:
                return at
    return end


def _begins_predicate(tokens: Tokens, at: int) -> bool:
    verb = tokens.tag[at] & _FINITE and not tokens.tag[at] & tags.CAPITAL
    if not verb or is_no_verb(tokens, at):
        return False
    return not tokens.tag[at - 1] & _INSIDE


_FINITE: Final = tags.AUX | tags.MODAL | tags.VERB
_INSIDE: Final = (
    tags.AUX
    | tags.MODAL
    | tags.TO
    | tags.NOT
    | tags.DET
    | tags.ADVERB
    | tags.CONJ
    | tags.POSSESSIVE
)
