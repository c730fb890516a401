"""Confidence: how often a quotation found by a rule is right, speaker included.

The figures are shares of right answers on annotated news (see docs/extraction.md), rounded, set by
hand; the certainty of the speaker's name within the article is multiplied in.
"""

from __future__ import annotations

from typing import Final

from archive.extraction.model import Kind
from archive.extraction.naming import Resolved

_RULES: Final = {
    "quote-name-said": 0.99,
    "quote-said-name": 0.97,
    "name-said-quote": 0.89,
    "quote-then-cue": 0.8,
    "cue-then-quote": 0.6,
    "name-colon": 0.65,
    "transcript-label": 0.66,
    "floating": 0.95,
    "floating-far": 0.42,
    "said-that": 0.88,
    "said-clause": 0.82,
    "said-colon": 0.55,
    "clause-said": 0.83,
    "as-she-said": 0.76,
    "asked-whether": 0.82,
    "was-asked": 0.8,
    "was-accused": 0.7,
    "according-to": 0.85,
    "heading-colon": 0.62,
    "vowed-to": 0.64,
    "speech-act": 0.67,
    "noun-that": 0.5,
    "noun-of": 0.3,
    "free-indirect": 0.3,
    "nested-said-that": 0.45,
}
# A clause with quoted parts is the speaker's more surely than one in the outlet's words.
_MIXED: Final = {
    "said-that": 0.93,
    "said-clause": 0.92,
    "clause-said": 0.92,
    "heading-colon": 0.8,
    "according-to": 0.76,
    "speech-act": 0.78,
    "vowed-to": 0.75,
    "noun-that": 0.7,
}
_UNKNOWN_RULE: Final = 0.5


def confidence_of(rule: str, kind: Kind, resolved: Resolved) -> float:
    """Return the confidence (0 to 1) of a quotation found by `rule` whose speaker is `resolved`."""
    base = _RULES.get(rule, _UNKNOWN_RULE)
    if kind is Kind.MIXED:
        base = _MIXED.get(rule, base)
    return round(base * resolved.certainty, 2)
