"""Quotation-mark scanning: which stretches of a paragraph stand in quotation marks.

Marks are read paragraph by paragraph (a line is a paragraph), left to right, once. What a mark does
is told first by its shape (“ opens, ” closes), then by its neighbours (a mark between a space and a
letter opens), then by whether a quotation is open. Nested quotations stay inside the outer stretch.
A quotation left open runs to the end of its paragraph; when the next paragraph opens with a mark
again, it goes on there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from re import Pattern
from typing import Final, NamedTuple

LINE: Final = re.compile(r"[^\r\n\u2028\u2029]+")
# Both are written so that each choice begins with a character: what begins with none is skipped.
_DOUBLE: Final = re.compile(r"''|``|‘‘|’’|,,(?=\w)|\"|“|”|„|‟|«|»|‹|›|＂")
_SINGLE: Final = re.compile(
    r"['‘’‚`](?:(?<=[‘‚'`])(?<![\w’'`].)(?=[\w\[($£…¡¿])|(?<=['’])(?![\w'’]))"
)
_SINGLE_SPEECH: Final = re.compile(r"[,.!?…][’'](?![\w’'])")
_SINGLE_OPENER: Final = re.compile(r"(?<![\w’'`\"“])[‘'](?=\w)")
_ELISION: Final = re.compile(r"['‘](?:em|tis|twas|til|cause|bout|round|n|\d0s)\b", re.IGNORECASE)
_OPENS: Final = frozenset(("“", "``", "«", "‹", "„", "‟", "‘‘", ",,", "‘", "‚", "`"))
_CLOSES: Final = frozenset(("”", "''", "»", "›", "’’", "’"))
# Marks that open in one tradition and close in another: „…“ and »…«.
_CLOSER_OF: Final = {"„": '“”"', ",,": "''“”\"", "»": "«", "›": "‹", "‚": "‘’'"}
_BEFORE_OPENING: Final = frozenset("([{—–-/=")
_AFTER_CLOSING: Final = frozenset(".,;:!?)]}—–-…")


_TURN: Final = re.compile(r"\s*(?P<dash>[—–])\s+(?=\S)")


class Stretch(NamedTuple):
    """A stretch in quotation marks; offsets into the document's text."""

    open: int  # where the opening mark stands
    start: int  # first character after it
    end: int  # where the closing mark stands, or the end of the paragraph
    close: int  # first character after the closing mark
    closed: bool  # the closing mark is there
    opened: bool = True  # the opening mark is there
    runs_on: bool = False  # left open, and the next paragraph opens with a mark again


