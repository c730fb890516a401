"""Content spans: which words of the sentence a cue reports.

A reported clause stands after its cue ("she said that …", "she said …"), before it ("…, she said"), or
on both sides ("…, she said, …"). Where it ends is told by what follows: the sentence's end, a comma
with the next cue ("…, adding that"), a joined cue ("… and said").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from archive.extraction import tags
from archive.extraction.cues import Cue
from archive.extraction.language import Form
from archive.extraction.phrases import is_nounish, noun_phrase_from
from archive.extraction.sources import Source
from archive.extraction.tokens import Tokens

_LONGEST_ADJUNCT: Final = 40  # tokens
_FINITE: Final = tags.AUX | tags.MODAL | tags.VERB | tags.CUE
_BREAK: Final = tags.COMMA | tags.STOP | tags.COLON | tags.DASH | tags.SEMICOLON
_CLAUSE_OPENER: Final = tags.DET | tags.PRONOUN | tags.CAPITAL | tags.POSSESSIVE
_INTERROGATIVE: Final = frozenset("whether if what how why who which when where".split())


@dataclass(frozen=True, slots=True)
class Reported:
    """A content span in tokens, and by which construction it was found."""

    first: int
    last: int  # exclusive
    rule: str
    is_clause: bool = True  # False: the object of a speech act, an infinitive


@dataclass(frozen=True, slots=True)
class Report:
    """A cue with its source inside a sentence."""

    cue: Cue
    source: Source | None
    sentence: tuple[int, int]

    @property
    def after(self) -> int:
        """First token after cue and inverted source."""
        if self.source is not None and self.source.how == "inverted":
            return self.source.phrase.last
        return self.cue.after

    @property
    def before(self) -> int:
        """First token of cue and source."""
        return min(self.source.outer, self.cue.group) if self.source else self.cue.group


def skip_adjuncts(tokens: Tokens, at: int, last: int) -> int:
    """Step over "on Monday", "in an interview", "also" between a cue and its clause."""
    while at < last:
        tag = tokens.tag[at]
        if tag & tags.TIME or tag & tags.ADVERB and not tag & (tags.DET | tags.PREP):
            at += 1
        elif tokens.low[at] in ("last", "this", "next", "early", "late") and _time_next(tokens, at, last):
            at += 2
        elif tag & tags.NUMBER and _time_next(tokens, at, last):
            at += 2
        elif tag & tags.PREP or _to_somebody(tokens, at, last):
            beyond = _past_phrase(tokens, at, last)
            if beyond is None:
                return at
            at = beyond
        else:
            return at
    return at


def _to_somebody(tokens: Tokens, at: int, last: int) -> bool:
    """ "said to reporters": a "to" before a noun, not before a verb."""
    if not tokens.tag[at] & tags.TO or at + 1 >= last:
        return False
    following = tokens.tag[at + 1]
    return bool(following & (tags.DET | tags.CAPITAL | tags.POSSESSIVE | tags.OBJECT | tags.PERSON))


def _time_next(tokens: Tokens, at: int, last: int) -> bool:
    return at + 1 < last and bool(tokens.tag[at + 1] & tags.TIME)


def _past_phrase(tokens: Tokens, at: int, last: int) -> int | None:
    """Past the prepositional phrase at `at`, or None where it opens the clause itself."""
    place = at + 1
    while place < last and place < at + _LONGEST_ADJUNCT:
        tag = tokens.tag[place]
        if tag & tags.DET and place > at + 1 and not tokens.tag[place - 1] & (tags.PREP | tags.DET | tags.CONJ | tags.TO):
            return place
        if tag & tags.PRONOUN and not tag & tags.DET and place > at + 1:
            return place
        if tag & (_BREAK | tags.QUOTE | tags.THAT | tags.WH | tags.SUBORD):
            return place
        if tag & tags.TO and not _to_somebody(tokens, place, last):
            return place
        if tag & (tags.AUX | tags.MODAL | tags.VERB):
            return None
        place += 1
    return place if place >= last else None


def has_finite(tokens: Tokens, first: int, last: int) -> bool:
    """Is there a word that can be a finite verb, after something that can be its subject?"""
    return any(
        tokens.tag[k] & _FINITE or tokens.tag[k] & tags.QUOTE and k > first
        for k in range(first + 1, min(last, first + 40))
    )


def content_end(tokens: Tokens, first: int, last: int, reports: list[Report]) -> int:
    """Return where the clause that begins at `first` ends, `last` being the sentence's end."""
    end = last
    while end > first and tokens.tag[end - 1] & (tags.STOP | tags.COMMA):
        end -= 1
    for report in reports:
        if report.cue.at <= first:
            continue
        cut = _cut_before(tokens, report, first)
        if cut is not None and first < cut < end:
            end = cut
    for at in range(first + 1, end):
        if tokens.tag[at] & tags.COMMA and _opens_contrast(tokens, at, end):
            end = at
            break
        if tokens.tag[at] & tags.QUOTE:
            before = tokens.tag[at - 1]
            if at - first <= 3 and not any(
                tokens.tag[k] & (tags.CUE | tags.PRONOUN) & ~tags.THAT and tokens.low[k] != "that"
                for k in range(first, at)
            ):
                return first  # "confidence that “…”": only the quotation is the content
            if before & (tags.COMMA | tags.COLON | tags.DASH):
                end = at - 1
                break
    while end > first and tokens.tag[end - 1] & (tags.STOP | tags.COMMA):
        end -= 1
    return end


