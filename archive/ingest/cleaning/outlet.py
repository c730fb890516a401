"""Names of outlets: which words look like one, and which of several names is the outlet's."""

from __future__ import annotations

import re

from archive.ingest.cleaning.characters import squeeze, word_count
from archive.ingest.cleaning.furniture_words import NAVIGATION, OUTLET_NOUNS

_LONGEST = 600  # characters of a line that can be a headline with its outlet
_EDGES = " \t\u00a0.,;:|·•-–—()[]/\\*\"'“”«»"
_SUFFIX = re.compile(r"\s+(?:\|+|[-–—·•]|::|//)\s+([^|\"“”«»]{2,60})$")
_PREFIX = re.compile(r"^([^|\"“”«»]{2,40}?)\s+(?:\|+|[-–—]|::)\s+(?=\S)")
_BAR = re.compile(r"[|–—·•-]|::|//")  # in every suffix and prefix, and quick to find
_MOST_SUFFIXES = 3  # "Ferry opens | City | The Harbour Gazette"
_SOURCE = re.compile(
    r"^(?:source|quelle|источник|fuente|via|agency|outlet"
    r"|publisher)s?\s?:\s*([^.:!?]{2,60})\.?$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by\s)?([^.,;"
    r"|©\d]{2,60}?)(?:\s*[.,;|©\d–-].*|\s+all rights.*|\s+\d{4}.*)?$",
    re.IGNORECASE,
)
_CLAIMED_YEAR = re.compile(r"(?:©|\(c\)|copyright)\s*\d{4}", re.IGNORECASE)
_DOMAIN = re.compile(
    r"^(?:www\.)?[a-z0-9-]{2,40}\.(?:com|net|org|info|news|example|[a-z]{2})$", re.IGNORECASE
)


def looks_like_outlet(text: str) -> bool:
    """Tell whether a short text is the name of a paper, an agency or a site.

    Such a name is capitalised and has a word that makes it one ("Gazette", "Agency"), or is an
    address without a path. Section names ("World News") are none.
    """
    name = text.strip(_EDGES)
    if _DOMAIN.match(name):
        return True
    if "  " in name:
        return False
    words = re.split(r"[\s-]+", name)
    if not 1 < len(words) <= 6 or name.casefold() in NAVIGATION:
        return False
    nouns = sum(word.casefold().strip(".,") in OUTLET_NOUNS for word in words)
    capitals = all(word[:1].isupper() or word.casefold() in _SMALL for word in words)
    return capitals and nouns > 0 and nouns < len(words)


_SMALL = frozenset("of the and for der die das des le la les el los de du & y и".split())


def title_and_outlet(line: str) -> tuple[str, str | None]:
    """Split "Ferry opens - The Harbour Gazette"; the line and None where no outlet stands last."""
    if not _BAR.search(line):
        return line, None
    title, outlet = _without_suffix(line)
    match = _PREFIX.match(title) if len(title) <= _LONGEST else None
    if match and word_count(title[match.end() :]) >= 2:
        name = match.group(1).strip(_EDGES)
        if looks_like_outlet(name):
            return title[match.end() :], outlet or name
        if name.casefold() in NAVIGATION:
            return title[match.end() :], outlet
    return title, outlet


def _without_suffix(line: str) -> tuple[str, str | None]:
    """Take outlet and section off the end; behind an upright stroke any name is an outlet's."""
    outlet: str | None = None
    for _ in range(_MOST_SUFFIXES):
        match = _SUFFIX.search(line) if len(line) <= _LONGEST else None
        if match is None or word_count(line[: match.start()]) < 2:
            break
        name = match.group(1).strip(_EDGES)
        is_section = name.casefold() in NAVIGATION
        if not (is_section or looks_like_outlet(name) or _is_barred_name(match.group(), name)):
            break
        outlet = outlet or (None if is_section else name)
        line = line[: match.start()].rstrip()
    return line, outlet


def _is_barred_name(suffix: str, name: str) -> bool:
    words = name.split()
    return "|" in suffix and 0 < len(words) <= 4 and all(word[0].isupper() for word in words)


def suffix_of(line: str, title: str) -> str | None:
    """Give what stands behind the title in "Ferry opens | Gazette" when `title` is the rest."""
    match = _SUFFIX.search(line) if len(line) <= _LONGEST and _BAR.search(line) else None
    if match and squeeze(line[: match.start()]) == squeeze(title):
        return match.group(1).strip(_EDGES) or None
    return None


def source_line(text: str) -> str | None:
    """Give the name in "Source: Harbour Gazette"; None for other lines and for addresses."""
    match = _SOURCE.match(text) if len(text) < 100 else None
    return match.group(1).strip(_EDGES) if match and "/" not in match.group(1) else None


def rights_holder(text: str) -> str | None:
    """Give the outlet named in a copyright line: "© 2023 Harbour Gazette. All rights reserved."."""
    claims = len(text) < 200 and ("rights" in text.lower() or _CLAIMED_YEAR.search(text))
    match = _RIGHTS.search(text) if claims else None
    name = match.group(1).strip(_EDGES) if match else ""
    return name if looks_like_outlet(name) else None


def agreed(site: str | None, agency: str | None) -> str | None:
    """Choose between the name a site gives itself and the agency in the dateline.

    "Example International" and "(Example)" are one outlet, named as in the dateline; else the
    site is the outlet that printed the agency's text.
    """
    if site and agency and squeeze(site).startswith(squeeze(agency)):
        return agency
    return site or agency
