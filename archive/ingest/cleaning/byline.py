"""Bylines as printed: "By Jane Roe", "Von …", "Jane Roe, Political Editor"."""

from __future__ import annotations

import re

from archive.ingest.cleaning.calendar_words import MONTHS, WEEKDAYS
from archive.ingest.cleaning.furniture_words import NAVIGATION
from archive.ingest.cleaning.outlet import looks_like_outlet

_LABEL = re.compile(
    r"^(?:(?P<bare>by|from|von|par|por|de)\s+|(?:(?:written|reported|story|text"
    r"|words|report|article|posted|compiled|published)\s+by"
    r"|authors?|reporter|correspondent|text|autor(?:in|es)?|auteur|автор|текст"
    r"|журналист)\s*:?\s+)(?P<name>\S.{1,100})$",
    re.IGNORECASE,
)
_REPORTER = re.compile(
    r"^[(\[](?:by |reporter|reporters|记者)\s*:?\s?([^)\]]{2,80})[)\]]\.?$", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|staff|columnist|bureau|desk|contributor|producer"
    r"|redaktion|korrespondent\w*|correspondante?|redacción|корреспондент|обозреватель|корр)\b",
    re.IGNORECASE,
)
_NO_NAME = frozenset("""
a an the this that these his her their its all any no not of in on at to for from with as more most
far now then land sea air bus car train night day law noon midnight and or but what why how when
under one two three four five six seven eight nine ten hundreds thousands dozens millions
""".split()) | frozenset(MONTHS) | frozenset(WEEKDAYS)  # fmt: skip
_GIVEN = frozenset("april june august jan julio марта".split())  # names of months and of people
_PARTICLES = frozenset(
    "van von der den de da di du la le el bin al and und et y и ibn dos das zu".split()
)
_NAME_WORD = re.compile(r"^[^\W\d_][\w.’'-]*,?$")
_EDGES = " \t\u00a0,;:|·•-–—()[]/\\*"


def byline_in(text: str) -> str | None:
    """Give the byline of a line that is one, without "By"; None for every other line."""
    text = text.strip(_EDGES)
    if len(text) > 120:
        return None
    match = _REPORTER.match(text)
    if match:
        return match.group(1).strip(_EDGES)
    match = _LABEL.match(text)
    if match and _is_author(match["name"], bare=bool(match["bare"])):
        return match["name"].strip(_EDGES)
    return None


def name_and_role(text: str) -> str | None:
    """Give a line that consists of a person's name, perhaps with a role; else None."""
    name, comma, role = text.strip(_EDGES).partition(",")
    if comma and not (_ROLE.search(role) and len(role) < 60):
        return None
    if _is_person(name):
        return text.strip(_EDGES)
    return None


def _is_author(name: str, bare: bool) -> bool:
    """Tell whether the words behind "By" can be an author: few, and no sentence."""
    words = name.split()
    if not 1 <= len(words) <= 12 or (bare and words[0].casefold() in _NO_NAME - _GIVEN):
        return False
    if bare and words[0].casefold() in _GIVEN and not _is_name(words):
        return False
    if name.endswith(("!", "?", ":", "”", '"')) or (name.endswith(".") and len(words) > 3):
        return False
    lower = [
        w
        for w in words
        if w[0].islower() and w.casefold() not in _PARTICLES | {"in", "for", "at", "of"}
    ]
    return len(words) <= 3 or not lower or bool(_ROLE.search(name))


def _is_person(name: str) -> bool:
    words = name.split()
    if not 2 <= len(words) <= 4 or name.casefold() in NAVIGATION or looks_like_outlet(name):
        return False
    if any(word.casefold() in _NO_NAME for word in words[1:]):
        return False
    return words[0].casefold() not in _NO_NAME - _GIVEN and _is_name(words)


def _is_name(words: list[str]) -> bool:
    """Tell whether words are capitalised as a name is, two at least."""
    if len(words) < 2 or not all(_NAME_WORD.match(word) for word in words):
        return False
    return all(word[0].isupper() or word in _PARTICLES for word in words)
