"""The blocks of a page in the order of reading, and which of them are the article.

trafilatura decides what the article is; its paragraphs are then looked up in the page, because
it now and then runs paragraphs together or leaves out one with a quotation.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import trafilatura
from lxml import etree, html
from trafilatura.settings import Extractor

from archive.ingest.cleaning.byline import byline_in
from archive.ingest.cleaning.characters import squeeze, word_count
from archive.ingest.cleaning.furniture import begins_as_pointer
from archive.ingest.cleaning.stamps import stamp_in

_BLOCKS = frozenset(
    """
p h1 h2 h3 h4 h5 h6 li blockquote div section article main td th dd dt pre figcaption header aside
body center address tr table tbody ul ol dl summary details fieldset
""".split()
)
_INNER = ("p", "blockquote", "li", "h2", "h3", "h4", "h5", "h6")
_WINDOW = 20_000  # letters behind the last block found in which the next one is looked for
_LEAST_LINKS = 5
_LEAST = 8  # letters; shorter blocks prove nothing
_QUOTED = re.compile(r"[“„«\"‘‹][^\n]{3,}[”“»\"’›]")
_LABEL = re.compile(r"^[^\n:]{2,30}:\s")  # of a pointer to another article: "Read more: …"
_LEAST_LEAD = 12  # words
_FINISHED = (".", "!", "?", "”", '"', "»")
_SPACES = re.compile(r"[ \t\r\f\v\n]+")
_SPACED = re.compile(r"[\t\r\f\v\n]|  ")  # whether there is anything to make one blank of
_EMPTY_LINE = re.compile(r"\n\s*\n")
_OPTIONS = Extractor(comments=False, tables=True, fast=True)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that a browser would set apart."""

    text: str
    key: str  # letters and digits only
    tag: str
    parent: int  # number of the element it stands in
    linked: bool  # all of it is a link


def blocks_of(root: html.HtmlElement) -> list[Block]:
    """Cut a tree into blocks; two line breaks in a row begin a new one as a browser shows it."""
    gathered: list[tuple[list[str], html.HtmlElement]] = [([], root)]
    numbers: dict[html.HtmlElement, int] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        _gather(event, element, gathered)
    blocks: list[Block] = []
    for parts, element in gathered:
        parent = element.getparent() if element.tag in _INNER else element
        number = numbers.setdefault(parent if parent is not None else root, len(numbers))
        for text in _EMPTY_LINE.split("".join(parts)):
            line = _flat(text).strip()
            if line and not _is_pointer(element, line):
                linked = _is_linked(element, line)
                blocks.append(Block(line, squeeze(line), str(element.tag), number, linked))
    return blocks


def article_blocks(tree: html.HtmlElement, blocks: list[Block]) -> list[Block]:
    """Choose the blocks of the article.

    These are the blocks whose words trafilatura took for the article, the quotations between
    them, and the paragraphs that stand in the same box as most of them. Without a finding of
    trafilatura all blocks count.
    """
    inside = _located(blocks, squeeze(_main_text(tree)))
    if not any(inside):
        return blocks
    box = _main_box(blocks, inside)
    inside = [is_in or _in_box(b, box) for b, is_in in zip(blocks, inside, strict=True)]
    first, last = inside.index(True), len(inside) - 1 - inside[::-1].index(True)
    header = next((n for n, block in enumerate(blocks) if block.tag == "h1"), len(blocks))
    begin = next((at for at in range(header + 1, len(blocks)) if inside[at]), 0)
    return [
        block
        for at, block in enumerate(blocks)
        if inside[at]
        or (first < at < last and _is_passed_over(block, box))
        or (header < at < first and _is_header(block.text))
        or (header < at < begin and _is_lead(block))
    ]


def _gather(
    event: str, element: html.HtmlElement, gathered: list[tuple[list[str], html.HtmlElement]]
) -> None:
    tag = element.tag
    if event == "start":
        if tag in _BLOCKS:
            gathered.append(([], element))
        elif tag == "br":
            gathered[-1][0].append("\n")
        gathered[-1][0].append(_flat(element.text))
        return
    if tag in _BLOCKS:
        parent = element.getparent()
        gathered.append(([], parent if parent is not None else element))
    gathered[-1][0].append(_flat(element.tail))


def _flat(text: str | None) -> str:
    if not text:
        return ""
    return _SPACES.sub(" ", text) if _SPACED.search(text) else text


def _is_linked(element: html.HtmlElement, line: str) -> bool:
    return _letters_linked(element, line) > 0.8 * len(line)


def _is_pointer(element: html.HtmlElement, line: str) -> bool:
    """Tell whether a block is a label and a link to another article: "Read more: Ferry sinks"."""
    label = _LABEL.match(line)
    if label is None or not begins_as_pointer(label.group()):
        return False
    return _letters_linked(element, line) > 0.8 * (len(line) - label.end())


def _letters_linked(element: html.HtmlElement, line: str) -> int:
    links = element.findall(".//a") if len(line) < 300 else []
    return sum(len("".join(a.itertext())) for a in links)


def _main_text(tree: html.HtmlElement) -> str:
    try:
        found = trafilatura.extract(html.tostring(tree, encoding="unicode"), options=_OPTIONS)
    except Exception:  # the library promises nothing about broken pages
        return ""
    return found or ""


def _located(blocks: list[Block], chosen: str) -> list[bool]:
    """Tell of each block whether its words come next in the chosen text."""
    at, inside = 0, []
    for block in blocks:
        found = -1
        if len(block.key) >= _LEAST:
            found = chosen.find(block.key, at, at + _WINDOW + len(block.key))
        inside.append(found >= 0)
        if found >= 0:
            at = found + len(block.key)
    return inside


def _is_header(text: str) -> bool:
    """Tell whether a block between headline and text is byline or date."""
    return stamp_in(text) is not None or byline_in(text) is not None


def _is_lead(block: Block) -> bool:
    """Tell whether a block between headline and text is a paragraph that trafilatura missed."""
    is_sentence = block.text.endswith(_FINISHED) and word_count(block.text) >= _LEAST_LEAD
    return block.tag == "p" and is_sentence and not block.linked


def is_list_of_links(blocks: list[Block]) -> bool:
    """Tell whether nearly all of a page's text are links, as on the front page of a section."""
    letters = sum(len(block.key) for block in blocks)
    linked = [len(block.key) for block in blocks if block.linked]
    return len(linked) >= _LEAST_LINKS and sum(linked) > 0.9 * letters


def _main_box(blocks: list[Block], inside: list[bool]) -> int:
    """Give the element in which most of the chosen text stands."""
    sizes: Counter[int] = Counter()
    for block, is_in in zip(blocks, inside, strict=True):
        if is_in and block.tag != "h1":
            sizes[block.parent] += len(block.key)
    return sizes.most_common(1)[0][0] if sizes else -1


def _in_box(block: Block, box: int) -> bool:
    """Tell whether a block is a paragraph beside the chosen ones."""
    beside = block.parent == box and block.tag in (*_INNER, "div")
    said = word_count(block.text[:2000]) >= 4 or _QUOTED.match(block.text)
    return beside and not block.linked and bool(said)


def _is_passed_over(block: Block, box: int) -> bool:
    """Tell whether a block between chosen ones is text: short in the same box, or a quotation."""
    if block.parent == box and not block.linked:
        return True
    finished = block.text.endswith(_FINISHED)
    return bool(_QUOTED.search(block.text[:2000])) and (not block.linked or finished)
