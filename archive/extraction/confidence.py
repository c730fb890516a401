"""Confidence: how often a quotation found by a rule is right, speaker included.

The figures are shares of right answers on annotated news (see docs/extraction.md), rounded; the
certainty of the speaker's name within the article is multiplied in.
"""

from __future__ import annotations

from typing import Final

from archive.extraction.model import Kind
from archive.extraction.resolution import Resolved

_RULES: Final = {
    "quote-name-said": 0.99,
    "quote-said-name": 0.98,
    "name-said-quote": 0.91,
    "quote-then-cue": 0.75,
    "cue-then-quote": 0.52,
    "name-colon": 0.62,
    "transcript-label": 0.6,
    "floating": 0.93,
    "floating-far": 0.48,
    "said-that": 0.86,
    "said-clause": 0.77,
    "said-colon": 0.6,
    "clause-said": 0.74,
    "as-she-said": 0.85,
    "asked-whether": 0.82,
    "according-to": 0.84,
    "heading-colon": 0.55,
    "vowed-to": 0.6,
    "speech-act": 0.63,
    "free-indirect": 0.35,
    "nested-said-that": 0.55,
}


def confidence_of(rule: str, kind: Kind, resolved: Resolved) -> float:
    """Return the confidence (0 to 1) of a quotation found by `rule` whose speaker is `resolved`."""
    base = _RULES.get(rule, 0.5)
    return round(base * resolved.certainty, 2)