def _cut_before(tokens: Tokens, report: Report, first: int) -> int | None:
    """Where a later cue of the sentence ends the clause, or None where it stands inside."""
    cue = report.cue
    before = tokens.tag[cue.group - 1]
    if cue.is_ing and before & tags.COMMA:
        return cue.group - 1
    if before & tags.CONJ and tokens.low[cue.group - 1] in ("and", "but"):
        joined = cue.group - 1
        return joined - 1 if tokens.tag[joined - 1] & tags.COMMA else joined
    if before & tags.COMMA and report.source and report.source.outer < first:
        return cue.group - 1  # the clause stands in an aside of the later cue's subject
    source = report.source
    if source is None or source.how != "before" or source.outer - 1 <= first:
        return None
    if tokens.tag[source.outer - 1] & tags.CONJ and tokens.tag[source.outer - 2] & tags.COMMA:
        return source.outer - 2
    return None


def _opens_contrast(tokens: Tokens, comma: int, end: int) -> bool:
    """ ", while …", ", according to …": what follows is the outlet's own."""
    if comma + 1 >= end:
        return False
    word = tokens.low[comma + 1]
    if tokens.tag[comma + 1] & tags.QUOTED:
        return False
    if word in ("but", "and") and comma + 2 < end and _joins_verb(tokens, comma + 2):
        return True
    if word in ("while", "although", "though", "whereas"):
        return True
    return word == "according" and comma + 2 < end and tokens.low[comma + 2] == "to"


def _joins_verb(tokens: Tokens, at: int) -> bool:
    """ ", but downplayed": a verb without a subject of its own goes on about the speaker."""
    tag = tokens.tag[at]
    if tag & tags.ADVERB and at + 1 < len(tokens):
        tag = tokens.tag[at + 1]
    return bool(tag & (tags.VERB | tags.CUE)) and not tag & (tags.CAPITAL | tags.SPEAKER_NOUN | tags.QUOTED)


