"""Reports inside the marks, the Russian custom: «We will build it, — said the mayor. — Now»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from archive.extraction.language import Lexicon
from archive.extraction.marks import Stretch

_BREAK: Final = re.compile(r"[,.!?…]\s*[—–]\s+")
_FIRST_WORD: Final = re.compile(r"[^\W_]+")


def parts_of(text: str, stretch: Stretch, lexicon: Lexicon) -> Iterator[tuple[bool, Stretch]]:
    """Yield the parts of a quoted stretch in order; True for speech, False for a report in it."""
    if not lexicon.reports_inside_marks:
        yield True, stretch
        return
    at, opens, report = stretch.start, stretch.open, False
    for match in _BREAK.finditer(text, stretch.start, stretch.end):
        word = _FIRST_WORD.match(text, match.end())
        is_cue = word is not None and word.group().lower() in lexicon.cues
        if report or is_cue:
            end = match.start() + 1
            yield not report, Stretch(opens, at, end, end, True)
            at = opens = match.end() if report else match.start() + 1
            report = not report
    yield not report, Stretch(opens, at, stretch.end, stretch.close, stretch.closed)
