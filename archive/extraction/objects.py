"""Objects of speech acts: "condemned the attack", "called for talks", and where they end."""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.acceptance import is_mere_name, says_much
from archive.extraction.endings import content_end
from archive.extraction.phrases import is_nounish
from archive.extraction.reports import Report, Reported
from archive.extraction.tokens import Tokens

_OPENER: Final = tags.DET | tags.PRONOUN | tags.CAPITAL | tags.POSSESSIVE


def reported_object(
    tokens: Tokens, at: int, report: Report, reports: list[Report]
) -> Reported | None:  # fmt: skip
    """What a speech act is about: "condemned the attack", "called for talks"."""
    cue = report.cue
    particle = cue.after > cue.at + 1
    if not (cue.takes("nud") or particle):
        return None
    if tokens.low[at] == "such":
        return None  # "advocates such as": a noun
    opens = tokens.tag[at] & (_OPENER | tags.OBJECT | tags.NUMBER)
    if not (opens or is_nounish(tokens, at) or _past_adjective(tokens, at, report.sentence[1])):
        return None
    last = content_end(tokens, at, report.sentence[1], reports)
    last = object_end(tokens, at, last)
    if not says_much(tokens, at, last) or (not cue.takes("d") and is_mere_name(tokens, at, last)):
        return None
    return Reported(at, last, "speech-act", is_clause=False)


def _ends_object(tokens: Tokens, at: int, last: int) -> bool:
    """ ", which …", ", but …", " and left", " in a statement": no more of the thing reported."""
    tag, following = tokens.tag[at], tokens.tag[at + 1]
    if tag & following & tags.QUOTED:
        return False
    if tag & tags.COMMA:
        if tokens.low[at + 1] in _LAST_REMARK and not tokens.tag[at - 1] & tags.CAPITAL:
            return not any(tokens.tag[k] & (tags.COMMA | tags.CONJ) for k in range(at + 1, last))
        if following & (tags.VERB | tags.CUE) and not following & (tags.CAPITAL | tags.QUOTED):
            return True
        return tokens.low[at + 1] == "but" or bool(
            following & (tags.RELATIVE | tags.SUBORD | tags.PARTICIPLE)
        )
    if tokens.low[at] == "by" and following & tags.CUE:
        return any(tokens.tag[k] & tags.THAT for k in range(at + 2, min(last, at + 4)))
    if tokens.low[at] == "while":
        return bool(following & (tags.PARTICIPLE | tags.CUE)) and tokens.low[at + 1].endswith("ing")
    if tokens.low[at] == "and":
        return bool(following & (tags.VERB | tags.CUE)) and tokens.low[at + 1].endswith("ed")
    return tokens.low[at] in _AT and _names_occasion(tokens, at + 1, last)


def _past_adjective(tokens: Tokens, at: int, last: int) -> bool:
    """ "called for increased controls", "for more time": a participle or "more" before its noun."""
    before_noun = tokens.tag[at] & tags.VERB or tokens.low[at] in _QUANTITIES
    return bool(before_noun) and at + 1 < last and is_nounish(tokens, at + 1)


_QUANTITIES: Final = frozenset("more less fewer further much".split())
_AT: Final = frozenset("in at on during via".split())


def _names_occasion(tokens: Tokens, at: int, last: int) -> bool:
    """ "a televised interview": a determiner and, soon, a word for where somebody speaks."""
    if at >= last or not tokens.tag[at] & (tags.DET | tags.POSSESSIVE):
        return False
    for place in range(at + 1, min(last, at + 4)):
        if tokens.tag[place] & (tags.PREP | tags.PUNCTUATION | tags.QUOTE | tags.CONJ):
            return False
        if tokens.tag[place] & tags.OCCASION:
            return True
    return False


_LAST_REMARK: Final = frozenset(("a", "an", "the"))


def object_end(tokens: Tokens, at: int, last: int) -> int:
    """A thing reported ends before ", which …", ", but …" and before a closing "on Monday"."""
    for place in range(at + 1, last - 1):
        if tokens.tag[place] & tags.RELATIVE:
            break
        if _ends_object(tokens, place, last):
            last = place
            break
    while (
        last - 1 > at and tokens.tag[last - 1] & tags.TIME and not tokens.tag[last - 2] & tags.DET
    ):
        if tokens.low[last - 2] == "of":
            break  # "the flood of January"
        last -= 1
        if tokens.tag[last - 1] & tags.PREP:
            last -= 1
    return last
