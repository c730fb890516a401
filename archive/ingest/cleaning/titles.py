"""Whether a headline that metadata tells and one that is printed are the same, and which counts."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from archive.ingest.cleaning.characters import squeeze, word_count
from archive.ingest.cleaning.outlet import suffix_of, title_and_outlet

_LONGEST = 400  # characters; longer lines are text
_LEAST_STEM = 12  # letters before the dots of a headline that was cut off
_ALIKE = 92  # of 100, letters only: entities and typing slips
_CUT_OFF = re.compile(r"\s*(?:…|\.{3})(?:\s*(?:[|–—·-].*)?)$")


def printed_title(told: str, printed: str) -> str:
    """Give the printed headline where it is the one told, in full; else the one told.

    What is told may have the site's name behind it, or be cut off with three dots.
    """
    if is_same_headline(told, printed):
        return printed
    return told


def is_same_headline(told: str, printed: str) -> bool:
    """Tell whether a printed line is the headline told, without the site's name or in full."""
    wanted, found = squeeze(told[:_LONGEST]), squeeze(printed[: _LONGEST + 1])
    if not found or len(printed) > _LONGEST:
        return False
    if found == wanted or suffix_of(told, printed) is not None:
        return True
    if squeeze(title_and_outlet(told)[0]) == found:
        return True
    return _is_stem(told, found) or _is_alike(wanted, found)


def holds_headline(told: str, printed: str) -> bool:
    """Tell whether a heading is the headline told or stands whole in it."""
    if word_count(printed) >= 2 and squeeze(printed) in squeeze(told):
        return True
    return is_same_headline(told, printed)


def is_cut_off(told: str) -> bool:
    """Tell whether a headline ends with three dots, perhaps with the site's name behind them."""
    return bool(_CUT_OFF.search(told[:_LONGEST]))


def _is_stem(told: str, found: str) -> bool:
    if not is_cut_off(told):
        return False
    stem = squeeze(_CUT_OFF.sub("", told))
    return len(stem) >= _LEAST_STEM and found.startswith(stem)


def _is_alike(wanted: str, found: str) -> bool:
    digits = [[c for c in text if c.isdigit()] for text in (wanted, found)]
    return digits[0] == digits[1] and fuzz.ratio(wanted, found) >= _ALIKE
