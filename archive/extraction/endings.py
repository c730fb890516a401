"""Where a reported clause ends: the sentence, the next cue, the outlet's own words."""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.reports import Report
from archive.extraction.sources import Source
from archive.extraction.tokens import Tokens

_SUBORDINATE_OPENERS: Final = frozenset(
    """when while although though as after since because now ever before if once whereas
    until""".split()
)


def content_end(tokens: Tokens, first: int, last: int, reports: list[Report]) -> int:
    """Return where the clause that begins at `first` ends, `last` being the sentence's end."""
    end = _without_stop(tokens, first, last)
    for report in reports:
        if report.cue.at <= first:
            continue
        cut = _cut_before(tokens, report, first)
        if cut is not None and first < cut < end:
            end = cut
    end = _before_comma_or_quote(tokens, (first, end), reports)
    return _without_stop(tokens, first, end)


def _without_stop(tokens: Tokens, first: int, end: int) -> int:
    while end > first and tokens.tag[end - 1] & (tags.STOP | tags.COMMA):
        end -= 1
    return end


def _before_comma_or_quote(tokens: Tokens, clause: tuple[int, int], reports: list[Report]) -> int:
    """Cut at the first comma that opens something else, or before a quotation of its own."""
    first, end = clause
    within = _within(tokens, reports, first)
    for at in range(first + 1, end):
        tag = tokens.tag[at]
        if tokens.low[at] == "but" and _turns_back(tokens, at, end):
            return at
        if tag & tags.SEMICOLON and _ends_clause(tokens, at, end):
            return at
        if tag & tags.COMMA and _opens_other(tokens, at, end, within):
            return at
        if tag & (tags.COMMA | tags.DASH) and _opens_remark(tokens, at, first, end):
            return at
        if tag & tags.QUOTE and _only_leads_to(tokens, first, at):
            return first
        if tag & tags.QUOTE and _stands_apart(tokens, first, at, reports):
            return at - 1
    return end


def _within(tokens: Tokens, reports: list[Report], first: int) -> str:
    """The clause that the report of the clause at `first` stands in: "" for the main clause."""
    if reports and _is_subordinate(tokens, reports, first):
        return "subordinate"
    return "relative" if _in_relative(tokens, reports, first) else ""


def _in_relative(tokens: Tokens, reports: list[Report], first: int) -> bool:
    """ "The changes, which officials said will come in May, …", "Example, who said …, left"."""
    for report in reports:
        if report.after <= first and first - report.after <= _LEAD and report.source is not None:
            opener = report.source.outer - (report.source.how != "relative")
            if tokens.tag[opener] & tags.RELATIVE and tokens.low[opener] != "where":
                return bool(opener and tokens.tag[opener - 1] & tags.COMMA)
    return False


def _main_verb(tokens: Tokens, at: int, end: int) -> bool:
    """The verb of the main clause stands right behind the comma."""
    if at < end and tokens.tag[at] & tags.ADVERB:
        at += 1
    verb = tags.AUX | tags.MODAL | tags.VERB | tags.CUE
    return at < end and bool(tokens.tag[at] & verb) and not tokens.tag[at] & tags.CAPITAL


def _turns_back(tokens: Tokens, but: int, end: int) -> bool:
    """ "but did not say when", "but would give no date": the speaker is the subject again."""
    if but + 2 >= end or tokens.tag[but] & tags.QUOTED or tokens.tag[but - 1] & tags.COMMA:
        return False
    following = tokens.tag[but + 1]
    return bool(following & (tags.AUX | tags.MODAL | tags.NOT)) and any(
        tokens.tag[k] & tags.CUE for k in range(but + 1, min(end, but + 4))
    )


def _stands_apart(tokens: Tokens, first: int, quote: int, reports: list[Report]) -> bool:
    """A comma, colon or dash stands before the quotation, and it is one of its own."""
    if not tokens.tag[quote - 1] & (tags.COMMA | tags.COLON | tags.DASH):
        return False
    return not _runs_into(tokens, first, quote, reports)


def _runs_into(tokens: Tokens, first: int, quote: int, reports: list[Report]) -> bool:
    """ "that in any talks, “we will …”": the sentence goes on in the marks, and no cue is near."""
    if not tokens.tag[quote - 1] & tags.COMMA or tokens.tag[first] & tags.RELATIVE:
        return False
    if any(first < report.cue.at < quote for report in reports):
        return False
    opens_that = tokens.tag[first - 1] & tags.THAT and tokens.tag[first] & (tags.PREP | tags.SUBORD)
    return bool(opens_that) or opens_in_lower_case(tokens, quote)


