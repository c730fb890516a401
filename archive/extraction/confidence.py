"""Confidence: how often a quotation found by a rule is right, speaker included.

The figures are shares of right answers on annotated news (see docs/extraction.md), rounded; the
certainty of the speaker's name within the article is multiplied in.
"""

from __future__ import annotations

from typing import Final

from archive.extraction.model import Kind
from archive.extraction.resolution import Resolved

_RULES: Final = {
    "quote-said-name": 0.97,
    "quote-name-said": 0.97,
    "name-said-quote": 0.95,
    "quote-then-cue": 0.8,
    "cue-then-quote": 0.7,
    "name-colon": 0.7,
    "transcript-label": 0.8,
    "floating": 0.8,
    "said-that": 0.85,
    "said-clause": 0.75,
    "said-colon": 0.6,
    "clause-said": 0.8,
    "asked-whether": 0.7,
    "according-to": 0.8,
    "heading-colon": 0.8,
    "vowed-to": 0.6,
    "speech-act": 0.5,
    "free-indirect": 0.4,
    "nested-said-that": 0.6,
}


def confidence_of(rule: str, kind: Kind, resolved: Resolved) -> float:
    """Return the confidence (0 to 1) of a quotation found by `rule` whose speaker is `resolved`."""
    base = _RULES.get(rule, 0.5)
    return round(base * resolved.certainty, 2)
