"""Content spans: which words of the sentence a cue reports.

A reported clause stands after its cue ("she said that …", "she said …"), before it
("…, she said"), or on both sides ("…, she said, …").
"""

from __future__ import annotations

from typing import Final, NamedTuple

from archive.extraction import tags
from archive.extraction.adjuncts import skip_adjuncts
from archive.extraction.cues import Cue
from archive.extraction.endings import content_end
from archive.extraction.language import Form
from archive.extraction.phrases import is_nounish, noun_phrase_from
from archive.extraction.reports import Report, Reported
from archive.extraction.tokens import Tokens

_FINITE: Final = tags.AUX | tags.MODAL | tags.VERB | tags.CUE
_BREAK: Final = tags.COMMA | tags.STOP | tags.COLON | tags.DASH | tags.SEMICOLON
_SHORT: Final = 4  # tokens
_ADJUNCT_OPENERS: Final = frozenset("when as while after before because since once where".split())
_CLAUSE_OPENER: Final = tags.DET | tags.PRONOUN | tags.CAPITAL | tags.POSSESSIVE
_INTERROGATIVE: Final = frozenset("whether if what how why who which when where".split())


def reported_right(tokens: Tokens, report: Report, reports: list[Report]) -> Reported | None:
    """Return the clause after the cue: "said that …", "said …", "asked whether …"."""
    last = report.sentence[1]
    at = _past_addressee(tokens, report.cue, skip_adjuncts(tokens, report.after, last), last)
    if at >= last:
        return None
    marked = _after_that(tokens, report.cue, at, last)
    if marked is not None:
        return _clause(tokens, report, reports, Opening(marked, "said-that"))
    if tokens.tag[at] & tags.COLON:
        return _clause(tokens, report, reports, Opening(at + 1, "said-colon"))
    if report.source is not None and report.source.how == "inverted":
        return None
    return _unmarked(tokens, at, report, reports)


def _after_that(tokens: Tokens, cue: Cue, at: int, last: int) -> int | None:
    """The first token after a "that" which opens the clause at `at`."""
    comma = tokens.tag[at] & tags.COMMA and at + 1 < last
    if comma and (tokens.low[at + 1] != "that" or cue.takes("o")):
        at += 1  # "erklärte, dass …", "заявил, что …"; English only after an addressee
    is_that = tokens.tag[at] & tags.THAT and cue.takes("cbo")
    return at + 1 if is_that and _that_is_conjunction(tokens, at, last) else None


def _unmarked(
    tokens: Tokens, at: int, report: Report, reports: list[Report]
) -> Reported | None:  # fmt: skip
    """What follows the cue without "that": a question, an infinitive, a clause, a thing."""
    cue, last, tag = report.cue, report.sentence[1], tokens.tag[at]
    if tokens.low[at] in _INTERROGATIVE and _asks(tokens, at, report):
        return _clause(tokens, report, reports, Opening(at, "asked-whether"))
    if tag & (_BREAK | tags.QUOTE | tags.CONJ):
        return None
    if tag & tags.TO and cue.takes("tuo"):
        return _infinitive(tokens, at, report, reports)
    if _bare_clause(tokens, cue, at, last) and _opens_clause(tokens, at, last, cue):
        return _clause(tokens, report, reports, Opening(at, "said-clause"))
    if tag & tags.SUBORD and not cue.takes("n"):
        return None
    return _object(tokens, at, report, reports)


def has_finite(tokens: Tokens, first: int, last: int) -> bool:
    """Is there a word that can be a finite verb, after something that can be its subject?"""
    return any(
        tokens.tag[k] & _FINITE or (tokens.tag[k] & tags.QUOTE and k > first)
        for k in range(first + 1, min(last, first + 40))
    )


def _bare_clause(tokens: Tokens, cue: Cue, at: int, last: int) -> bool:
    """May a clause without "that" begin at `at`?"""
    if _with_preposition(tokens, cue):
        return False
    if cue.takes("b") or (cue.takes("o") and not cue.takes("v")):
        return True
    return cue.takes("v") and _subject_then_verb(tokens, at, last)


