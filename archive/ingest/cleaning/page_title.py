"""The headline of an HTML page: what is seen there goes before what its metadata says."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree, html

from archive.ingest.cleaning.characters import squeeze, tidy, word_count
from archive.ingest.cleaning.dates import days_in
from archive.ingest.cleaning.furniture_words import NAVIGATION
from archive.ingest.cleaning.outlet import looks_like_outlet, suffix_of, title_and_outlet
from archive.ingest.cleaning.titles import holds_headline, is_cut_off, is_same_headline

_LONGEST = 400  # characters
_MOST_HEADINGS = 50
_LEAST_LONE = 3  # words of a heading that counts without metadata that agrees
_EDGES = " \t\u00a0|·•-–—:,»›/"
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,5}|[a-z]{2,8});", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What metadata says: headlines in the order of their weight, and the names of the site."""

    headlines: tuple[str | None, ...]
    sites: tuple[str | None, ...]


def title_and_site(tree: html.HtmlElement, told: Told) -> tuple[str | None, str | None]:
    """Find the headline, and the site where <title> prints it beside the headline."""
    page_title = clean_line(text_of(tree.find(".//title")))
    claims = [claim for line in told.headlines if (claim := _decoded(line))]
    seen = _seen(tree, [*claims, *filter(None, [page_title])], told.sites)
    title = seen or _lone(tree, claims, told.sites) or _best_claim(claims, told.sites)
    if title is None and page_title:
        return title_and_outlet(page_title)
    if title == page_title or title is None:
        return title, None
    return title, _site_beside(page_title, title)


def clean_line(value: str | None) -> str | None:
    """Give a short value on one line; None for an empty one and for what is no name."""
    text = " ".join(tidy(value or "").split())
    return text if text and len(text) <= _LONGEST and "<" not in text[:1] else None


def text_of(element: html.HtmlElement | None) -> str:
    """Give the words of an element; a line break in it parts two words."""
    return "".join(_pieces(element)) if element is not None else ""


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield (" " if part.tag == "br" else "") + (part.text or "")
        elif part is not element:
            yield part.tail or ""


def _decoded(claim: str | None) -> str | None:
    """Undo entities that were written twice: "Voss &amp;amp; Sons"."""
    if claim and _ENTITY.search(claim):
        return clean_line(entities.unescape(claim))
    return claim


def _seen(tree: html.HtmlElement, claims: list[str], sites: Iterable[str | None]) -> str | None:
    """Give the heading of the page that agrees with its metadata."""
    main = [h for h in _headings(tree, "h1") if not _names_site(h, sites)]
    for heading in (*main, *_headings(tree, "h2")):
        if any(is_same_headline(claim, heading) for claim in claims):
            return heading
    return next((h for claim in claims for h in main if holds_headline(claim, h)), None)


def _headings(tree: html.HtmlElement, tag: str) -> list[str]:
    texts = [clean_line(text_of(element)) for element in list(tree.iter(tag))[:_MOST_HEADINGS]]
    return [text for text in texts if text]


def _names_site(heading: str, sites: Iterable[str | None]) -> bool:
    named = any(squeeze(heading) == squeeze(site) for site in sites if site)
    return named or heading.casefold() in NAVIGATION or looks_like_outlet(heading)


def _lone(tree: html.HtmlElement, claims: list[str], sites: Iterable[str | None]) -> str | None:
    """Give the only main heading, unless it names the site or the told headline is seen too."""
    headings = [h for h in _headings(tree, "h1") if not _names_site(h, sites)]
    if len(headings) != 1 or word_count(headings[0]) < _LEAST_LONE:
        return None
    body = tree.find("body")
    words = squeeze(text_of(body if body is not None else tree)) if claims else ""
    seen = any(not is_cut_off(c) and squeeze(_without_site(c, sites)) in words for c in claims)
    return None if seen else headings[0]


def _best_claim(claims: list[str], sites: Iterable[str | None]) -> str | None:
    """Give the first headline told, without the site's name; a cut-off one only without others."""
    whole = [claim for claim in claims if not is_cut_off(claim)]
    claim = next(iter(whole or claims), None)
    return _without_site(claim, sites) if claim else None


def _without_site(claim: str, sites: Iterable[str | None]) -> str:
    for name in filter(None, sites):
        at = len(claim) - len(name)
        front = claim[:at].rstrip() if at > 0 and claim.endswith(name) else ""
        title = front.rstrip(_EDGES)
        if word_count(title) >= 2 and title != front and suffix_of(claim, title):
            return title
    return title_and_outlet(claim)[0]


def _site_beside(page_title: str | None, title: str) -> str | None:
    """Give what <title> has beside the headline: "Ferry opens - The Harbour Gazette"."""
    if not page_title or title not in page_title:
        return None
    before, _, after = page_title.partition(title)
    rest = after.strip(_EDGES) or before.strip(_EDGES)
    for day in reversed(days_in(rest)):
        rest = rest[: day.start] + rest[day.end :]
    rest = re.split(r"\s[|·•–—-]\s", rest)[-1].strip(_EDGES)
    return rest if 0 < word_count(rest) <= 6 else None
