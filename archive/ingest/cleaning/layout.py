"""Text to lines, one a paragraph: broken lines joined, run-together ones split, residue out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.ingest.cleaning.byline import byline_in
from archive.ingest.cleaning.characters import is_upper_start
from archive.ingest.cleaning.outlet import looks_like_outlet
from archive.ingest.cleaning.stamps import stamp_in

_TERMINAL = (".", "!", "?", "…", ":", "”", '"', "»", ")", "]", "’", "'", "“", "。", ";")
_TAG = (
    r"(?:p|div|span|li|ul|br|h[1-6]|strong|em|b|i|u|figure|figcaption|blockquote|section|article)"
)
_RESIDUE_BEFORE = re.compile(
    rf"^(?:</?{_TAG}(?:\s[^<>]{{0,200}})?/?>\s*|/?{_TAG}\s?>\s+)+", re.IGNORECASE
)
_RESIDUE_AFTER = re.compile(rf"(?:\s*</?{_TAG}\s*/?>|\s+<\s*/?\s*{_TAG})$", re.IGNORECASE)
_BLANKS = re.compile(r"\s{3,}")
_ENTITY = re.compile(
    r"&(nbsp|quot|amp|apos|[lr][sd]quo|[lr]aquo|[bs]dquo|[nm]dash|hellip|#39|#0?34"
    r"|#82(?:11|12|16|17|20|21|30)|#160);",
)
_ENTITIES = {
    "nbsp": " ", "#160": " ", "quot": '"', "#34": '"', "#034": '"', "amp": "&", "apos": "'",
    "#39": "'", "lsquo": "‘", "#8216": "‘", "rsquo": "’", "#8217": "’", "ldquo": "“",
    "#8220": "“", "rdquo": "”", "#8221": "”", "laquo": "«", "raquo": "»", "bdquo": "„",
    "sdquo": "„", "ndash": "–", "#8211": "–", "mdash": "—", "#8212": "—", "hellip": "…",
    "#8230": "…",
}  # fmt: skip
# A full stop (and perhaps a closing mark) with a capitalised word right behind it.
_SENTENCE = "[“«‘]?[A-ZÀ-ÞА-ЯЁ](?:[^\\W\\d_A-ZÀ-ÞА-ЯЁ]|\\s)"  # its beginning
_JOINT = re.compile(
    rf"""(?<=[^\W\d_A-ZÀ-ÞА-ЯЁ])(?:[.!?…]["”’»)]?|["”»][.!?])(?={_SENTENCE})"""
    rf"""|(?<=\d)[.!?]["”»]?(?={_SENTENCE})"""
)
_JOINT_MARK = re.compile(r"[.!?…\"”’»)][“«‘]?[A-ZÀ-ÞА-ЯЁ]")  # in every joint, and quick to find
_SET_IN = 2  # columns by which the first line of a paragraph is indented, at least
_LEAST_SET_IN = 2  # such lines; then every indented line begins a paragraph
_SHORTEST_WRAPPED = 50  # columns; a shorter line may be a heading
_WIDEST_WRAP = 120  # columns; a longer line was not broken by a typist or a mail program


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text file with its blanks trimmed."""

    text: str
    gap: bool  # a blank line, an indentation, or nothing, stands before it
    spoken: bool = False  # a turn in a transcript
    indent: int = 0  # columns before its first letter

    @property
    def columns(self) -> int:
        """The column the line ends at."""
        return self.indent + len(self.text)


def lines_of(text: str) -> list[Line]:
    """Split a text into lines that are paragraphs, headings or pieces of furniture each.

    HTML residue at either end of a line goes, lines broken inside a sentence are joined, blocks
    that lost the blanks after their full stops are split there.
    """
    joined = _join_broken(_bare_lines(text))
    return [part for line in joined for part in _split_glued(line)]


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence ends, closing quotation marks included."""
    return text.endswith(_TERMINAL)


def _bare_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    gap = True
    for raw in text.split("\n"):
        line = _bare(raw)
        if line:
            lines.append(Line(line, gap, indent=_indent(raw)))
        gap = not line
    rises = [b.indent - a.indent >= _SET_IN and not b.gap for a, b in pairwise(lines)]
    # Below an unfinished line an indentation hangs, as turns of a transcript are set.
    begins = [rise and ends_sentence(a.text) for rise, a in zip(rises, lines, strict=False)]
    if sum(begins) >= _LEAST_SET_IN and 2 * sum(begins) > sum(rises):
        begins = [b.indent >= _SET_IN for b in lines[1:]]
    return lines[:1] + [
        replace(line, gap=True) if begin else line
        for line, begin in zip(lines[1:], begins, strict=True)
    ]


