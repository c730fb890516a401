"""Lines of text to an article: what belongs to the page goes, what it says of itself is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.ingest.article import CleanArticle, PublicationDate
from archive.ingest.cleaning import captions, furniture
from archive.ingest.cleaning.characters import squeeze, word_count
from archive.ingest.cleaning.dateline import Dateline, dateline_of
from archive.ingest.cleaning.doubled import without_copies
from archive.ingest.cleaning.header_fields import part_header
from archive.ingest.cleaning.headline import Heading, find_heading
from archive.ingest.cleaning.known import Known
from archive.ingest.cleaning.language import language_code, language_of
from archive.ingest.cleaning.layout import Line, ends_sentence, lines_of
from archive.ingest.cleaning.markdown import without_marks
from archive.ingest.cleaning.masthead import Masthead, read_masthead
from archive.ingest.cleaning.outlet import agreed, looks_like_outlet, rights_holder
from archive.ingest.cleaning.publication import Sightings, publication_of
from archive.ingest.cleaning.refusals import refuse_if_endless, refuse_if_no_article, refuse_if_torn
from archive.ingest.cleaning.titles import printed_title
from archive.ingest.cleaning.turns import mark_turns

_HEADER = 8  # lines
_LONGEST_TITLE = 400  # characters
_LEAST_LINE = 3  # words of a single line that is a text and no heading
_DATELINE_REACH = 4  # paragraphs: a deck or two may stand before the one with the dateline


@dataclass(frozen=True, slots=True)
class _Parts:
    heading: Heading
    masthead: Masthead
    captions: list[str]
    site: str | None  # the name a page gives itself in breadcrumb, pictures and captions
    paragraphs: list[str]
    dateline: Dateline | None


def article_of_text(text: str, known: Known) -> CleanArticle:
    """Make the article of a plain text, with or without marks of Markdown or a labelled header.

    A title that is known and not printed first is set first. Raises Refusal as `article_of` does.
    """
    refuse_if_endless(text)
    text, known = part_header(text, known)
    text = without_marks(text)
    told = known.title
    if told:
        first = next((line.strip() for line in text.split("\n", 40) if line.strip()), "")
        title = printed_title(told, first)
        known = replace(known, title=title)
        if squeeze(first[:_LONGEST_TITLE]) != squeeze(title):
            text = f"{title}\n\n{text}"
    return article_of(text, known)


def article_of(text: str, known: Known) -> CleanArticle:
    """Make the article of a text as scraped, or of the paragraphs an HTML reader found.

    `known` is what metadata says and goes before what the text says. Raises Refusal for error
    pages and for what has no text.
    """
    refuse_if_endless(text)
    lines = lines_of(text)
    refuse_if_torn(len(lines))
    parts = _parts(mark_turns(lines), known)
    refuse_if_no_article(parts.heading.title, parts.paragraphs, text)
    title = parts.heading.title
    body = "\n\n".join(parts.paragraphs)
    return CleanArticle(
        title=title,
        text=f"{title}\n\n{body}" if title and body else title or body,
        outlet=known.outlet or _outlet(parts),
        byline=known.byline or parts.masthead.byline,
        url=known.url,
        language=language_code(known.language) or language_of(f"{title} {body}"),
        date=_date(parts, known),
        dateline=parts.dateline.place if parts.dateline else None,
        reader=known.reader,
    )


def _parts(lines: list[Line], known: Known) -> _Parts:
    site = _site_in(lines)
    lines, found = captions.part_captions(lines, known.title)
    site = next(iter(captions.caption_sites(found)), None) or site
    lines = _without_page(lines)
    heading = find_heading(lines, known.title)
    masthead = read_masthead(heading.above, heading.below)
    body = furniture.without_tail(_without_links(masthead.body))
    bare = [furniture.without_end_mark(line.text) for line in body]
    paragraphs = without_copies([paragraph for paragraph in bare if paragraph])
    if not paragraphs and not known.title and word_count(heading.title) >= _LEAST_LINE:
        heading, paragraphs = replace(heading, title=""), [heading.title]
    turns = {line.text for line in body if line.spoken}
    dateline = _dateline([paragraph for paragraph in paragraphs if paragraph not in turns])
    return _Parts(heading, masthead, found, site, paragraphs, dateline)


def _site_in(lines: list[Line]) -> str | None:
    """Give the site's name from the breadcrumb or the residue of a logo above the title."""
    for line in lines[:_HEADER]:
        if furniture.is_breadcrumb(line.text):
            name = furniture.first_crumb(line.text).strip()
        else:
            name = furniture.alt_name(line.text)
        if looks_like_outlet(name):
            return name
    return None


def _without_page(lines: list[Line]) -> list[Line]:
    """Drop the lines that are furniture wherever they stand, and all below a comment form."""
    end = _comments_at(lines)
    cyrillic = furniture.is_mostly_cyrillic(" ".join(line.text[:300] for line in lines[:100]))
    return [line for line in lines[:end] if not _is_of_page(line.text, cyrillic)]


def _is_of_page(text: str, cyrillic: bool) -> bool:
    return (
        furniture.is_breadcrumb(text)
        or furniture.is_alt_residue(text)
        or furniture.is_promotion(text)
        or furniture.is_other_script(text, cyrillic)
    )


def _comments_at(lines: list[Line]) -> int:
    """Give where the readers' comments begin: only below most of the text, else nowhere."""
    lengths = [len(line.text) for line in lines]
    total, above = sum(lengths), 0
    for at, line in enumerate(lines):
        if above > 0.5 * total and furniture.is_comment_heading(line.text):
            return at
        above += lengths[at]
    return len(lines)


def _without_links(lines: list[Line]) -> list[Line]:
    """Drop headings such as "Related articles" with the unfinished lines right below them."""
    kept: list[Line] = []
    in_links = False
    for line in lines:
        if furniture.is_related_heading(line.text):
            in_links = True
        elif in_links and not ends_sentence(line.text):
            continue
        else:
            in_links = False
            if not furniture.is_furniture(line.text):
                kept.append(line)
    return kept


def _dateline(paragraphs: list[str]) -> Dateline | None:
    """Read the first dateline. It stays in the text, being print and not furniture."""
    found = (dateline_of(paragraph) for paragraph in paragraphs[:_DATELINE_REACH])
    return next((dateline for dateline in found if dateline), None)


def _outlet(parts: _Parts) -> str | None:
    head = parts.masthead
    named = parts.heading.outlet or head.outlet or head.source
    agency = parts.dateline.agency if parts.dateline else None
    rights = head.rights or next(filter(None, map(rights_holder, parts.captions)), None)
    return agreed(named, agency) or agreed(parts.site or rights, agency)


def _date(parts: _Parts, known: Known) -> PublicationDate:
    return publication_of(
        Sightings(
            known=known.date,
            stamp=parts.masthead.stamp(),
            dateline=parts.dateline,
            captions=captions.caption_dates(parts.captions),
            paragraphs=parts.paragraphs,
        )
    )