class _Scanner:
    """The state of one paragraph: the marks open now, and the stretches found so far."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.open_marks: list[tuple[int, str]] = []
        self.found: list[Stretch] = []

    def side(self, at: int, after: int) -> str:
        """Tell by the neighbours whether a mark opens ("o"), closes ("c") or either ("")."""
        left = self.text[at - 1] if at > self.start else " "
        right = self.text[after] if after < self.end else " "
        opens = (left.isspace() or left in _BEFORE_OPENING) and not right.isspace()
        closes = (right.isspace() or right in _AFTER_CLOSING) and not left.isspace()
        return "" if opens == closes else "o" if opens else "c"

    def read(self, at: int, mark: str) -> None:
        side = self.side(at, at + len(mark))
        if not self.open_marks:
            self._read_outside(at, mark, side)
        elif self._closes(mark, side):
            self._close(at, mark)
        elif side == "o" and self._left_open(at, mark):
            self._abandon(at)
            self.open_marks.append((at, mark))
        elif mark in _OPENS and len(self.open_marks) < 4:
            self.open_marks.append((at, mark))

    def _read_outside(self, at: int, mark: str, side: str) -> None:
        if side == "c" and mark not in _OPENS:
            begin = self.found[-1].close if self.found else self.start
            self.found.append(Stretch(begin, begin, at, at + len(mark), True, opened=False))
        elif mark not in _CLOSES or side == "o" or mark in ("»", "›"):
            self.open_marks.append((at, mark))

    def _closes(self, mark: str, side: str) -> bool:
        closers = _CLOSER_OF.get(self.open_marks[-1][1])
        if closers is not None:
            return mark in closers
        if mark in _CLOSES:
            return True
        return side != "o" if mark not in _OPENS else side == "c"

    def _left_open(self, at: int, mark: str) -> bool:
        """The mark opens while one of its kind is open: was the earlier one never closed?"""
        same = mark == self.open_marks[-1][1] or (len(self.open_marks) == 1 and mark in '"“')
        return same and self.text[max(self.start, at - 3) : at].rstrip()[-1:] in (*".!?,…:", "")

    def _abandon(self, at: int) -> None:
        first = self.open_marks[0]
        self.found.append(Stretch(first[0], first[0] + len(first[1]), at, at, False))
        self.open_marks.clear()

    def _close(self, at: int, mark: str) -> None:
        opened_at, opener = self.open_marks.pop()
        if not self.open_marks:
            after = at + len(mark)
            self.found.append(Stretch(opened_at, opened_at + len(opener), at, after, True))

    def finish(self) -> list[Stretch]:
        if self.open_marks:
            self._abandon(self.end)
        return self.found


def _singles(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Single marks at a word's edge, without the apostrophes of "'em" and plural possessives."""
    is_open = False
    for match in _SINGLE.finditer(text, start, end):
        at, mark = match.start(), match.group()
        opens = mark != "’" and at + 1 < end and not text[at + 1].isspace()
        opens = opens and (at == start or not text[at - 1].isalnum())
        if opens and not _ELISION.match(text, at):
            if not is_open:
                yield at, "‘"
            is_open = True
        elif is_open and not opens and not _plural_possessive(text, at, end):
            yield at, "’"
            is_open = False


def _plural_possessive(text: str, at: int, end: int) -> bool:
    """Is the mark that of "the voters' choice" rather than the end of a quotation?"""
    return text[at - 1] in "sS" and text[at + 1 : min(at + 3, end)].strip()[:1].islower()


def _paragraph(text: str, start: int, end: int) -> list[Stretch]:
    scanner = _Scanner(text, start, end)
    first_double = _DOUBLE.search(text, start, end)
    if first_double is None or _speaks_in_singles(text, start, first_double.start()):
        for at, mark in _singles(text, start, end):
            scanner.read(at, mark)
        return [stretch for stretch in scanner.finish() if stretch.closed and stretch.opened]
    for match in _DOUBLE.finditer(text, start, end):
        scanner.read(match.start(), match.group())
    return scanner.finish()


def _speaks_in_singles(text: str, start: int, first_double: int) -> bool:
    """British style: a single mark opens before the first double one and closes after it."""
    opener = _SINGLE_OPENER.search(text, start, first_double)
    if opener is None or _ELISION.match(text, opener.start()):
        return False
    return _SINGLE_SPEECH.search(text, opener.start(), first_double) is None


def scan(text: str, reports: Pattern[str] | None = None) -> list[list[Stretch]]:
    """Return, for every paragraph of `text` in order, its stretches in quotation marks.

    Paragraphs are the lines of the text that are not empty (see `LINE`). Stretches of one paragraph
    do not overlap; the marks of a nested quotation stand inside the outer one's stretch.

    `reports` finds the reports inside a dialogue in dashes, in languages that have it: a paragraph
    that begins with a dash and holds one is a stretch as a whole, and so is one that follows it.
    """
    paragraphs: list[list[Stretch]] = []
    talk = False
    for line in LINE.finditer(text):
        turn = _TURN.match(text, *line.span()) if reports else None
        talk = bool(turn and reports and (talk or reports.search(text, turn.end(), line.end())))
        if talk and turn:
            said = Stretch(turn.start("dash"), turn.end(), line.end(), line.end(), True)
            paragraphs.append([said])
        else:
            paragraphs.append(_paragraph(text, line.start(), line.end()))
    for stretches, following in pairwise(paragraphs):
        if stretches and following and not stretches[-1].closed:
            lead = text[following[0].open - 2 : following[0].open]
            if following[0].opened and (not lead.strip() or "\n" in lead):
                stretches[-1] = stretches[-1]._replace(runs_on=True)
    return paragraphs