def _indent(raw: str) -> int:
    """Count the columns before a line's first letter, a tab being worth a set-in line."""
    blanks = raw[: len(raw) - len(raw.lstrip())]
    return len(blanks) + _SET_IN * blanks.count("\t")


def _bare(raw: str) -> str:
    # Long runs of blanks carry nothing; two are enough to tell the columns of a menu.
    line = _BLANKS.sub("  ", raw.strip())
    if "&" in line:
        line = _ENTITY.sub(lambda match: _ENTITIES[match.group(1)], line).strip()
    if ">" in line[:300] or "<" in line[-12:]:
        line = _RESIDUE_BEFORE.sub("", line)
        line = line[:-20] + _RESIDUE_AFTER.sub("", line[-20:])
    return line.strip()


def _join_broken(lines: list[Line]) -> Iterator[Line]:
    width = _wrap_width(lines)
    narrow = _narrow_width(lines)
    head = next((n for n, line in enumerate(lines) if n and line.gap), len(lines))
    parts: list[str] = []
    gap = True
    for n, line in enumerate(lines):
        before = lines[n - 1]
        joins = bool(parts) and not line.gap
        if joins and (
            _goes_on(before, line.text, width, n < head)
            or (n > head and _runs_on(before, line.text, narrow))
        ):
            parts.append(line.text)
            continue
        if parts:
            yield Line(_joined(parts), gap)
        parts, gap = [line.text], line.gap
    if parts:
        yield Line(_joined(parts), gap)


def _joined(parts: Iterable[str]) -> str:
    return " ".join(parts).replace("\u00ad ", "")


def _goes_on(before: Line, after: str, width: int, in_head: bool) -> bool:
    """Tell whether a line goes on in the next: in small letters, or because it was full."""
    if not ends_sentence(before.text) and after[0].islower():
        return True
    if not width or before.columns > width or not _was_full(before, after, width):
        return False
    # Below a long title stand outlet, byline and date, each a line of its own.
    of_head = looks_like_outlet(after) or byline_in(after) or stamp_in(after)
    return not (in_head and of_head)


def _runs_on(before: Line, after: str, width: int) -> bool:
    """Tell whether an unfinished line ends only because it was full."""
    long = _SHORTEST_WRAPPED <= before.columns <= width
    return long and not ends_sentence(before.text) and _was_full(before, after, width)


def _was_full(before: Line, after: str, width: int) -> bool:
    first_word = after[: width + 1].split(None, 1)[0]
    return before.columns + 1 + len(first_word) > width and not _is_list_item(after)


def _is_list_item(text: str) -> bool:
    return text.startswith(("- ", "* ", "• ", "– "))


def _wrap_width(lines: list[Line]) -> int:
    """Give the column a typist's lines were broken at; 0 where lines are whole paragraphs."""
    # The lines of the head (title, byline, date) are short because they are lines.
    head = next((n for n, line in enumerate(lines) if n and line.gap), 0)
    inner = [a for a, b in pairwise(lines[head:]) if not b.gap]
    inner = inner or [a for a, b in pairwise(lines) if not b.gap]
    longest = max((line.columns for line in inner), default=0)
    if len(inner) < 3 or not 40 <= longest <= _WIDEST_WRAP:
        return 0
    full = sum(1 for line in inner if line.columns > 0.8 * longest)
    return longest if full >= 0.7 * len(inner) else 0


def _narrow_width(lines: list[Line]) -> int:
    """Give the longest line's columns where no line is longer than a typist's; else 0."""
    longest = max((line.columns for line in lines), default=0)
    return longest if longest <= _WIDEST_WRAP else 0


def _split_glued(line: Line) -> list[Line]:
    cuts = glued_joints(line.text)
    if len(cuts) < 2:
        return [line]
    bounds = [0, *cuts, len(line.text)]
    parts = [line.text[a:b].strip() for a, b in pairwise(bounds)]
    return [Line(part, line.gap and n == 0) for n, part in enumerate(p for p in parts if p)]


def glued_joints(text: str) -> list[int]:
    """Give the offsets where a sentence follows a full stop without a blank.

    A straight quotation mark at such a place belongs to the sentence before when it closes one
    that is open, else to the sentence after.
    """
    if not _JOINT_MARK.search(text):
        return []
    cuts: list[int] = []
    straight = at = 0
    for match in _JOINT.finditer(text):
        straight += text.count('"', at, match.end())
        at = match.end()
        opens = match.group().endswith('"') and straight % 2 == 1
        cut = match.end() - 1 if opens else match.end()
        if is_upper_start(text[match.end() : match.end() + 3]):
            cuts.append(cut)
    return cuts