def reported_right(tokens: Tokens, report: Report, reports: list[Report]) -> Reported | None:
    """Return the clause after the cue: "said that …", "said …", "asked whether …"."""
    cue, last = report.cue, report.sentence[1]
    at = skip_adjuncts(tokens, report.after, last)
    if at >= last:
        return None
    at = _past_addressee(tokens, cue, at, last)
    if at >= last:
        return None
    tag = tokens.tag[at]
    if tag & tags.THAT and cue.takes("cbo") and _that_is_conjunction(tokens, at, last):
        return _clause(tokens, at + 1, report, reports, "said-that")
    if tag & tags.COMMA and at + 2 < last and tokens.tag[at + 1] & tags.THAT and cue.takes("o"):
        return _clause(tokens, at + 2, report, reports, "said-that")
    if tag & tags.COLON and at + 1 < last and not tokens.tag[at + 1] & tags.QUOTE:
        return _clause(tokens, at + 1, report, reports, "said-colon") if cue.takes("qcb") else None
    if tokens.low[at] in _INTERROGATIVE and _asks(tokens, at, report):
        return _clause(tokens, at, report, reports, "asked-whether")
    if tag & (_BREAK | tags.QUOTE | tags.CONJ):
        return None
    if tag & tags.TO and cue.takes("tuo"):
        return _infinitive(tokens, at, report, reports)
    if cue.takes("bo") and not _with_preposition(tokens, cue) and _opens_clause(tokens, at, last):
        return _clause(tokens, at, report, reports, "said-clause")
    return _object(tokens, at, report, reports)


def _with_preposition(tokens: Tokens, cue: Cue) -> bool:
    """ "agreed on", "warned of": a thing follows, no clause."""
    return cue.after > cue.at + 1 and bool(tokens.tag[cue.after - 1] & (tags.PREP | tags.TO))


def _asks(tokens: Tokens, at: int, report: Report) -> bool:
    """A question word that opens a clause; "who" after an addressee is a relative."""
    if report.cue.takes("w") and at == report.after:
        return True
    return report.cue.takes("wcbo") and tokens.low[at] in ("whether", "if", "how", "what", "why")


def _past_addressee(tokens: Tokens, cue: Cue, at: int, last: int) -> int:
    """ "told Sputnik (that)", "warned them": the addressee is not the speaker nor the content."""
    if not cue.takes("o"):
        return at
    if tokens.tag[at] & tags.OBJECT or tokens.low[at] in ("it",):
        return skip_adjuncts(tokens, at + 1, last)
    if tokens.tag[at] & (tags.THAT | _BREAK | tags.QUOTE | tags.TO):
        return at
    phrase = noun_phrase_from(tokens, at, last)
    return skip_adjuncts(tokens, phrase.last, last) if phrase else at


def _that_is_conjunction(tokens: Tokens, at: int, last: int) -> bool:
    return at + 1 < last and not tokens.tag[at + 1] & (tags.STOP | tags.AUX | tags.MODAL)


def _opens_clause(tokens: Tokens, at: int, last: int) -> bool:
    tag = tokens.tag[at]
    if tag & tags.OBJECT and not tag & tags.PRONOUN:
        return False
    if tag & (tags.AUX | tags.MODAL):
        return True  # "which she said was wrong"
    if tag & (_CLAUSE_OPENER | tags.NUMBER | tags.SPEAKER_NOUN | tags.PREP | tags.SUBORD | tags.WORD):
        return has_finite(tokens, at, last)
    return False


def _clause(
    tokens: Tokens, first: int, report: Report, reports: list[Report], rule: str
) -> Reported | None:  # fmt: skip
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
    """What a speech act is about: "condemned the attack", "called for talks", "urged them to go"."""
    cue = report.cue
    particle = cue.after > cue.at + 1
    if not (cue.takes("nud") or particle):
        return None
    if not (tokens.tag[at] & (_CLAUSE_OPENER | tags.OBJECT | tags.NUMBER) or is_nounish(tokens, at)):
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
    while last - 1 > at and tokens.tag[last - 1] & tags.TIME and not tokens.tag[last - 2] & tags.DET:
        last -= 1
        if tokens.tag[last - 1] & tags.PREP:
            last -= 1
    return last


def reported_left(tokens: Tokens, report: Report, floor: int) -> Reported | None:
    """Return the clause before "…, she said"; `floor` is where earlier contents end."""
    if not report.cue.takes("cbw") or report.source is None:
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
    at, last = skip_adjuncts(tokens, report.after, report.sentence[1]), report.sentence[1]
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
    if tokens.low[at + 1] == "because":
        return at + 1
    return at + 1 if following & (tags.CONJ | tags.THAT | tags.DET | tags.PRONOUN) else None
