"""Which line is the title, and what the lines above it are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from archive.ingest.cleaning import furniture
from archive.ingest.cleaning.byline import byline_in
from archive.ingest.cleaning.characters import squeeze, word_count
from archive.ingest.cleaning.layout import Line, ends_sentence
from archive.ingest.cleaning.outlet import suffix_of, title_and_outlet
from archive.ingest.cleaning.stamps import stamp_in

_ZONE = 25  # lines among which a title is looked for
_LONGEST = 300  # characters
_BODY_WORDS = 25  # a finished line this long is a paragraph: no title comes after it


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
    if text.endswith((".", ",", ";", ":")) and not text.endswith(("...", "U.S.", "U.K.", "U.N.")):
        return False
    return not _is_dated(text) and byline_in(text) is None and not furniture.is_furniture(text)


def _is_dated(text: str) -> bool:
    """Tell whether a line is there for its date rather than mentioning one."""
    stamp = stamp_in(text)
    return stamp is not None and len(stamp.rest) < 0.5 * len(text)


def _best(lines: list[Line]) -> int | None:
    zone = [n for n in _zone(lines) if is_title_like(lines[n].text)]
    if not zone:
        return _sentence_title(lines)
    counts = Counter(squeeze(title_and_outlet(line.text)[0]) for line in lines[:200])
    for n in zone:
        if (
            counts[squeeze(title_and_outlet(lines[n].text)[0])] > 1
            and word_count(lines[n].text) > 2
        ):
            return n
    return next((n for n in zone if _is_full_title(lines[n].text)), zone[0])


def _zone(lines: list[Line]) -> list[int]:
    """Give the numbers of the lines above the first paragraph of prose."""
    numbers: list[int] = []
    for n, line in enumerate(lines[:_ZONE]):
        numbers.append(n)
        if ends_sentence(line.text) and word_count(line.text) >= _BODY_WORDS:
            break
    return numbers


def _is_full_title(text: str) -> bool:
    """Tell titles from kickers and mastheads: four words, or three not all capitalised."""
    words = text.split()
    return len(words) >= 4 or (len(words) == 3 and any(word[0].islower() for word in words))


def _sentence_title(lines: list[Line]) -> int | None:
    """Take a short first sentence with a longer paragraph below it for the title."""
    for n, line in enumerate(lines[:3]):
        if furniture.is_furniture(line.text) or byline_in(line.text) or _is_dated(line.text):
            continue
        words = word_count(line.text)
        short = 2 <= words <= 14 and len(line.text) <= _LONGEST
        prose = any(mark in line.text for mark in '“”"«»')
        return n if short and not prose and len(lines) > n + 1 else None
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
        (words >= _BODY_WORDS or (words >= 8 and ends_sentence(text)))
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