def _subject_then_verb(tokens: Tokens, at: int, last: int) -> bool:
    """A finite verb that is no participle ("emails released by") and not joined or relative."""
    for place in range(at + 1, min(last, at + 20)):
        tag = tokens.tag[place]
        if tag & (tags.CONJ | tags.RELATIVE | tags.COMMA | tags.TO | tags.STOP):
            return False
        if tag & (tags.AUX | tags.MODAL):
            return tokens.low[place] not in ("'s", "’s") or bool(
                tokens.tag[place - 1] & tags.PRONOUN
            )
        if tag & tags.VERB and not tag & (tags.CAPITAL | tags.SPEAKER_NOUN):
            following = tokens.tag[place + 1] if place + 1 < last else tags.STOP
            return not following & (tags.PREP | tags.STOP)
    return False


def _asks(tokens: Tokens, at: int, report: Report) -> bool:
    """A question word that opens a clause; "who" after an addressee is a relative."""
    if report.cue.takes("w") and not report.cue.takes("b") and at == report.after:
        return True
    return report.cue.takes("wcbo") and tokens.low[at] in ("whether", "if", "how", "what", "why")


def _with_preposition(tokens: Tokens, cue: Cue) -> bool:
    """ "agreed on", "warned of": a thing follows, no clause."""
    return cue.after > cue.at + 1 and bool(tokens.tag[cue.after - 1] & (tags.PREP | tags.TO))


def _past_addressee(tokens: Tokens, cue: Cue, at: int, last: int) -> int:
    """ "told the radio (that)", "warned them": the addressee is not the speaker nor the content."""
    if not cue.takes("o") or at >= last:
        return at
    if tokens.tag[at] & tags.OBJECT:
        return skip_adjuncts(tokens, at + 1, last)
    if tokens.tag[at] & (tags.THAT | _BREAK | tags.QUOTE | tags.TO):
        return at
    phrase = noun_phrase_from(tokens, at, last)
    if phrase is None:
        return at
    beyond = skip_adjuncts(tokens, phrase.last, last)
    return _that_ahead(tokens, beyond, last) or beyond


def _that_ahead(tokens: Tokens, at: int, last: int) -> int | None:
    """ "told a town hall in Salem, New Norland, that …": the "that" behind a long addressee."""
    for place in range(at, min(last, at + _LONG_ADDRESSEE)):
        if tokens.tag[place] & tags.THAT:
            return place
        if tokens.tag[place] & (_FINITE | tags.QUOTE | tags.PRONOUN | tags.COLON | tags.TO):
            return None
    return None


_LONG_ADDRESSEE: Final = 12  # tokens


def _that_is_conjunction(tokens: Tokens, at: int, last: int) -> bool:
    return at + 1 < last and not tokens.tag[at + 1] & (tags.STOP | tags.AUX | tags.MODAL)


def _opens_clause(tokens: Tokens, at: int, last: int, cue: Cue) -> bool:
    tag = tokens.tag[at]
    if tag & tags.OBJECT and not tag & (tags.PRONOUN | tags.POSSESSIVE):
        return False
    if tokens.low[at] in _ADJUNCT_OPENERS:
        return False
    if tag & tags.PRONOUN and not tag & (tags.DET | tags.OBJECT):
        return True
    if cue.word.lemma == "say" and last - at > _SHORT and not tag & (tags.PREP | tags.CONJ):
        # "say" takes nothing else that is so long, but "said commenting on the vote"
        return not tag & (tags.PARTICIPLE | tags.CUE) or has_finite(tokens, at, last)
    if tag & (tags.AUX | tags.MODAL):
        return True  # "which she said was wrong"
    if tag & (
        _CLAUSE_OPENER | tags.NUMBER | tags.SPEAKER_NOUN | tags.PREP | tags.SUBORD | tags.WORD
    ):
        return has_finite(tokens, at, last)
    return False


class Opening(NamedTuple):
    """Where a clause begins, and by which construction it was found."""

    first: int
    rule: str