def _ends_clause(tokens: Tokens, semicolon: int, end: int) -> bool:
    """A semicolon ends what is reported, but for "; that …", "; and …" and quoted words."""
    if semicolon + 1 >= end or tokens.tag[semicolon] & tags.QUOTED:
        return False
    return not tokens.tag[semicolon + 1] & (tags.THAT | tags.CONJ)


def _opens_remark(tokens: Tokens, at: int, first: int, end: int) -> bool:
    """ ", which votes on March 1", " — a claim he denies": rather the outlet's remark."""
    if at + 1 >= end or tokens.tag[at] & tags.QUOTED or at - first < _BEFORE_REMARK:
        return False
    word = tokens.low[at + 1]
    if tokens.tag[at] & tags.COMMA:
        if word in _APPOSED and not tokens.tag[at - 1] & tags.CAPITAL:
            return not _list_ahead(tokens, at + 1, end)
        return word in _REMARKS and not _comma_ahead(tokens, at + 1, end)
    return word in _DASHED and not any(tokens.tag[k] & tags.DASH for k in range(at + 1, end))


def _list_ahead(tokens: Tokens, first: int, end: int) -> bool:
    return any(tokens.tag[k] & (tags.COMMA | tags.CONJ) for k in range(first, end))


def _comma_ahead(tokens: Tokens, first: int, end: int) -> bool:
    """The remark is an aside in the middle: the clause goes on after its comma."""
    return any(tokens.tag[k] & tags.COMMA for k in range(first, end))


_BEFORE_REMARK: Final = 4  # tokens of the clause that stand before it
_REMARKS: Final = frozenset(("which", "who"))
_APPOSED: Final = frozenset(("a", "an"))
_DASHED: Final = frozenset(("a", "an", "the", "but", "though"))


def _only_leads_to(tokens: Tokens, first: int, quote: int) -> bool:
    """ "confidence that “…”": only the quotation is the content."""
    if quote - first > _LEAD:
        return False
    if tokens.tag[first] & _SUBJECT and opens_in_lower_case(tokens, quote):
        return bool(tokens.tag[quote - 1] & (tags.THAT | tags.PREP))
    says = tags.CUE | tags.PRONOUN
    return not any(
        tokens.tag[k] & says and not tokens.tag[k] & tags.THAT for k in range(first, quote)
    )


_LEAD: Final = 3  # tokens
_SUBJECT: Final = tags.DET | tags.CAPITAL | tags.POSSESSIVE


def opens_in_lower_case(tokens: Tokens, quote: int) -> bool:
    """The words in the marks at token `quote` go on with a sentence begun before them."""
    start = tokens.stretch[quote].start
    return tokens.text[start : start + 1].islower()


def _is_subordinate(tokens: Tokens, reports: list[Report], first: int) -> bool:
    """The clause belongs to "When she said …, the minister left": the main clause comes after."""
    start = reports[0].sentence[0]
    opener = _subordinator(tokens, reports, start, first)
    if opener is None or first - start > 20:
        return False
    return not any(tokens.tag[k] & (tags.COMMA | tags.QUOTE) for k in range(start, first))


def _subordinator(tokens: Tokens, reports: list[Report], start: int, first: int) -> int | None:
    """The place of "When" in "When she said …", of "after" in "Days after she said …"."""
    for place in range(start, min(start + _LEAD_IN, first)):
        if tokens.low[place] in _SUBORDINATE_OPENERS:
            return place
        if tokens.tag[place] & (tags.AUX | tags.MODAL | tags.VERB | tags.CUE | tags.PRONOUN):
            return None
    return None


_LEAD_IN: Final = 4  # tokens before the subordinator: "Even as", "Only two days after"


def opens_main(tokens: Tokens, comma: int, end: int) -> bool:
    """May the main clause of the sentence begin behind the comma?"""
    if comma + 1 >= end or tokens.tag[comma] & tags.QUOTED:
        return False
    return bool(tokens.tag[comma + 1] & _OPENS_MAIN)


_OPENS_MAIN: Final = tags.DET | tags.CAPITAL | tags.PRONOUN | tags.POSSESSIVE | tags.NUMBER


