"""Transcripts: lines that begin with who speaks, "VOSS: We will open it in autumn."."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from archive.ingest.cleaning.calendar_words import PUBLISHED, UPDATED
from archive.ingest.cleaning.furniture_words import LABELS
from archive.ingest.cleaning.layout import Line

_TURN = re.compile(
    r"^(?P<who>[^\W\d_][\w.’'-]{0,24}(?: [^\W\d_][\w.’'-]{0,24}){0,3})(?: ?\([^()]{2,40}\))?:\s+\S"
)
_LEAST = 3  # turns; one or two may be headlines with the speaker first, or a dateline
_NO_SPEAKER = (
    frozenset(
        """
photo photos foto bild image picture video credit source caption file graphic title headline
subject from to date author authors text byline outlet publication url by reporting editing quelle
foto: autor autorin источник фото автор текст note correction
""".split()
    )
    | LABELS
    | frozenset(PUBLISHED)
    | frozenset(UPDATED)
)


def mark_turns(lines: list[Line]) -> list[Line]:
    """Mark the lines of a transcript as spoken: prose, whatever their looks.

    A label counts when it is in capitals or comes back. Three turns make a transcript, or two of
    two speakers that are half of the lines.
    """
    labels = [_label(line.text) for line in lines]
    said = {(label, line.text) for label, line in zip(labels, lines, strict=True) if label}
    counts = Counter(label for label, _ in said)
    speakers = {label for label in counts if label.isupper() or counts[label] > 1}
    turns = sum(counts[label] for label in speakers)
    if turns < _LEAST and not (len(speakers) == turns == 2 and len(lines) <= 2 * turns):
        return lines
    return [
        replace(line, spoken=label in speakers) for line, label in zip(lines, labels, strict=True)
    ]


def _label(text: str) -> str:
    match = _TURN.match(text[:160])
    if match is None or match["who"].casefold() in _NO_SPEAKER:
        return ""
    who = match["who"]
    return who if all(word[0].isupper() for word in who.split()) else ""
