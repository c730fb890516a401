"""Which report a quotation belongs to: the cue behind it, before it, or elsewhere nearby."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from archive.extraction import tags
from archive.extraction.phrases import Phrase, noun_phrase_before, noun_phrase_from
from archive.extraction.reading import Sentence
from archive.extraction.reports import Report
from archive.extraction.sources import shared
from archive.extraction.tokens import Tokens

_THIN: Final = (
    tags.COMMA
    | tags.DASH
    | tags.COLON
    | tags.ADVERB
    | tags.TIME
    | tags.BRACKET
    | tags.THAT
    | tags.STOP
)
_FAR: Final = 30  # tokens between a quotation and a cue of the same sentence


def _thin(tokens: Tokens, first: int, last: int) -> bool:
    return all(tokens.tag[k] & _THIN for k in range(first, last))


def link_of(tokens: Tokens, at: int, sentence: Sentence) -> tuple[Report, str] | None:
    """The report of the quotation at `at`: behind it, before it, else anywhere in its sentence."""
    reports = sentence.reports
    place = bisect_left(reports, at, key=lambda report: report.cue.at)
    behind = next((r for r in reports[place : place + _TRIED] if r.before > at), None)
    if behind is not None and behind.source and _thin(tokens, at + 1, behind.before):
        inverted = behind.source.how == "inverted"
        return behind, "quote-said-name" if inverted else "quote-name-said"
    ahead = [r for r in reports[max(0, place - _TRIED) : place] if r.source is not None]
    leading = _leading(tokens, ahead, (sentence.first, at)) if ahead else None
    if leading is not None:
        return leading, "name-said-quote"
    if behind is not None and _is_near(tokens, at, behind):
        return behind, "quote-then-cue"
    if ahead and at - ahead[-1].cue.at < _FAR:
        return ahead[-1], "cue-then-quote"
    return None


_TRIED: Final = 40  # reports on either side of a quotation


def _is_near(tokens: Tokens, at: int, report: Report) -> bool:
    """The report stands behind the quotation, not far, with no other quotation between."""
    if report.source is None or report.before - at >= _FAR:
        return False
    return not any(tokens.tag[k] & tags.QUOTE for k in range(at + 1, report.before))


def _leading(tokens: Tokens, ahead: list[Report], bounds: tuple[int, int]) -> Report | None:
    """The last report with no verb and no other quotation between it and the one at the end."""
    first, at = bounds
    verb = next((k for k in range(at - 1, first - 1, -1) if tokens.tag[k] & _HARD), first - 1)
    return next((report for report in reversed(ahead) if report.after > verb), None)


_HARD: Final = tags.AUX | tags.MODAL | tags.VERB | tags.QUOTE | tags.SEMICOLON


def named_beside(tokens: Tokens, at: int, sentence: Sentence) -> Phrase | None:
    """ "Ada Example: “…”", "“…” — Ada Example", "Example was unmoved: “…”"."""
    first, last = sentence.first, sentence.last
    for place in range(first, at - 2):
        if tokens.low[place] == "according" and tokens.low[place + 1] == "to":
            return noun_phrase_from(tokens, place + 2, at)
    return _label_before(tokens, at, first) or _name_behind(tokens, at, last)


def _label_before(tokens: Tokens, at: int, first: int) -> Phrase | None:
    if at > first + 1:
        label = noun_phrase_before(tokens, at - 1, first)
        if tokens.tag[at - 1] & tags.COLON and label and _is_label(tokens, label, first):
            return label
        if not any(tokens.tag[k] & tags.QUOTE for k in range(first, at)):
            source = shared(tokens, at, first)
            return source.phrase if source is not None else None
    return None


def _name_behind(tokens: Tokens, at: int, last: int) -> Phrase | None:
    """ "“…” — Ada Example"; "“…,” an angry Example retaliated": a verb that is in no list."""
    if at + 1 >= last:
        return None
    if tokens.tag[at + 1] & tags.DASH:
        phrase = noun_phrase_from(tokens, at + 2, last)
        named = phrase is not None and tokens.tag[phrase.first] & tags.CAPITAL
        return phrase if named else None
    phrase = noun_phrase_from(tokens, at + 1, last)
    if phrase is None or phrase.last >= last or not tokens.tag[phrase.last] & tags.VERB:
        return None
    behind = tokens.tag[phrase.last + 1] if phrase.last + 1 < last else tags.STOP
    speaks = any(tokens.tag[k] & _SPEAKS for k in range(*phrase))
    return phrase if speaks and behind & _AFTER_VERB else None


_SPEAKS: Final = tags.CAPITAL | tags.PERSON | tags.TITLE | tags.PRONOUN
_AFTER_VERB: Final = tags.STOP | tags.COMMA | tags.ADVERB | tags.PREP | tags.TIME | tags.CONJ


def _is_label(tokens: Tokens, phrase: Phrase, first: int) -> bool:
    """A name between the start of the sentence (or a dash) and a colon."""
    if not tokens.tag[phrase.first] & tags.CAPITAL:
        return False
    return phrase.first == first or bool(tokens.tag[phrase.first - 1] & (tags.DASH | tags.STOP))


def leading_words(tokens: Tokens, at: int, report: Report) -> int | None:
    """ "Its mayor “is not amused,” she said": the sentence begins outside the marks.

    Only where the quoted words go on in lower case; "In the end, “We lost,” she said" is a whole
    quotation with an adverbial before it.
    """
    start = tokens.stretch[at].start
    if not tokens.text[start : start + 1].islower():
        return None
    first = report.sentence[0]
    if report.before <= at:
        return None
    while first < at and tokens.tag[first] & (tags.PUNCTUATION | tags.TIME):
        first += 1
    words = range(first, at)
    blocked = tags.QUOTE | tags.CUE | tags.STOP | tags.COLON | tags.SEMICOLON
    if not words or any(tokens.tag[k] & blocked for k in words):
        return None
    if all(tokens.tag[k] & _THIN for k in words):
        return None
    return first
