"""Captions and picture credits: found by credit marks, by picture sizes and by repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from archive.ingest.cleaning.characters import squeeze, word_count
from archive.ingest.cleaning.dates import days_in
from archive.ingest.cleaning.layout import Line, ends_sentence

_LONGEST = 600  # characters
_CREDIT_FIRST = re.compile(
    r"^[\[(]?\s*(?:©|\(c\)\s|(?:file |stock |archive )?(?:photo|photograph|picture|image|pic|video"
    r"|illustration|graphic|foto|bild|фото|imagen|archivfoto|symbolbild|fotografía)(?:s|graphie)?"
    r"\s?(?:credit|source|by|courtesy|von|von:|de|by:)?\s?[:/©|]|(?:photo|picture"
    r"|image)s? (?:by|courtesy|credit)\s"
    r"|credits?\s?:\s?(?-i:[A-ZÀ-ÞА-ЯЁ©@])[^.!?\"“”]{1,100}\.?$"
    r"|(?:caption|bildunterschrift|légende|pictured|in this (?:file )?(?:photo"
    r"|picture|image)|file photo|file picture)\b)",
    re.IGNORECASE,
)
_CREDIT_LAST = re.compile(
    r"[(\[](?:file |archive )?(?:photo|picture|image|foto|bild|фото|credit|pic|photograph)s?\b"
    r"[^()\"“”]{0,80}[)\]]\.?$"
    r"|\b(?:photo|picture|image|foto|bild|фото|credit|photograph)s?(?: credit| by)?\s?[:/©]\s?"
    r"(?-i:[A-ZÀ-ÞА-ЯЁ©])(?:[^.!?\"“”]|\b\w\.){0,80}$"
    r"|©[^.!?\"“”]{2,80}$"
    r"|(?-i:[.–—-]\s[A-Z]\w{1,15}(?: Photo| Images)?\s?/\s?[A-Z][\w.’-]{1,20}"
    r"(?: [A-Z][\w.’-]{1,20}){1,3}[\])]?$)"
    r"|/\s?Getty Images[\])]?$",
    re.IGNORECASE,
)
# What a picture service leaves behind a caption: " - Site Name, 1920, 14.02.2022". The number is
# the width of the picture in pixels.
_TRAILER = re.compile(
    r"\s?[-–—|]\s(?P<site>[^-–—"
    r"|.!?\"“”]{2,60}),\s*\d{3,4}(?:\s?x\s?\d{3,4})?(?:,\s*(?P<date>[^,\"“”]{6,30}))?$"
)
_TRAILING = re.compile(r"[-–—|]\s")  # in every trailer, and quick to find
_CREDIT_SIGN = re.compile(r"[(\[:/©]")  # in every credit that ends a caption
# Where the credit can begin in a line that holds caption, credit and the caption again.
_CREDIT_INSIDE = re.compile(
    r"[.!?]\s|\s?[(\[/©|]|\b(?:photo|picture|image|credit|foto|bild|фото)\b", re.IGNORECASE
)
_REACH = 4  # lines around a credit within which its caption is looked for
_SHORTEST_CORE = 15  # letters; shorter agreement proves nothing


def part_captions(lines: list[Line], headline: str | None = None) -> tuple[list[Line], list[str]]:
    """Split lines into those of the article and the captions with credits, each in its order.

    A line is a caption when it is marked as one, when it ends a credit that ran into it or
    stands beside another caption with the same words, or when it is an unfinished line printed
    more than once. `headline`, and any first line, is not taken for a caption by repetition.
    """
    cores = [caption_core(line.text) for line in lines]
    marked = [_is_marked(line.text) for line in lines]
    for at, line in enumerate(lines):
        again = _printed_again(line.text)
        if again:
            cores[at], marked[at] = again, True
    caption = list(marked)
    for at, is_marked in enumerate(marked):
        if is_marked:
            _mark_neighbours(at, cores, caption)
    _mark_repeated(lines, cores, caption, squeeze(headline or ""))
    kept = [line for line, out in zip(lines, caption, strict=True) if not out]
    return kept, [line.text for line, out in zip(lines, caption, strict=True) if out]


def caption_core(text: str) -> str:
    """Give a caption's own words, squeezed, without what a picture service added."""
    if len(text) > _LONGEST:
        return ""
    return squeeze(_TRAILER.sub("", text) if _TRAILING.search(text) else text)


def caption_sites(captions: Iterable[str]) -> list[str]:
    """Give the site names that picture services wrote behind captions, most frequent first."""
    names = Counter(m["site"].strip() for text in captions if (m := _TRAILER.search(text[-160:])))
    return [name for name, _ in names.most_common()]


def caption_dates(captions: Iterable[str]) -> list[str]:
    """Give the dates that picture services wrote behind captions, as printed."""
    dates = (m["date"] for text in captions if (m := _TRAILER.search(text[-160:])))
    return [date for date in dates if date and days_in(date)]


def _printed_again(text: str) -> str:
    """Give the core of a caption run together with its credit and itself: "AnnaPhoto: XAnna"."""
    whole = squeeze(text) if len(text) <= _LONGEST else ""
    # Caption and repetition begin with the same letters: without these twice there is none.
    if whole.find(whole[:_SHORTEST_CORE], _SHORTEST_CORE) < 0:
        return ""
    for cut in _CREDIT_INSIDE.finditer(text):
        core = squeeze(text[: cut.start()])
        if len(core) >= _SHORTEST_CORE and squeeze(text[cut.end() :]).endswith(core):
            return core
    return ""


def _is_marked(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    if _CREDIT_FIRST.match(text) or (_TRAILING.search(text) and _TRAILER.search(text)):
        return True
    end = text[-130:]
    signed = _CREDIT_SIGN.search(end) and word_count(text) <= 60
    return bool(signed and _CREDIT_LAST.search(end))


def _mark_neighbours(at: int, cores: list[str], caption: list[bool]) -> None:
    """Mark lines near a credit that begins or ends with their words."""
    for near in range(max(at - 1, 0), min(at + 1 + _REACH, len(cores))):
        core = cores[near]
        if near == at or len(core) < _SHORTEST_CORE:
            continue
        if cores[at].endswith(core) or cores[at].startswith(core):
            caption[near] = True


def _mark_repeated(lines: list[Line], cores: list[str], caption: list[bool], headline: str) -> None:
    """Mark unfinished lines printed twice close together, or three times anywhere.

    Two far apart may be a subheading of an article printed twice; the first line, and the
    headline, are spared.
    """
    captions = {core for core, out in zip(cores, caption, strict=True) if out}
    counts = Counter(cores)
    spared = {cores[0] if cores else "", headline}
    last_at: dict[str, int] = {}
    for at, (line, core) in enumerate(zip(lines, cores, strict=True)):
        if len(core) < _SHORTEST_CORE or core in spared:
            continue
        near = core in last_at and at - last_at[core] <= _REACH
        if core in captions:
            caption[at] = True
        elif _is_unfinished(line.text) and (near or counts[core] > 2):
            caption[at] = True
            caption[last_at.get(core, at)] = True
        last_at[core] = at


def _is_unfinished(text: str) -> bool:
    return not ends_sentence(text) and word_count(text) <= 40
