"""Reports inside the marks.

The Russian custom, «We will build it, — said the mayor. — Now», and the closing mark that was
forgotten: "We will build it, the mayor said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from archive.extraction import tags
from archive.extraction.language import Form, Lexicon
from archive.extraction.marks import Stretch

_BREAK: Final = re.compile(r"[,.!?…]\s*[—–]\s+")
_FIRST_WORD: Final = re.compile(r"[^\W_]+")


def parts_of(text: str, stretch: Stretch, lexicon: Lexicon) -> Iterator[tuple[bool, Stretch]]:
    """Yield the parts of a quoted stretch in order; True for speech, False for a report in it."""
    if not lexicon.reports_inside_marks:
        yield from _before_report(text, stretch, lexicon)
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


_LAST_COMMA: Final = re.compile(r".*[,?!]\s+(?=(?P<report>[^\W_][^,?!]*[^\W_])\.?\s*$)")
_FIRST_STOP: Final = re.compile(r"(?<=[^\W\d_]{2})\.\s+(?=[^\W\d_])")  # not that of an initial
_FIRST: Final = 400  # characters in which the first sentence ends
_TAIL: Final = 90  # characters at the end of an unclosed quotation in which a report may stand
_LONGEST: Final = 7  # words of such a report


def _before_report(text: str, stretch: Stretch, lexicon: Lexicon) -> Iterator[tuple[bool, Stretch]]:
    """Cut a quotation that nobody closed before the "…, Ada Example said." it would swallow."""
    lost = not stretch.closed and not stretch.runs_on
    end = _report_inside(text, stretch, lexicon) if lost else None
    if end is None:
        yield True, stretch
        return
    spoken = len(text[stretch.start : end].rstrip()) + stretch.start
    yield True, Stretch(stretch.open, stretch.start, spoken, spoken, True)
    yield False, Stretch(end, end, stretch.end, stretch.close, False)


def _report_inside(text: str, stretch: Stretch, lexicon: Lexicon) -> int | None:
    """Where "…, Ada Example said." begins: at the end of the stretch or of its first sentence."""
    stop = _FIRST_STOP.search(text, stretch.start, min(stretch.end, stretch.start + _FIRST))
    for end in (stretch.end, *([stop.start() + 1] if stop else [])):
        tail = _LAST_COMMA.match(text, max(stretch.start, end - _TAIL), end)
        if tail is not None and _is_report(tail["report"].split(), lexicon):
            return tail.start("report")
    return None


def _is_report(words: list[str], lexicon: Lexicon) -> bool:
    """A subject that is named or a pronoun, and a reporting verb in the past."""
    if not 1 < len(words) <= _LONGEST:
        return False
    for cue, subject in ((words[-1], words[0]), (words[0], words[-1])):
        verb = lexicon.cues.get(cue)
        low = lexicon.classes.get(subject.lower(), 0)
        if verb is not None and verb.form is Form.PAST and cue.islower():
            return subject[0].isupper() or bool(low & (tags.PRONOUN | tags.DET))
    return False
