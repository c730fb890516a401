"""Clauses before and around their report: "…, she said", "…, she said, …"."""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.addressees import past_addressee
from archive.extraction.adjuncts import skip_adjuncts
from archive.extraction.endings import content_end
from archive.extraction.language import Form
from archive.extraction.predicates import has_finite, predicated
from archive.extraction.reports import Report, Reported
from archive.extraction.tokens import Tokens


def reported_left(tokens: Tokens, report: Report, floor: int) -> Reported | None:
    """Return the clause before "…, she said"; `floor` is where earlier contents end."""
    if not report.cue.takes("cbwov") or report.source is None:
        return None
    if report.cue.is_ing or report.source.how == "relative":
        return None
    at = report.before
    if report.cue.verb_second and at > floor and tokens.tag[at - 1] & tags.AS:
        at -= 1  # "…, wie das Amt mitteilte"; an English "as" clause is as often the outlet's
    if at <= floor or not tokens.tag[at - 1] & (tags.COMMA | tags.DASH | tags.STOP):
        return None
    last = at - 1
    first = past_opener(tokens, floor, last)
    if not _stands_alone(tokens, first, last, report):
        return None
    if first > floor and continues_right(tokens, report, Reported(first, last, "")) is not None:
        first = _past_marks(tokens, floor, last)  # "But the years that followed, she said, …"
    if any(tokens.tag[k] & tags.QUOTE for k in range(first, last)):
        return None
    return Reported(first, last, "clause-said") if first < last else None


def _past_marks(tokens: Tokens, first: int, last: int) -> int:
    while first < last and tokens.tag[first] & (tags.PUNCTUATION | tags.QUOTE):
        first += 1
    return first


def past_opener(tokens: Tokens, first: int, last: int) -> int:
    """Where a clause begins after loose marks, "But", "However," and "In fact,"."""
    first = _past_marks(tokens, first, last)
    if tokens.low[first] in _JOINERS and first + 1 < last:
        first += 1
    for length in (1, 2, 3, 4):
        comma = first + length
        if comma + 1 < last and tokens.tag[comma] & tags.COMMA:
            words = " ".join(tokens.low[first:comma])
            if words in _SET_PHRASES or (length == 1 and tokens.tag[first] & _OPENERS):
                return comma + 1
    return first


_SHORT: Final = 3  # tokens
_JOINERS: Final = frozenset(("but", "and", "yet"))
_SET_PHRASES: Final = frozenset(
    (
        "in fact",
        "of course",
        "for example",
        "for instance",
        "in contrast",
        "by contrast",
        "in addition",
        "in short",
        "as a result",
        "in the meantime",
        "on the other hand",
        "at the same time",
    )
)
_OPENERS: Final = tags.OPENER | tags.CONNECTIVE


def _stands_alone(tokens: Tokens, first: int, last: int, report: Report) -> bool:
    """A clause has a verb, or goes on behind the report ("A tram, she said, is a train")."""
    if report.cue.verb_second and last - first > 1:
        return True  # nothing but a clause stands before "…, sagte sie"
    if last - first >= _SHORT and (
        has_finite(tokens, first, last) or _closes_sentence(tokens, report)
    ):
        return True
    return continues_right(tokens, report, Reported(first, last, "")) is not None


def is_adverbial(tokens: Tokens, left: Reported) -> bool:
    """ "In the novel, she said, …", "Still, …": says nothing without what follows."""
    opens = tokens.tag[left.first] & _ADVERBIAL
    return bool(opens) and not has_finite(tokens, left.first, left.last)


_ADVERBIAL: Final = tags.PREP | tags.OPENER | tags.ADVERB | tags.TIME


def _closes_sentence(tokens: Tokens, report: Report) -> bool:
    last = report.sentence[1]
    over = skip_adjuncts(tokens, report.after, last)
    return over >= last or bool(tokens.tag[over] & tags.STOP)


def quoted_tail(tokens: Tokens, report: Report) -> Reported | None:
    """ "“We wait,” she said, and “nobody is to blame”": the quotation goes on as a clause."""
    last = report.sentence[1]
    at = skip_adjuncts(tokens, report.after, last)
    if at + 2 >= last or not tokens.tag[at] & tags.COMMA or not tokens.tag[at + 1] & tags.CONJ:
        return None
    end = content_end(tokens, at + 1, last, [])
    quoted = any(tokens.tag[k] & tags.QUOTED for k in range(at + 1, end))
    return Reported(at + 1, end, "clause-said") if quoted else None


def continues_right(tokens: Tokens, report: Report, left: Reported) -> int | None:
    """Where the clause goes on after "…, she said, …", or None when it does not."""
    last = report.sentence[1]
    at = past_addressee(tokens, report.cue, skip_adjuncts(tokens, report.after, last), last)
    if at >= last or not tokens.tag[at] & (tags.COMMA | tags.DASH) or at + 2 >= last:
        return None
    following = tokens.tag[at + 1]
    if following & (tags.QUOTE | tags.STOP):
        return None
    if report.source is not None and report.source.how == "inverted" and following & tags.DET:
        return at + 1 if predicated(tokens, at + 1, last) else None
    if not has_finite(tokens, left.first, left.last) or _goes_on(tokens, report, left, at):
        return at + 1
    return None


def _goes_on(tokens: Tokens, report: Report, left: Reported, at: int) -> bool:
    """Does the clause go on behind the comma at `at`, judged by the word that follows?"""
    following = tokens.tag[at + 1]
    if following & (tags.PARTICIPLE | tags.RELATIVE) and not following & tags.THAT:
        return False
    main_clause = tokens.tag[left.first] & (tags.SUBORD | tags.PREP)
    if main_clause and predicated(tokens, at + 1, report.sentence[1]):
        return True
    if following & tags.CUE and report.cue.word.form is Form.PAST:
        return False
    return tokens.low[at + 1] == "because" or bool(following & _GOES_ON)


_GOES_ON: Final = (
    tags.AUX | tags.MODAL | tags.VERB | tags.CONJ | tags.THAT | tags.DET | tags.PRONOUN
)
