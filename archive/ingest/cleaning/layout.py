"""Text to lines, one a paragraph: broken lines joined, run-together ones split, residue out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from archive.ingest.cleaning.characters import is_upper_start

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
_WIDEST_WRAP = 120  # columns; a longer line was not broken by a typist or a mail program


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text file with its blanks trimmed."""

    text: str
    gap: bool  # a blank line, or nothing, stands before it


def lines_of(text: str) -> list[Line]:
    """Split a text into lines that are paragraphs, headings or pieces of furniture each.

    HTML residue at either end of a line goes, lines broken inside a sentence are joined, blocks
    that lost the blanks after their full stops are split there.
    """
    joined = _join_broken(list(_bare_lines(text)))
    return [part for line in joined for part in _split_glued(line)]


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence ends, closing quotation marks included."""
    return text.endswith(_TERMINAL)


def _bare_lines(text: str) -> Iterator[Line]:
    gap = True
    for raw in text.split("\n"):
        line = _bare(raw)
        if line:
            yield Line(line, gap)
        gap = not line


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
    parts: list[str] = []
    gap = True
    for line in lines:
        if parts and not line.gap and _goes_on(parts[-1], line.text, width):
            parts.append(line.text)
            continue
        if parts:
            yield Line(_joined(parts), gap)
        parts, gap = [line.text], line.gap
    if parts:
        yield Line(_joined(parts), gap)


def _joined(parts: Iterable[str]) -> str:
    return " ".join(parts).replace("\u00ad ", "")


def _goes_on(before: str, after: str, width: int) -> bool:
    if not ends_sentence(before) and after[0].islower():
        return True
    if not width or len(before) > width:
        return False
    first_word = after[: width + 1].split(None, 1)[0]
    return len(before) + 1 + len(first_word) > width and not _is_list_item(after)


def _is_list_item(text: str) -> bool:
    return text.startswith(("- ", "* ", "• ", "– "))


def _wrap_width(lines: list[Line]) -> int:
    """Give the column a typist's lines were broken at; 0 where lines are whole paragraphs."""
    inner = [a for a, b in pairwise(lines) if not b.gap]
    longest = max((len(line.text) for line in inner), default=0)
    if len(inner) < 3 or not 40 <= longest <= _WIDEST_WRAP:
        return 0
    full = sum(1 for line in inner if len(line.text) > 0.8 * longest)
    return longest if full >= 0.7 * len(inner) else 0


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
