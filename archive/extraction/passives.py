"""Reports whose speaker is not their subject: "Asked whether …", "accused by Ada Example of …".

The speaker stands behind "by"; without it nobody is said to have spoken, and the speaker stays
unknown. The subject of the passive never is the speaker: who is accused has confessed nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from archive.extraction import tags
from archive.extraction.acceptance import says_much
from archive.extraction.adjuncts import skip_adjuncts
from archive.extraction.endings import content_end, opens_main
from archive.extraction.findings import Found, mention_of, span_of
from archive.extraction.language import CueWord, Form
from archive.extraction.model import Attribution
from archive.extraction.objects import object_end
from archive.extraction.phrases import Phrase, noun_phrase_before, noun_phrase_from
from archive.extraction.reading import Paragraph, Sentence
from archive.extraction.reports import Reported
from archive.extraction.tokens import Tokens

_BE: Final = frozenset("is are was were be been being gets got 's ’s".split())
_BEFORE_BARE: Final = frozenset("when if after while as though although and".split())
_ASKED: Final = frozenset("whether if what how why which who when where".split())
_CHARGES: Final = {
    "accuse": ("of",),
    "blame": ("for",),
    "criticize": ("for",),
    "criticise": ("for",),
    "condemn": ("for",),
    "denounce": ("for", "as"),
    "praise": ("for",),
    "mock": ("for",),
    "attack": ("for",),
    "slam": ("for",),
    "blast": ("for",),
    "urge": ("to",),
    "warn": ("that", "of", "about", "not", "against"),
    "tell": ("that", "to"),
}


def passives(paragraph: Paragraph, sentence: Sentence) -> Iterator[Found]:
    """Yield what the passive cues of a sentence report."""
    tokens, cues = paragraph.tokens, paragraph.lexicon.cues
    for at in tokens.places(tags.CUE, sentence.first, sentence.last):
        if tokens.tag[at] & tags.QUOTED:
            continue
        word = cues[tokens.low[at]]
        if word.form not in (Form.PAST, Form.PARTICIPLE) or not _is_passive(tokens, at, sentence):
            continue
        beyond, agent = _agent(tokens, at + 1, sentence.last)
        part = _asked(tokens, beyond, sentence) if word.lemma == "ask" else None
        part = part or _charged(tokens, beyond, sentence, word)
        if part is not None:
            named = part.is_clause and agent is not None
            kind = Attribution.EXPLICIT if named else Attribution.SPEECH_ACT
            content = span_of(tokens, part.first, part.last)
            cue, mention = span_of(tokens, at, at + 1), mention_of(tokens, agent)
            accused = mention_of(tokens, _subject(tokens, at, sentence))
            yield Found(*content, part.rule, kind, mention, cue, paragraph.number, accused=accused)


def _is_passive(tokens: Tokens, at: int, sentence: Sentence) -> bool:
    """ "was asked", "when asked", "Asked …", "…, asked …": a participle without a subject."""
    if at == sentence.first:
        return True
    before = at - 1
    while before > sentence.first and tokens.tag[before] & (tags.ADVERB | tags.NOT):
        before -= 1
    if tokens.low[before] in _BE or tokens.low[before] in _BEFORE_BARE:
        return tokens.low[before] != "and"
    return False


def _subject(tokens: Tokens, at: int, sentence: Sentence) -> Phrase | None:
    """Who is asked or accused: the subject before "was", or the main clause's after the comma."""
    while at > sentence.first and tokens.tag[at - 1] & (tags.AUX | tags.ADVERB | tags.NOT):
        at -= 1
    if at > sentence.first and not tokens.tag[at - 1] & (tags.SUBORD | tags.CONJ):
        return noun_phrase_before(tokens, at, sentence.first)
    for comma in range(at, sentence.last - 1):
        if tokens.tag[comma] & tags.COMMA and opens_main(tokens, comma, sentence.last):
            return noun_phrase_from(tokens, comma + 1, sentence.last)
    return None


def _agent(tokens: Tokens, at: int, last: int) -> tuple[int, Phrase | None]:
    """Step over "by Ada Example" and adjuncts; tell whom "by" names."""
    at = _over_days(tokens, at, last)
    if at + 1 < last and tokens.low[at] == "by":
        phrase = noun_phrase_from(tokens, at + 1, last)
        if phrase is not None:
            end = _before_charge(tokens, phrase)
            return _over_days(tokens, end, last), Phrase(phrase.first, end)
    return at, None


def _before_charge(tokens: Tokens, agent: Phrase) -> int:
    """ "by the mayor of Northport | of stealing", "by Example | for closing": where "by" ends."""
    for at in range(agent.last - 1, agent.first, -1):
        charge = tokens.low[at] in ("of", "for") and at + 1 < len(tokens)
        if charge and not tokens.tag[at + 1] & (tags.CAPITAL | tags.DET):
            return at
    return agent.last


def _over_days(tokens: Tokens, at: int, last: int) -> int:
    return at if at < last and tokens.low[at] in _PREPOSITIONS else skip_adjuncts(tokens, at, last)


_PREPOSITIONS: Final = frozenset("by about of for as to".split())


def _asked(tokens: Tokens, at: int, sentence: Sentence) -> Reported | None:
    """ "Asked whether the pier would close, …": the question ends where the main clause begins."""
    last = sentence.last
    if at + 2 >= last:
        return None
    if tokens.low[at] in _ASKED:
        end = _before_main(tokens, at, content_end(tokens, at, last, sentence.reports), sentence)
        return Reported(at, end, "was-asked") if end > at + 1 else None
    start = at + 1 if tokens.low[at] == "about" else at
    if tokens.low[at] not in ("about", "to"):
        return None
    end = object_end(tokens, start, content_end(tokens, start, last, sentence.reports))
    end = _before_main(tokens, start, end, sentence)
    if says_much(tokens, start, end) and end - start >= _SHORTEST:
        return Reported(start, end, "was-asked", is_clause=False)
    return None


_SHORTEST: Final = 3  # tokens: "asked about his plans" tells nothing of the question


def _before_main(tokens: Tokens, first: int, end: int, sentence: Sentence) -> int:
    """ "Asked if …, the mayor nodded": the comma before the main clause."""
    if first - sentence.first > _LEAD:
        return end
    commas = (k for k in range(first + 1, end) if tokens.tag[k] & tags.COMMA)
    return next((k for k in commas if opens_main(tokens, k, end)), end)


_LEAD: Final = 10  # tokens before a question that opens its sentence


def _charged(
    tokens: Tokens, at: int, sentence: Sentence, word: CueWord
) -> Reported | None:  # fmt: skip
    """ "was accused by Ada Example of closing the pier": what the charge is."""
    last = sentence.last
    if at + 2 >= last or tokens.low[at] not in _CHARGES.get(word.lemma, ()):
        return None
    start = at + 1 if tokens.tag[at] & tags.THAT else at
    end = content_end(tokens, start, last, sentence.reports)
    if not tokens.tag[at] & tags.THAT:
        end = object_end(tokens, start, end)
    if any(tokens.tag[k] & tags.QUOTE for k in range(start, end)) or end <= start + 1:
        return None
    return Reported(start, end, "was-accused", is_clause=False)