def _cut_before(tokens: Tokens, report: Report, first: int) -> int | None:
    """Where a later cue of the sentence ends the clause, or None where it stands inside."""
    cue = report.cue
    before = tokens.tag[cue.group - 1]
    if cue.is_ing and before & tags.COMMA:
        return cue.group - 1
    if before & tags.CONJ and tokens.low[cue.group - 1] in ("and", "but"):
        joined = cue.group - 1
        if cue.group < cue.at and not tokens.tag[joined - 1] & tags.COMMA:
            return None  # "has not held dinners and never called"
        return joined - 1 if tokens.tag[joined - 1] & tags.COMMA else joined
    if before & tags.COMMA and report.source and _stands_aside(tokens, report.source, first):
        return cue.group - 1  # the clause stands in an aside of the later cue's subject
    if cue.is_ing and tokens.tag[cue.group - 1] & tags.DASH:
        return cue.group - 1
    return _cut_at_subject(tokens, report, first)


def _cut_at_subject(tokens: Tokens, report: Report, first: int) -> int | None:
    """Where the later report begins with its subject: "… and she accused", ", but six said"."""
    cue, source = report.cue, report.source
    if source is None or source.how not in ("before", "shared"):
        return None
    if source.how == "before" and _joins_report(tokens, source.outer - 1):
        return source.outer - 1
    return _joint_before(tokens, source.outer if source.how == "before" else cue.group, first)


def _joins_report(tokens: Tokens, at: int) -> bool:
    """ "… and she accused", "… as he urged": what leads to the later report's subject."""
    return tokens.low[at] in _JOINS


_JOINS: Final = frozenset("and but while as after when before".split())


def _stands_aside(tokens: Tokens, source: Source, first: int) -> bool:
    """ "Example, who said …, left": a comma between the later cue's subject and the clause."""
    return source.outer < first and any(
        tokens.tag[k] & tags.COMMA for k in range(source.phrase.last, first)
    )


def _joint_before(tokens: Tokens, at: int, first: int) -> int | None:
    """The comma of ", but six in ten said", ", and in a later interview she said"."""
    for place in range(at - 1, max(first + 1, at - _JOINT) - 1, -1):
        tag = tokens.tag[place]
        if tag & tags.CONJ and tokens.tag[place - 1] & tags.COMMA:
            return place - 1
        if tag & _NO_JOINT:
            return None
    return None


_JOINT: Final = 7  # tokens between the conjunction and the later report
_NO_JOINT: Final = (
    tags.AUX | tags.MODAL | tags.VERB | tags.CUE | tags.THAT | tags.PUNCTUATION | tags.QUOTE
)


def _opens_other(tokens: Tokens, comma: int, end: int, within: str) -> bool:
    """What follows the comma is not reported; `within` is the clause the report stands in."""
    if _opens_contrast(tokens, comma, end):
        return True
    if within == "subordinate":
        return opens_main(tokens, comma, end)
    return within == "relative" and _main_verb(tokens, comma + 1, end)


def _opens_contrast(tokens: Tokens, comma: int, end: int) -> bool:
    """ ", while …", ", according to …": what follows is the outlet's own."""
    if comma + 1 >= end:
        return False
    word = tokens.low[comma + 1]
    if tokens.tag[comma + 1] & tags.QUOTED:
        return False
    if word in _TURNS:
        return True
    if word in ("but", "and") and comma + 2 < end and _joins_verb(tokens, comma + 2):
        return True
    if word in ("while", "although", "though", "whereas"):
        opens = tags.DET | tags.CAPITAL | tags.PRONOUN | tags.POSSESSIVE | tags.NUMBER
        return comma + 2 < end and bool(tokens.tag[comma + 2] & opens)
    return word == "according" and comma + 2 < end and tokens.low[comma + 2] == "to"


_TURNS: Final = frozenset(("however", "nevertheless", "nonetheless", "compared"))


def _joins_verb(tokens: Tokens, at: int) -> bool:
    """ ", but downplayed": a verb without a subject of its own goes on about the speaker."""
    tag = tokens.tag[at]
    if tag & tags.ADVERB and at + 1 < len(tokens):
        tag = tokens.tag[at + 1]
    return bool(tag & (tags.VERB | tags.CUE)) and not tag & (
        tags.CAPITAL | tags.SPEAKER_NOUN | tags.QUOTED
    )
