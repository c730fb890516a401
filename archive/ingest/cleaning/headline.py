"""Which line is the title, and what the lines above it are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from archive.ingest.cleaning import furniture
from archive.ingest.cleaning.byline import byline_in
from archive.ingest.cleaning.characters import squeeze, word_count
from archive.ingest.cleaning.layout import Line, ends_sentence
from archive.ingest.cleaning.outlet import looks_like_outlet, suffix_of, title_and_outlet
from archive.ingest.cleaning.stamps import stamp_in

_ZONE = 25  # lines among which a title is looked for
_LONGEST = 300  # characters
_BODY_WORDS = 25  # a finished line this long is a paragraph: no title comes after it
_SENTENCE_WORDS = 4  # a line this long with a full stop is a sentence
_TWO_SENTENCES = 12  # words; headlines of two sentences are shorter
_KICKER_WORDS = 3
_KICKED_WORDS = 12  # a longer line below a short one in capitals is its deck
_SMALL_IN_NAMES = frozenset("of and the in for to from & de la du der die das und et y и в".split())
_PIECES = re.compile(r"\s*[|·•]\s*|\s+[-–—/]\s+|,\s+")
_ABBREVIATED = ("...", "U.S.", "U.K.", "U.N.")
_CLOSING = "”\"’'»“«‘)] \u00a0\u202f"
_INNER_STOP = re.compile(r"[.!?…][”\"’'»)]?\s+[“\"„«‘'(]?[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Heading:
    """The title with the lines that stood above it, and the lines below it."""

    title: str  # "" where the text has none
    outlet: str | None  # named in the same line: "Ferry opens - The Harbour Gazette"
    above: list[Line]
    below: list[Line]


def find_heading(lines: list[Line], title: str | None = None) -> Heading:
    """Find the title line among the first lines, or the line of the given title."""
    at = _line_of(lines, title) if title else _best(lines)
    if at is None:
        return Heading(title or "", None, [], lines)
    text, outlet = title_and_outlet(lines[at].text)
    outlet = outlet or _suffix_elsewhere(lines[:_ZONE], text)
    # A sentence above the title is text (a lead printed first), short lines there are not.
    leads = [line for line in lines[:at] if _is_sentence(line.text) and not _same(line, text)]
    above = [line for line in lines[:at] if line not in leads]
    below = [line for line in lines[at + 1 :] if not _is_repetition(line.text, text)]
    return Heading(title or text, outlet, above, leads + below)


def is_title_like(text: str) -> bool:
    """Tell whether a line has the looks of a headline, being short and no sentence of prose."""
    if not 2 <= word_count(text) <= 45 or len(text) > _LONGEST:
        return False
    if text.endswith((".", ",", ";", ":")) and not text.endswith(_ABBREVIATED):
        return False
    if is_prose(text) or _is_dated(text) or byline_in(text):
        return False
    return not furniture.is_furniture(text) or _is_barred_title(text)


def _is_barred_title(text: str) -> bool:
    """Tell headlines with section and outlet behind them from menus, which look much alike."""
    title, outlet = title_and_outlet(text)
    bars = any(bar in title for bar in ("|", "·", "•", "  "))
    return bool(outlet) and not bars and _is_full_title(title)


def is_prose(text: str) -> bool:
    """Tell whether a line is a sentence, or several, of an article and no headline."""
    bare = text.rstrip(_CLOSING)
    if not bare.endswith((".", "!", "?", "…")) and not ends_sentence(text):
        return False
    words = word_count(text[:2000])
    if words >= _BODY_WORDS or text.endswith(_ABBREVIATED):
        return words >= _BODY_WORDS
    if bare.endswith("."):
        return words >= _SENTENCE_WORDS
    two = _INNER_STOP.search(text[:_LONGEST])
    return bare.endswith(("!", "?", "…")) and words >= _TWO_SENTENCES and bool(two)


def _is_dated(text: str) -> bool:
    """Tell whether a line is there for its date rather than mentioning one."""
    stamp = stamp_in(text)
    if stamp is None:
        return False
    pieces = [piece for piece in _PIECES.split(stamp.rest) if piece]
    named = all(looks_like_outlet(piece) or byline_in(piece) for piece in pieces)
    return named or len(stamp.rest) < 0.5 * len(text)


def _best(lines: list[Line]) -> int | None:
    prose = _prose_at(lines, 0)
    # One sentence may stand above a title, as the lead of a page that prints it first.
    lead = prose + 1 < len(lines) and word_count(lines[prose].text) < _BODY_WORDS
    far = [n for n in range(prose + 1, _prose_at(lines, prose + 1)) if lead and lines[n].gap]
    near = [n for n in range(prose) if is_title_like(lines[n].text)]
    far = [n for n in far if is_title_like(lines[n].text) and _is_full_title(lines[n].text)]
    for choice in (_printed_again(lines, near + far), _first_title(lines, near)):
        if choice is not None:
            return choice
    if far:
        return far[0]
    word = _word_title(lines, prose)
    return word if word is not None else _sentence_title(lines)


def _prose_at(lines: list[Line], start: int) -> int:
    """Give the number of the first line of prose from `start`; titles stand above it."""
    for n in range(start, min(len(lines), _ZONE)):
        if lines[n].spoken or is_prose(lines[n].text):
            return n
    return min(len(lines), _ZONE)


def _printed_again(lines: list[Line], zone: list[int]) -> int | None:
    counts = Counter(squeeze(title_and_outlet(line.text)[0]) for line in lines[:200])
    again = (n for n in zone if counts[squeeze(title_and_outlet(lines[n].text)[0])] > 1)
    return next((n for n in again if word_count(lines[n].text) > 2), None)


def _first_title(lines: list[Line], zone: list[int]) -> int | None:
    """Choose the first that is no kicker and no outlet, where there is such a one."""
    full = [n for n in zone if _is_full_title(lines[n].text)]
    quiet = [n for n in full if not lines[n].text.isupper()]
    if quiet and _is_kicker(lines[full[0]].text):
        full = quiet if word_count(lines[quiet[0]].text) <= _KICKED_WORDS else full
    if full:
        return full[0]
    own = [n for n in zone if not looks_like_outlet(lines[n].text)] or zone
    return own[0] if own else None


def _is_full_title(text: str) -> bool:
    """Tell titles from kickers and mastheads: four words, or one that is no name is small."""
    words = text.split()
    return len(words) >= 4 or any(
        word[0].islower() and word.casefold() not in _SMALL_IN_NAMES for word in words
    )


def _is_kicker(text: str) -> bool:
    return text.isupper() and word_count(text) <= _KICKER_WORDS


def _word_title(lines: list[Line], prose: int) -> int | None:
    """Take a single word above the prose for the title, where nothing else is."""
    words = [n for n in range(prose) if prose < len(lines) and _is_lone_word(lines[n].text)]
    quiet = [n for n in words if not lines[n].text.isupper()]
    return next(iter(quiet or words), None)


def _is_lone_word(text: str) -> bool:
    known = furniture.is_furniture(text) or looks_like_outlet(text) or stamp_in(text)
    return len(text) < 40 and text.rstrip("!?").isalpha() and len(text) > 2 and not known


def _sentence_title(lines: list[Line]) -> int | None:
    """Take a short first sentence with a longer paragraph below it for the title."""
    for n, line in enumerate(lines[:3]):
        if furniture.is_furniture(line.text) or byline_in(line.text) or _is_dated(line.text):
            continue
        words = word_count(line.text)
        longer = any(word_count(below.text[:2000]) > words for below in lines[n + 1 : n + 5])
        short = 2 <= words <= 14 and len(line.text) <= _LONGEST and not line.spoken
        prose = any(mark in line.text for mark in '“”"«»')
        return n if short and longer and not prose else None
    return None


def _line_of(lines: list[Line], title: str) -> int | None:
    wanted = squeeze(title)
    for n, line in enumerate(lines[:_ZONE]):
        if squeeze(title_and_outlet(line.text)[0]) == wanted or squeeze(line.text) == wanted:
            return n
    return None


def _suffix_elsewhere(lines: list[Line], title: str) -> str | None:
    return next((s for line in lines if (s := suffix_of(line.text, title))), None)


def _is_sentence(text: str) -> bool:
    words = word_count(text[:2000])
    return (
        (words >= _BODY_WORDS or is_prose(text) or (words >= 8 and ends_sentence(text)))
        and not furniture.is_furniture(text)
        and not furniture.is_promotion(text)
    )


def _same(line: Line, title: str) -> bool:
    return squeeze(line.text) == squeeze(title)


def _is_repetition(text: str, title: str) -> bool:
    """Tell whether a line only prints the headline again, perhaps with the outlet behind it."""
    if len(text) > 2 * _LONGEST:
        return False
    return squeeze(text) == squeeze(title) or suffix_of(text, title) is not None
