"""Cut paragraphs into sentences, the same way for two copies of a text however it was printed."""

from __future__ import annotations

import re
from itertools import pairwise

from archive.ingest.cleaning.layout import glued_joints

# The look-behind lets a run of full stops be tried once, not once a character. It stands behind the
# first of them, since a pattern that begins with a character is found faster.
_END = re.compile(
    r"[.!?…](?<![.!?…]{2})[.!?…]{0,4}[\"”’»)\]]{0,3}\s+(?=[\"“«„(‘'\[]{0,2}[A-ZÀ-ÞА-ЯЁ0-9])"
)


def sentences_of(paragraph: str) -> list[str]:
    """Split a paragraph after full stops, missing blanks included; abbreviations are split too."""
    cuts = sorted(
        {match.end() for match in _END.finditer(paragraph)} | set(glued_joints(paragraph))
    )
    bounds = [0, *cuts, len(paragraph)]
    parts = (paragraph[a:b].strip() for a, b in pairwise(bounds))
    return [part for part in parts if part]