def _clause(
    tokens: Tokens, report: Report, reports: list[Report], opening: Opening
) -> Reported | None:  # fmt: skip
    first, rule = opening
    if rule == "said-colon" and not report.cue.takes("qcb"):
        return None
    while first < report.sentence[1] and tokens.tag[first] & (tags.COMMA | tags.DASH):
        first += 1
    if first < report.sentence[1] and tokens.tag[first] & tags.QUOTE:
        return None  # the quotation is found by itself
    last = content_end(tokens, first, report.sentence[1], reports)
    return Reported(first, last, rule) if last > first else None


def _infinitive(
    tokens: Tokens, at: int, report: Report, reports: list[Report]
) -> Reported | None:  # fmt: skip
    last = content_end(tokens, at, report.sentence[1], reports)
    return Reported(at, last, "vowed-to", is_clause=False) if last > at + 1 else None


def _object(
    tokens: Tokens, at: int, report: Report, reports: list[Report]
) -> Reported | None:  # fmt: skip
    """What a speech act is about: "condemned the attack", "called for talks"."""
    cue = report.cue
    particle = cue.after > cue.at + 1
    if not (cue.takes("nud") or particle):
        return None
    if not (
        tokens.tag[at] & (_CLAUSE_OPENER | tags.OBJECT | tags.NUMBER) or is_nounish(tokens, at)
    ):
        return None
    last = _object_end(tokens, at, content_end(tokens, at, report.sentence[1], reports))
    return Reported(at, last, "speech-act", is_clause=False) if last > at else None


def _object_end(tokens: Tokens, at: int, last: int) -> int:
    """A thing reported ends before ", which …", ", but …" and before a closing "on Monday"."""
    for place in range(at + 1, last - 1):
        tag = tokens.tag[place + 1]
        if tokens.tag[place] & tags.COMMA and tag & (tags.RELATIVE | tags.SUBORD | tags.PARTICIPLE):
            last = place
            break
    while (
        last - 1 > at and tokens.tag[last - 1] & tags.TIME and not tokens.tag[last - 2] & tags.DET
    ):
        last -= 1
        if tokens.tag[last - 1] & tags.PREP:
            last -= 1
    return last


def reported_left(tokens: Tokens, report: Report, floor: int) -> Reported | None:
    """Return the clause before "…, she said"; `floor` is where earlier contents end."""
    if not report.cue.takes("cbwov") or report.source is None:
        return None
    at = report.before
    if at <= floor or not tokens.tag[at - 1] & (tags.COMMA | tags.DASH | tags.STOP):
        return None
    last = at - 1
    first = floor
    while first < last and tokens.tag[first] & (tags.PUNCTUATION | tags.QUOTE):
        first += 1
    if last - first < 3 and continues_right(tokens, report, Reported(first, last, "")) is None:
        return None
    if any(tokens.tag[k] & tags.QUOTE for k in range(first, last)):
        return None
    return Reported(first, last, "clause-said") if first < last else None


def continues_right(tokens: Tokens, report: Report, left: Reported) -> int | None:
    """Where the clause goes on after "…, she said, …", or None when it does not."""
    last = report.sentence[1]
    at = _past_addressee(tokens, report.cue, skip_adjuncts(tokens, report.after, last), last)
    if at >= last or not tokens.tag[at] & (tags.COMMA | tags.DASH) or at + 2 >= last:
        return None
    following = tokens.tag[at + 1]
    if following & (tags.QUOTE | tags.STOP):
        return None
    if not has_finite(tokens, left.first, left.last):
        return at + 1
    if following & (tags.PARTICIPLE | tags.RELATIVE) and not following & tags.THAT:
        return None
    if tokens.tag[at + 1] & tags.CUE and report.cue.word.form is Form.PAST:
        return None
    if tokens.low[at + 1] == "because" or following & (tags.AUX | tags.MODAL | tags.VERB):
        return at + 1
    return at + 1 if following & (tags.CONJ | tags.THAT | tags.DET | tags.PRONOUN) else None
