"""Content spans: which words of the sentence a cue reports.

Here those that stand after their cue ("she said that …", "she said …"); `around` has those before
it and on both sides, `objects` what a speech act is about.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from archive.extraction import tags
from archive.extraction.addressees import past_addressee
from archive.extraction.adjuncts import skip_adjuncts
from archive.extraction.cues import Cue
from archive.extraction.endings import content_end
from archive.extraction.objects import reported_object
from archive.extraction.predicates import BREAK, FINITE, has_finite
from archive.extraction.reports import Report, Reported
from archive.extraction.tokens import Tokens

_SHORT: Final = 4  # tokens
_ADJUNCT_OPENERS: Final = frozenset("when as while after before because since once where".split())
_NOTHING: Final = frozenset("nothing little much so".split())
_CLAUSE_OPENER: Final = tags.DET | tags.PRONOUN | tags.CAPITAL | tags.POSSESSIVE
_INTERROGATIVE: Final = frozenset("whether if what how why who which when where".split())


def reported_right(tokens: Tokens, report: Report, reports: list[Report]) -> Reported | None:
    """Return the clause after the cue: "said that …", "said …", "asked whether …"."""
    last = report.sentence[1]
    at = report.after
    if not _with_preposition(tokens, report.cue):
        at = past_addressee(tokens, report.cue, skip_adjuncts(tokens, at, last), last)
    if at >= last:
        return None
    marked = _after_that(tokens, report.cue, at, last)
    if marked is not None:
        return _clause(tokens, report, reports, Opening(marked, "said-that"))
    if tokens.tag[at] & tags.COLON:
        return _clause(tokens, report, reports, Opening(at + 1, "said-colon"))
    if report.source is not None and report.source.how == "inverted":
        return _in_mood(tokens, at, report, reports)
    return _unmarked(tokens, at, report, reports)


def _after_that(tokens: Tokens, cue: Cue, at: int, last: int) -> int | None:
    """The first token after a "that" which opens the clause at `at`."""
    comma = tokens.tag[at] & tags.COMMA and at + 1 < last
    behind = tokens.tag[at + 1] & tags.THAT if comma else 0
    if behind and (tokens.low[at + 1] != "that" or cue.takes("o")):
        at += 1  # "erklärte, dass …", "заявил, что …"; English only after an addressee
    elif comma and not behind:
        at = _past_aside(tokens, at, last)
    is_that = tokens.tag[at] & tags.THAT and cue.takes("cbo")
    return at + 1 if is_that and _that_is_conjunction(tokens, at, last) else None


def _past_aside(tokens: Tokens, comma: int, last: int) -> int:
    """ "testified, for example, that …": the place of "that" behind a short aside."""
    for place in range(comma + 2, min(last - 1, comma + _SHORT_ASIDE)):
        if tokens.tag[place] & tags.COMMA:
            return place + 1 if tokens.low[place + 1] == "that" else comma
        if tokens.tag[place] & (FINITE | tags.QUOTE):
            return comma
    return comma


_SHORT_ASIDE: Final = 7  # tokens


def _unmarked(
    tokens: Tokens, at: int, report: Report, reports: list[Report]
) -> Reported | None:  # fmt: skip
    """What follows the cue without "that": a question, an infinitive, a clause, a thing."""
    cue, last, tag = report.cue, report.sentence[1], tokens.tag[at]
    if tokens.low[at] in _INTERROGATIVE and _asks(tokens, at, report):
        return _clause(tokens, report, reports, Opening(at, "asked-whether"))
    if cue.takes("k") and tokens.tag[at] & tags.COMMA and at + 2 < last:
        return _clause(tokens, report, reports, Opening(at + 1, "said-clause"))
    if _opens_with_condition(tokens, at, last):
        return _clause(tokens, report, reports, Opening(at + 1, "said-clause"))
    if tag & (BREAK | tags.QUOTE | tags.CONJ):
        return None
    if tag & tags.TO and cue.takes("tuo"):
        asked = cue.word.lemma == "ask"  # "asked the ministry to pay": all of it is asked for
        start = skip_adjuncts(tokens, report.after, at) if asked else at
        return _infinitive(tokens, start, report, reports)
    if _bare_clause(tokens, cue, at, last) and _opens_clause(tokens, at, last, cue):
        return _clause(tokens, report, reports, Opening(at, "said-clause"))
    if tag & tags.SUBORD and not cue.takes("n"):
        return None
    return reported_object(tokens, at, report, reports)


def _in_mood(
    tokens: Tokens, at: int, report: Report, reports: list[Report]
) -> Reported | None:  # fmt: skip
    """ "Am Montag sagte sie, der Damm sei sicher": no apposition, as the mood of the verb tells."""
    opens = tokens.tag[at] & tags.COMMA and at + 1 < report.sentence[1]
    if not report.cue.takes("k") or not opens or tokens.tag[at + 1] & FINITE:
        return None
    part = _clause(tokens, report, reports, Opening(at + 1, "said-clause"))
    told = part and any(tokens.tag[k] & tags.MOOD for k in range(part.first, part.last))
    return part if told else None


def _opens_with_condition(tokens: Tokens, at: int, last: int) -> bool:
    """ "saying, if elected, she would …": a comma, and a condition that opens the clause."""
    return bool(tokens.tag[at] & tags.COMMA) and at + 1 < last and tokens.low[at + 1] == "if"


def _bare_clause(tokens: Tokens, cue: Cue, at: int, last: int) -> bool:
    """May a clause without "that" begin at `at`?"""
    if _with_preposition(tokens, cue) or cue.verb_second:
        return False
    if cue.takes("b") or (cue.takes("o") and not cue.takes("vw")):
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


def _that_is_conjunction(tokens: Tokens, at: int, last: int) -> bool:
    if at + 1 < last and tokens.low[at + 1] in ("being", "having"):
        return True
    if at + 2 < last and tokens.tag[at + 1] & tags.TIME and tokens.tag[at + 2] & tags.STOP:
        return False  # "had said at the gate that summer."
    return at + 1 < last and not tokens.tag[at + 1] & (tags.STOP | tags.AUX | tags.MODAL)


def _opens_clause(tokens: Tokens, at: int, last: int, cue: Cue) -> bool:
    tag = tokens.tag[at]
    if tag & tags.OBJECT and not tag & (tags.PRONOUN | tags.POSSESSIVE):
        return False
    if tokens.low[at] in _ADJUNCT_OPENERS or tokens.low[at] in _NOTHING:
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
    last = next((k for k in range(at + 2, last - 1) if _opens_circumstance(tokens, k)), last)
    if tokens.tag[last - 1] & tags.COMMA:
        last -= 1
    return Reported(at, last, "vowed-to", is_clause=False) if last > at + 1 else None


def _opens_circumstance(tokens: Tokens, at: int) -> bool:
    """ "after the vote", "as she left": when it was vowed, no part of what was."""
    if tokens.tag[at] & tags.QUOTED:
        return False
    if tokens.low[at] in ("as", "when"):
        return bool(tokens.tag[at + 1] & tags.PRONOUN)
    return tokens.low[at] in ("after", "following", "despite", "amid")
